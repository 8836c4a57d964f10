#pragma once

#include <vector>

#include "analysis/analysis.hpp"

namespace quickscan {

/// Who calls what what: for each concept that somebody has a word for, in framework order, the words and the
/// stakeholders that use them.
std::vector<TermResult> term_uses(const Study& study);

}  // namespace quickscan
