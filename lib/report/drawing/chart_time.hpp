#pragma once

#include "report/context.hpp"

namespace quickscan {

/// Charts of change over time, as figures like those of chart_levels.hpp.

/// Developments as bars on a time axis, grouped by recommendation: solid in practice, dashed a pilot, open planned or
/// an idea, grey ended.
Figure timeline_chart(const ReportContext& context);

/// Medians of the previous wave and of this one, joined by a line, for the cells that both waves have.
Figure waves_chart(const ReportContext& context);

}  // namespace quickscan
