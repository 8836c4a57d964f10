#pragma once

#include "scoring/analysis.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace quickscan {

/// A study with what follows from it; both outlive the comparison.
struct ComparedStudy {
  const Study& study;
  const Analysis& analysis;
};

/// A group of voices in one cell; the medians are empty where the group is insufficient.
struct VoiceGroup {
  int n = 0;
  int organisations = 0;
  int persons = 0;
  bool sufficient = false;
  std::optional<int> median;
  std::optional<Range<int>> median_pair;
  int tried = 0;  ///< voices at rung 3, or at the top of a shorter ladder
};

/// The same group in both waves.
struct GroupInBothWaves {
  VoiceGroup before;
  VoiceGroup after;
};

/// What became of one recommendation (or part) at one level. Only `matched` speaks of change.
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
  /// Why no change is given; empty where it is.
  LocalText refused;
  /// Voices of persons who spoke at this level in both waves, and of others: first heard, or not heard again.
  GroupInBothWaves same_persons;
  VoiceGroup new_persons;
  VoiceGroup persons_not_heard_again;
};

/// The verdicts of both waves, and what the table gives on the matched voices alone.
struct VerdictChange {
  std::string rec;
  std::optional<Verdict> before;
  std::optional<Verdict> after;
  std::optional<std::string> matched_before;  ///< ids of rows
  std::optional<std::string> matched_after;
  /// Whether the verdict on the matched voices differs; empty where there is none to compare.
  std::optional<bool> changed;
  LocalText refused;
};

enum class DevelopmentStep : std::uint8_t { started, found_later, not_mentioned, advanced, set_back, stopped, same };

/// What became of a development. Only what started after the earlier wave is a change; what is older was
/// merely found later.
struct DevelopmentChange {
  std::string development;
  DevelopmentStep step = DevelopmentStep::same;
  std::optional<DevelopmentStatus> status_before;
  std::optional<DevelopmentStatus> status_after;
  bool live_before = false;
  bool live_after = false;
};

/// Two waves of one study.
struct WaveComparison {
  /// Why values and verdicts of the two cannot be compared at all (other ladder, caps or levels, wrong order);
  /// empty where they can. Developments and network are compared nevertheless.
  std::vector<LocalText> refused;
  /// Notes for the reader: recommendations or levels of one wave only, other names of rungs.
  std::vector<LocalText> notes;
  int persons_in_both = 0;
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

/// Several studies of different places with one framework: laid side by side, never ranked or averaged.
struct PlaceComparison {
  std::vector<LocalText> refused;
  std::vector<LocalText> notes;
  std::vector<PlaceRow> rows;  ///< none where refused
};

/// Whether two studies are waves of one: the same id, or one of them names a `previous`.
bool are_waves(const Study& a, const Study& b);

/// Compares two waves. Persons are the same where their `person` ids are; organisations where their ids are.
WaveComparison compare_waves(const ComparedStudy& before, const ComparedStudy& after);

/// Lays studies side by side; refused where ladders, caps or levels differ.
PlaceComparison compare_places(const std::vector<ComparedStudy>& studies);

/// Why values on two frameworks' ladders cannot be compared; empty where they can.
std::vector<LocalText> why_not_comparable(const Framework& a, const Framework& b);

std::string_view id_of(DevelopmentStep value);

/// The ids of the inside levels, in order.
std::vector<std::string> inside_level_ids(const Framework& framework);

/// The result of the recommendation with this id, or null.
const RecommendationResult* find_result(const ComparedStudy& compared, const std::string& id);

/// The sorted ids that are in both, or only in the first.
std::vector<std::string> in_both(const std::vector<std::string>& a, const std::vector<std::string>& b);
std::vector<std::string> only_in_first(const std::vector<std::string>& a, const std::vector<std::string>& b);

/// The cells of two waves over voices, matched organisations and persons (compare_cells.cpp).
void compare_cells(const ComparedStudy& before, const ComparedStudy& after, WaveComparison& comparison);

/// The verdicts, once the cells are there.
void compare_verdicts(const ComparedStudy& before, const ComparedStudy& after, WaveComparison& comparison);

/// What became of every development.
std::vector<DevelopmentChange> compare_developments(const ComparedStudy& before, const ComparedStudy& after);

}  // namespace quickscan
