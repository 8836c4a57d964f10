#pragma once

#include <optional>

#include "analysis/analysis.hpp"

namespace quickscan {

/// What stands in for an interval where a level has too few voices for one (scoring.md 4.7): the lowest and
/// highest index with any one voice left out. Nothing where there is an interval, or no index to speak of.
/// It tells single answers apart, so it is for the internal audience only.
std::optional<Range<double>> index_without_one_voice(const Study& study, const Cell& cell);
std::optional<Range<double>> index_without_one_voice(const Study& study, const RecommendationResult& result);

}  // namespace quickscan
