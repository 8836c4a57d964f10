#pragma once

#include "report/context.hpp"

#include <string>

namespace quickscan {

/// What the body responsible says of a recommendation itself, as a sentence, in public without
/// its text and source; empty where nothing is recorded.
std::string position_text(const ReportContext& context, RecommendationId rec);

/// The same in a few words, for a table.
std::string position_in_short(const ReportContext& context, RecommendationId rec);

}  // namespace quickscan
