#pragma once

#include "report/context.hpp"

namespace quickscan {

/// Charts of levels and voices: inline SVG with a title, a description made from the data, and the same numbers as a
/// table. A figure without `svg` has nothing to show.

/// Medians per recommendation on the ladder, a shape per level, with their intervals. A level with insufficient
/// evidence is named instead of drawn.
Figure levels_chart(const ReportContext& context);

/// The number of voices of each level on each rung for one recommendation: bars with counts, never percentages. None
/// in a public report, where single voices could be inferred.
Figure ladder_chart(const ReportContext& context, const RecommendationResult& result);

class Drawing;
/// A chart with its drawing, which is `height` high and says where the data come from.
Figure drawn(const ReportContext& context, Figure figure, Drawing& drawing, double height);

}  // namespace quickscan
