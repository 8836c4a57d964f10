#pragma once

#include "scoring/cell.hpp"
#include "scoring/robustness.hpp"

#include <optional>
#include <string>
#include <vector>

namespace quickscan {

/// The row of the verdict table that fits a recommendation (manual/scoring.md#verdicts).
struct Verdict {
  std::string id;
  LocalText name;  ///< of the row, with the front line's rung filled in
  std::optional<Grade> confidence;
  /// Whether its wording depends on the grade: not for rows that report missing evidence.
  bool has_hedge = false;
  std::optional<Robustness> robustness;
  /// In how many ways of counting it becomes another one, where that lowered the confidence.
  int flips = 0;
  /// A level that the row used is split, or has less consensus than an even spread over the rungs.
  bool views_differ = false;
  std::vector<LevelId> levels_used;
  /// The levels above the front line that are not sufficient.
  std::vector<LevelId> unheard;
  /// Their names, where the row used the levels above: the text ends with them.
  std::vector<LocalText> without_view_of;
};

/// What the conditions of a verdict table are compared with: medians by inside level (empty where insufficient), the
/// last of which is the front line, and the number of live developments.
struct VerdictFacts {
  std::vector<std::optional<int>> medians;
  int live = 0;

  const std::optional<int>& front() const { return medians.back(); }
  /// Over the levels above the front line; nothing unless every one of them is sufficient.
  std::optional<int> lowest_above() const;
  /// Over the sufficient levels above the front line.
  std::optional<int> highest_above() const;
  /// Whether some level above the front line is not sufficient.
  bool unheard() const;
};

/// Whether all conditions of a row hold (manual/scoring.md#verdicts); a number means "at least".
bool holds(const VerdictCondition& condition, const VerdictFacts& facts);

/// The first row that fits, or null where none does.
const VerdictRow* fitting_row(const Framework& framework, const VerdictFacts& facts);

/// Whether a row uses the levels above the front line: it names them or has `uses: all`.
bool uses_levels_above(const VerdictRow& row);

/// Whether the number of live developments matters for a row: it has a condition on it, or comes after one that failed
/// for it, which holds for every row that asks less than practice of the front line.
bool uses_live(const Framework& framework, const VerdictRow& row);

/// Whether a row's name has the front line's rung in it, so that it is another verdict at another rung.
bool names_rung(const VerdictRow& row);

/// A row's name with the name of the front line's rung in the place of `<rung>`.
LocalText name_of(const Framework& framework, const VerdictRow& row, const VerdictFacts& facts);

/// The levels that a row uses: the front line, and those above if it names them or has `uses: all`.
std::vector<LevelId> levels_used(const Framework& framework, const VerdictRow& row, const VerdictFacts& facts);

/// Whether a row reports missing evidence; it has no hedge and no robustness then.
bool is_about_missing_evidence(const VerdictRow& row);

/// The verdict on a recommendation from its cells (every level, in framework order), without robustness;
/// nothing where no row of the table fits.
std::optional<Verdict> verdict_of(const Framework& framework, const std::vector<Cell>& cells,
                                  const VerdictFacts& facts);

}  // namespace quickscan
