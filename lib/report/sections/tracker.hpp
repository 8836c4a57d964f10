#pragma once

#include "report/context.hpp"

namespace quickscan {

/// One row a recommendation: how far it is at every level, the verdict, what exists, why it goes no further, who
/// leads and when something is next due.
Table status_tracker(const ReportContext& context);

/// The lowest level with a result, the last of equals: where a recommendation gets stuck.
LevelId where_it_stalls(const ReportContext& context, const RecommendationResult& result);

}  // namespace quickscan
