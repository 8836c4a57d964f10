#pragma once

#include "network/compare_networks.hpp"
#include "scoring/compare_cells.hpp"
#include "scoring/compare_developments.hpp"
#include "scoring/compare_verdicts.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// Why values and verdicts of two studies cannot be compared.
struct Incomparable {
  enum class Kind : std::uint8_t { ladder_sizes, rungs, caps, no_common_level, wrong_order };
  Kind kind = Kind::caps;
  int rung = 0;                      ///< the first that differs
  std::string a;                     ///< its id in the first study, or how many rungs the ladder has
  std::string b;                     ///< the same in the second
  std::vector<std::string> studies;  ///< the ids of the two, in a comparison of places
};

/// A difference between the studies that a reader has to take into account.
struct CompareNote {
  enum class Kind : std::uint8_t { only_in_one, verdicts_not_compared, rungs_redefined, thresholds, clients };
  Kind kind = Kind::only_in_one;
  std::string where;  ///< the wave's date or the study's id
  /// Recommendations or levels that only this one has, levels of clients; or the ids of rungs with another meaning.
  std::vector<LocalText> names;
};

/// Two waves of one study.
struct WaveComparison {
  /// Why values and verdicts of the two cannot be compared at all (other ladder, caps or levels, wrong order);
  /// empty where they can. Developments and network are compared nevertheless.
  std::vector<Incomparable> refused;
  /// Notes for the reader: recommendations or levels of one wave only, other names of rungs.
  std::vector<CompareNote> notes;
  /// By their `person`; empty where a wave gives none to any speaker. Who has none may be one of them as well.
  std::optional<int> persons_in_both;
  bool every_person_given = true;
  std::vector<std::string> organisations_in_both;  ///< sorted
  std::vector<std::string> organisations_only_before;
  std::vector<std::string> organisations_only_after;
  std::vector<CellChange> cells;                ///< in the later framework's order; none where refused
  std::vector<VerdictChange> verdicts;          ///< likewise
  std::vector<DevelopmentChange> developments;  ///< by id
  NetworkChange network;
};

/// One study's cell in a comparison of places; null where its framework has no such recommendation or level.
struct PlaceCell {
  std::size_t study = 0;
  const Cell* cell = nullptr;
  const Verdict* verdict = nullptr;  ///< in rows of a whole recommendation
};

/// One recommendation at one level over all studies; `level` is empty in the row of its verdicts.
struct PlaceRow {
  std::string rec;
  std::string level;
  std::vector<PlaceCell> cells;  ///< one a study, in the order given
};

/// Whether a factor separates the studies where a programme went well from those where it did not: its lowest rating in
/// the one group is above the highest in the other. A study in which nobody names it is left out, a mixed one counts as
/// 0 (Damschroder & Lowery 2013; manual/scoring.md#compare-factors).
enum class Separation : std::uint8_t { not_asked, yes, reversed, no, undecided };

/// One factor over all studies, over the voices of all levels; empty where a framework does not have it.
struct FactorRow {
  std::string factor;
  std::vector<std::optional<FactorRating>> ratings;  ///< one a study, in the order given
  Separation separates = Separation::not_asked;
};

/// The studies of the two groups, as places in the list; both empty where nothing is asked.
struct StudyGroups {
  std::vector<std::size_t> high;
  std::vector<std::size_t> low;
  bool asked() const { return !high.empty() || !low.empty(); }
};

/// Several studies of different places with one framework: laid side by side, never ranked or averaged.
struct PlaceComparison {
  std::vector<Incomparable> refused;
  std::vector<CompareNote> notes;
  std::vector<PlaceRow> rows;      ///< none where refused
  std::vector<FactorRow> factors;  ///< of three studies or more with one framework; none where refused
};

/// Whether two studies are waves of one: the same id, or one of them names a `previous`.
bool are_waves(const Study& a, const Study& b);

/// Compares two waves. Persons are the same where their `person` ids are; organisations where their ids are.
WaveComparison compare_waves(const ComparedStudy& before, const ComparedStudy& after);

/// Compares studies of different places; refused where ladders, caps or levels differ.
PlaceComparison compare_places(const std::vector<ComparedStudy>& studies, const StudyGroups& groups = {});

/// Whether ratings of one factor separate the studies of two groups.
Separation separation(const std::vector<std::optional<FactorRating>>& ratings, const StudyGroups& groups);
/// `yes`, `reversed`, `no`, `not decided`; empty where it was not asked.
std::string_view id_of(Separation value);

/// Why values on two frameworks' ladders cannot be compared; empty where they can.
std::vector<Incomparable> why_not_comparable(const Framework& a, const Framework& b);

}  // namespace quickscan
