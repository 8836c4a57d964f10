#include "scoring/member_checks.hpp"

#include <map>
#include <utility>

namespace quickscan {

std::vector<MemberCheckResult> member_checks(const Study& study) {
  std::map<std::pair<RecommendationId, LevelId>, MemberCheckResult> findings;
  for (const auto& interview : study.interviews) {
    if (!interview.first_coding || interview.form != Form::meeting) continue;
    for (const auto& check : interview.member_checks) {
      auto& result = findings[{check.rec, check.level}];
      result.rec = check.rec;
      result.level = check.level;
      switch (check.response) {
        case CheckResponse::confirmed: ++result.confirmed; break;
        case CheckResponse::nuanced: ++result.nuanced; break;
        case CheckResponse::contested: ++result.contested; break;
      }
    }
  }
  std::vector<MemberCheckResult> results;
  results.reserve(findings.size());
  for (const auto& [finding, result] : findings) results.push_back(result);
  return results;
}

}  // namespace quickscan
