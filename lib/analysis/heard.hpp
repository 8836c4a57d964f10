#pragma once

#include <vector>

#include "analysis/analysis.hpp"
#include "analysis/voice.hpp"

namespace quickscan {

/// Who was heard: interviews, voices, persons and organisations, all and by level (exact reading 33).
Heard count_heard(const Study& study, const std::vector<Voice>& voices);

/// Recommendations by verdict, where they have landed, and the index of a study that declares weights
/// for its recommendations (scoring.md 4.5, exact readings 24 and 33).
Overall sum_up(const Study& study, const std::vector<RecommendationResult>& recommendations);

/// The rung from which a recommendation has landed: 3, or the top of a shorter ladder.
int landing_rung(const Framework& framework);

}  // namespace quickscan
