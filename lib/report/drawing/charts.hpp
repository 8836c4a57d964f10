#pragma once

#include "report/report.hpp"

namespace quickscan {

/// The charts of the report: inline SVG with a title, a description made from the data, and the same
/// numbers as a table. A figure without `svg` has nothing to show. For compose_*.cpp.

/// Medians per recommendation on the ladder, a shape per level, with their intervals. Levels with too
/// little evidence are named beside it and not drawn.
Figure levels_chart(const ReportContext& context);

/// How many voices of each level stand on which rung of one recommendation: bars with counts, never
/// percentages. In a public report there is none where it would show counts that may not be told.
Figure ladder_chart(const ReportContext& context, const RecommendationResult& result);

/// Developments as bars on a time axis, a lane per recommendation: solid in practice, dashed a pilot,
/// open planned or no more than an idea, grey ended.
Figure timeline_chart(const ReportContext& context);

/// Medians of the previous wave and of this one, joined by a line, for the cells that both waves have.
Figure waves_chart(const ReportContext& context);

}  // namespace quickscan
