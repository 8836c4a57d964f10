#pragma once

#include "scoring/analysis.hpp"
#include "scoring/voices.hpp"

#include <vector>

namespace quickscan {

/// What is known of every development (exact readings 14 and 15, study-format.md 9): who confirms it,
/// whether it is live at the front line, where it was adopted, what began before. By id.
std::vector<DevelopmentResult> development_results(const Study& study, const std::vector<Voice>& voices);

/// How many live developments count for a recommendation (or part): one that is a part of another that
/// counts for it does not count again.
int live_developments(const Study& study, const std::vector<DevelopmentResult>& developments, Index rec);

/// The developments that `live_developments` counts, in the order of `developments`.
std::vector<Index> counted_developments(const Study& study, const std::vector<DevelopmentResult>& developments,
                                        Index rec);

/// Whether a development names the recommendation, or a part of it.
bool concerns(const Framework& framework, const Development& development, Index rec);

/// Whether a segment confirms the development that it names: shown or said, and not that it is unknown,
/// does not apply or was not begun.
bool confirms_development(const Segment& segment);

/// Over which places a development was adopted; nothing where it names none.
std::optional<AdoptionCount> count_adoption(const Study& study, const Development& development);

}  // namespace quickscan
