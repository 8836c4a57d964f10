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
  /// A level that the row used is split, or has less consensus than an even spread over the rungs.
  bool views_differ = false;
  std::vector<LevelId> levels_used;
};

/// What the conditions of a verdict table are compared with: medians by inside level (empty where insufficient), the
/// last of which is the front line, and the number of live developments.
struct VerdictFacts {
  std::vector<std::optional<int>> medians;
  int live = 0;

  const std::optional<int>& front() const { return medians.back(); }
  /// Over the sufficient levels above the front line.
  std::optional<int> lowest_above() const;
  std::optional<int> highest_above() const;
};

/// Whether all conditions of a row hold (manual/scoring.md#verdicts); a number means "at least".
bool holds(const VerdictCondition& condition, const VerdictFacts& facts);

/// The first row that fits, or null where none does.
const VerdictRow* fitting_row(const Framework& framework, const VerdictFacts& facts);

/// The levels that a row uses: the front line, and those above if it names them or has `uses: all`.
std::vector<LevelId> levels_used(const Framework& framework, const VerdictRow& row, const VerdictFacts& facts);

/// Whether a row reports missing evidence; it has no hedge and no robustness then.
bool is_about_missing_evidence(const VerdictRow& row);

/// The verdict on a recommendation from its cells (every level, in framework order), without robustness;
/// nothing where no row of the table fits.
std::optional<Verdict> verdict_of(const Framework& framework, const std::vector<Cell>& cells,
                                  const VerdictFacts& facts);

}  // namespace quickscan
