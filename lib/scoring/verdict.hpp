#pragma once

#include "scoring/cell.hpp"

#include <optional>
#include <string>
#include <vector>

namespace quickscan {

/// What the verdict table of a framework looks at: medians by inside level (empty where insufficient), the
/// last of which is the front line, and the number of live developments.
struct VerdictFacts {
  std::vector<std::optional<int>> medians;
  int live = 0;

  const std::optional<int>& front() const { return medians.back(); }
  /// Over the sufficient levels above the front line.
  std::optional<int> lowest_above() const;
  std::optional<int> highest_above() const;
};

/// Whether all conditions hold (exact reading 17).
bool holds(const VerdictCondition& condition, const VerdictFacts& facts);

/// The first row that fits, or null where none does.
const VerdictRow* fitting_row(const Framework& framework, const VerdictFacts& facts);

/// The levels that a row uses: the front line, and those above if it names them or says so.
std::vector<Index> levels_used(const Framework& framework, const VerdictRow& row, const VerdictFacts& facts);

/// Whether a row says that there is too little to see, so that it has no hedge and no robustness.
bool is_about_missing_evidence(const VerdictRow& row);

/// A row's name with the front line's rung in the place of `<rung>`.
LocalText verdict_text(const Framework& framework, const VerdictRow& row, const VerdictFacts& facts);

/// "probably: …": the text as strong as the confidence allows (exact reading 19).
LocalText hedge(const LocalText& text, Grade confidence);

/// The verdict on a recommendation from its cells (every level, in framework order), without robustness;
/// nothing where no row of the table fits.
std::optional<Verdict> verdict_of(const Framework& framework, const std::vector<Cell>& cells,
                                  const VerdictFacts& facts);

}  // namespace quickscan
