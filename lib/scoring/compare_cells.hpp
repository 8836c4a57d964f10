#pragma once

#include "core/ranges.hpp"
#include "scoring/analysis.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace quickscan {

/// A study with its analysis; both must live longer than the comparison.
struct ComparedStudy {
  const Study& study;
  const Analysis& analysis;
};

/// A group of voices in one cell; the medians are empty where the group is insufficient.
struct VoiceGroup {
  int n = 0, organisations = 0, persons = 0;
  bool sufficient = false;
  std::optional<int> median;
  std::optional<Range<int>> median_pair;
  int tried = 0;  ///< voices that reach Framework::practice()
};

/// The same group in both waves.
struct GroupInBothWaves {
  VoiceGroup before;
  VoiceGroup after;
};

/// One recommendation (or part) at one level in two waves. A change is derived from `matched` only.
struct CellChange {
  std::string rec;
  std::string level;
  /// All voices, as each wave reports them: another mix of people, so no difference is drawn.
  GroupInBothWaves all;
  /// Voices all of whose organisations spoke at this level in both waves.
  GroupInBothWaves matched;
  std::vector<std::string> matched_organisations;  ///< sorted
  /// Rungs up or down between the medians of the matched voices; empty where one is insufficient.
  std::optional<int> change;
  enum class Refusal : std::uint8_t { not_refused, no_common_organisation, too_few_voices };
  Refusal refusal = Refusal::not_refused;  ///< why no change is given
  /// Voices of persons who spoke at this level in both waves, and of others: first heard, or not heard again.
  GroupInBothWaves same_persons;
  VoiceGroup new_persons;
  VoiceGroup persons_not_heard_again;
};

/// The cells of recommendations and inside levels that both waves have, in the later framework's order: over all
/// voices, over voices of organisations that spoke at the level in both waves, and over the same persons
/// (manual/scoring.md#compare).
std::vector<CellChange> compare_cells(const ComparedStudy& before, const ComparedStudy& after);

}  // namespace quickscan
