#pragma once

#include "study/study.hpp"

#include <map>
#include <string>
#include <vector>

namespace quickscan {

/// The words for one concept, with the stakeholders that use each.
struct TermResult {
  ConceptId concept_index;
  std::map<std::string, std::vector<std::string>> words;  ///< by word: stakeholder ids
};

/// The concepts that some stakeholder has a word for, in framework order.
std::vector<TermResult> term_uses(const Study& study);

}  // namespace quickscan
