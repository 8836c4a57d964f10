#pragma once

#include "report/context.hpp"
#include "scoring/compare.hpp"

namespace quickscan {

/// Charts of change over time, as figures like those of chart_levels.hpp.

/// Developments as bars on a time axis, grouped by recommendation: solid in practice, dashed a pilot, open planned or
/// an idea, grey over. All known dates are on the axis; what is not known is drawn as a short fading stub, what goes on
/// beyond the reference date as an arrow.
Figure timeline_chart(const ReportContext& context);

/// Medians of the previous wave and of this one, joined by a line, over the organisations that spoke in both.
Figure waves_chart(const ReportContext& context, const WaveComparison& found);

}  // namespace quickscan
