#pragma once

#include "scoring/analysis.hpp"
#include "scoring/voices.hpp"

#include <vector>

namespace quickscan {

/// Who was heard and who was not: the frame, stakeholders that others name but that never spoke, levels of
/// an organisation that were not heard, employers behind more than half of a level's voices, and statements
/// about levels that have no voice.
Coverage coverage(const Study& study, const std::vector<Voice>& voices);

/// Who was heard: interviews, voices, persons and organisations, all and by level (exact reading 33).
Heard count_heard(const Study& study, const std::vector<Voice>& voices);

/// Recommendations by verdict, where they have landed, and the index of a study that declares weights
/// for its recommendations (scoring.md 4.5, exact readings 24 and 33).
Overall sum_up(const Study& study, const std::vector<RecommendationResult>& recommendations);

/// The rung from which a recommendation has landed: 3, or the top of a shorter ladder.
int landing_rung(const Framework& framework);

}  // namespace quickscan
