#pragma once

#include "scoring/cell.hpp"

#include <string>
#include <vector>

namespace quickscan {

/// In how many variants of the counting the verdict stays the same.
struct Robustness {
  int unchanged = 0;
  int variants = 0;
  std::vector<std::string> changed_by;
};

/// The verdict under every variant (manual/scoring.md#robustness): a claim may carry any rung, each organisation left
/// out, the silent at the bottom and at the top, without heard-only, mixed and interested voices. `scores` and `cells`
/// are those of the inside levels, in order; `verdict_id` is the verdict to compare with.
Robustness robustness_of(const Study& study, const EvidenceIndex& index, const std::vector<CellScores>& scores,
                         const std::vector<Cell>& cells, int live, const std::string& verdict_id);

}  // namespace quickscan
