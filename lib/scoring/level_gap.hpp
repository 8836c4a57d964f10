#pragma once

#include "scoring/analysis.hpp"
#include "scoring/voices.hpp"

#include <optional>
#include <vector>

namespace quickscan {

/// The gap between the levels of one recommendation, from its cells (scoring.md 4.6, exact readings 26–28).
/// Voices whose interviews have speakers of two levels are left out and counted, those with a value.
/// Nothing unless every inside level is sufficient and keeps three voices.
std::optional<GapTest> gap_test(const Study& study, const std::vector<Voice>& voices,
                                const RecommendationResult& recommendation);

/// Whether some interview of a voice has speakers of two levels: such a voice is left out of the test.
bool speaks_of_two_levels(const Study& study, const Voice& voice);

/// Fills in `p_holm` over the recommendations whose p is not null.
void adjust_by_holm(std::vector<RecommendationResult>& recommendations);

}  // namespace quickscan
