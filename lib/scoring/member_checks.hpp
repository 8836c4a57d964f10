#pragma once

#include "study/study.hpp"

#include <vector>

namespace quickscan {

/// How often meetings confirmed, nuanced or contested a finding on a recommendation at a level; no level: at all.
struct MemberCheckResult {
  RecommendationId rec;
  LevelId level;
  int confirmed = 0;
  int nuanced = 0;
  int contested = 0;
};

/// What meetings answered to the provisional findings: by recommendation in framework order, the recommendation
/// as a whole first, then by level.
std::vector<MemberCheckResult> member_checks(const Study& study);

}  // namespace quickscan
