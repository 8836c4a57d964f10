#include "scoring/meeting_and_terms.hpp"

#include <algorithm>
#include <map>

namespace quickscan {

std::vector<MemberCheckResult> member_checks(const Study& study) {
  std::map<std::pair<Index, Index>, MemberCheckResult> findings;
  for (const auto& interview : study.interviews) {
    if (!interview.first_coding || interview.form != Form::meeting) continue;
    for (const auto& check : interview.member_checks) {
      auto& result = findings[{check.rec, check.level}];
      result.rec = check.rec;
      result.level = check.level;
      switch (check.response) {
        case CheckResponse::confirmed:
          ++result.confirmed;
          break;
        case CheckResponse::nuanced:
          ++result.nuanced;
          break;
        case CheckResponse::contested:
          ++result.contested;
          break;
      }
    }
  }
  std::vector<MemberCheckResult> results;
  results.reserve(findings.size());
  for (const auto& [finding, result] : findings) results.push_back(result);
  return results;
}

std::vector<TermResult> term_uses(const Study& study) {
  std::map<Index, TermResult> concepts;
  for (const auto& interview : study.interviews) {
    if (!interview.first_coding) continue;
    for (const auto& term : interview.terms) {
      auto& result = concepts[term.concept_index];
      result.concept_index = term.concept_index;
      for (const auto& [who, word] : term.words) {
        result.words[word].push_back(study.stakeholders[static_cast<std::size_t>(who)].id);
      }
    }
  }
  std::vector<TermResult> results;
  for (auto& [index, result] : concepts) {
    for (auto& [word, users] : result.words) {
      std::ranges::sort(users);
      users.erase(std::unique(users.begin(), users.end()), users.end());
    }
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace quickscan
