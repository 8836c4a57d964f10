#pragma once

#include <vector>

#include "analysis/analysis.hpp"
#include "analysis/voice.hpp"

namespace quickscan {

/// Who was heard and who was not: the frame, stakeholders that others name but that never spoke, levels of
/// an organisation that were not heard, employers behind more than half of a level's voices, and statements
/// about levels that have no voice.
Coverage coverage(const Study& study, const std::vector<Voice>& voices);

}  // namespace quickscan
