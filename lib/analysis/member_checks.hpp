#pragma once

#include <vector>

#include "analysis/analysis.hpp"

namespace quickscan {

/// What meetings said of the provisional findings: by recommendation in framework order, the recommendation
/// as a whole first, then by level.
std::vector<MemberCheckResult> member_checks(const Study& study);

}  // namespace quickscan
