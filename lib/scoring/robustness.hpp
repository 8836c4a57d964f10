#pragma once

#include "scoring/cell.hpp"
#include "scoring/verdict.hpp"

#include <functional>
#include <string>
#include <vector>

namespace quickscan {

/// The verdict under every variant of exact reading 23: a claim may carry any rung, each organisation left
/// out, the silent at the bottom and at the top, without heard-only, mixed and interested voices.
/// `scores` and `cells` are those of the inside levels, in order; `verdict_id` is the verdict to hold against.
Robustness robustness_of(const Study& study, const EvidenceIndex& index, const std::vector<CellScores>& scores,
                         const std::vector<Cell>& cells, int live, const std::string& verdict_id);

}  // namespace quickscan
