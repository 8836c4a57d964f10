#pragma once

#include "scoring/voices.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace quickscan {

/// Over the places of the tiers that a development names: how many adopted it, did not yet, or are not known.
struct AdoptionCount {
  int yes = 0, no = 0, unknown = 0, of = 0;
  std::vector<std::string> not_yet;  ///< place ids
  std::vector<std::string> unknown_places;
  AdoptionClaim claim = AdoptionClaim::not_given;  ///< what a source says without naming places
};

/// Who says that a development is there (manual/scoring.md#live-developments): organisations in two interviews, of
/// which one at least takes no part in it, or such a one and a document; only those that take part; a single source.
enum class DevelopmentConfirmation : std::uint8_t { independent, partners_only, single, unconfirmed };

/// What the coding says of one development.
struct DevelopmentResult {
  DevelopmentId development;
  std::vector<std::string> confirmed_by;  ///< organisations that report it, its own partners among them, sorted
  int documents = 0;
  DevelopmentConfirmation confirmation = DevelopmentConfirmation::unconfirmed;
  bool live = false;
  std::vector<std::string> depends_on;  ///< organisations without whose reports it is not live, sorted
  std::optional<AdoptionCount> adopted;
  /// Began before the baseline date, or is coded as pre-existing.
  bool pre_existing = false;
  /// The decision was due before the reference date.
  bool decision_overdue = false;
  int mentions = 0;    ///< voices that name it
  int interviews = 0;  ///< that report it
};

/// The results of every development (manual/scoring.md#developments, manual/scoring.md#live-developments): who
/// confirms it, whether it is live at the front line, where it was adopted, what began before. By id.
std::vector<DevelopmentResult> development_results(const Study& study, const std::vector<Voice>& voices);

/// Whether a development is not live any more without the reports of this organisation.
bool depends_on(const DevelopmentResult& result, const std::string& organisation);

/// How many live developments count for a recommendation (or part): one that is a part of another that
/// counts for it does not count again. Only those for which `stays` holds, where it is given.
int live_developments(const Study& study, const std::vector<DevelopmentResult>& developments, RecommendationId rec,
                      const std::function<bool(const DevelopmentResult&)>& stays = {});

/// The developments that `live_developments` counts, in the order of `developments`.
std::vector<DevelopmentId> counted_developments(const Study& study, const std::vector<DevelopmentResult>& developments,
                                                RecommendationId rec,
                                                const std::function<bool(const DevelopmentResult&)>& stays = {});

/// Whether a development names the recommendation, or a part of it.
bool concerns(const Framework& framework, const Development& development, RecommendationId rec);

/// Whether a segment confirms the development that it names: shown or said, and not that it is unknown,
/// does not apply or was not begun.
bool confirms_development(const Segment& segment);

/// Over which places a development was adopted, and what is claimed; nothing where it names no place and claims
/// nothing.
std::optional<AdoptionCount> count_adoption(const Study& study, const Development& development);

/// `independent`, `partners-only`, `single` or `none`.
std::string_view id_of(DevelopmentConfirmation value);

}  // namespace quickscan
