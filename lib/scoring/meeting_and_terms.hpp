#pragma once

#include "scoring/analysis.hpp"

#include <vector>

namespace quickscan {

/// What meetings said of the provisional findings: by recommendation in framework order, the recommendation
/// as a whole first, then by level.
std::vector<MemberCheckResult> member_checks(const Study& study);

/// Who calls what what: for each concept that somebody has a word for, in framework order, the words and the
/// stakeholders that use them.
std::vector<TermResult> term_uses(const Study& study);

}  // namespace quickscan
