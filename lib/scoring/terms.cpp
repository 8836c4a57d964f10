#include "scoring/terms.hpp"

#include "core/ranges.hpp"

#include <map>

namespace quickscan {

std::vector<TermResult> term_uses(const Study& study) {
  std::map<ConceptId, TermResult> concepts;
  for (const auto& interview : study.interviews) {
    if (!interview.first_coding) continue;
    for (const auto& term : interview.terms) {
      auto& result = concepts[term.concept_index];
      result.concept_index = term.concept_index;
      for (const auto& [who, word] : term.words) result.words[word].push_back(study[who].id);
    }
  }
  std::vector<TermResult> results;
  for (auto& [index, result] : concepts) {
    for (auto& [word, users] : result.words) keep_distinct(users);
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace quickscan
