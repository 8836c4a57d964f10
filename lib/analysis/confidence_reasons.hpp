#pragma once

#include <vector>

#include "analysis/confidence.hpp"

namespace quickscan {

enum class Component : std::uint8_t { adequacy, coherence, relevance, method };

/// One condition of a confidence row against what was found, in words for people.
struct ConditionCheck {
  bool holds = false;
  LocalText words;
};

/// Every condition that the row states.
std::vector<ConditionCheck> check_conditions(Component component, const ConfidenceCondition& row,
                                             const ConfidenceFacts& facts);

/// One sentence: the component, how grave the concern is, and the conditions that did not hold.
LocalText reason_of(Component component, Concern concern, const std::vector<ConditionCheck>& failing);

/// That one coder's work is graded moderate at best.
LocalText one_coder_reason();

}  // namespace quickscan
