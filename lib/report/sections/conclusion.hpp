#pragma once

#include "report/context.hpp"

namespace quickscan {

/// The researchers' own conclusion and recommendations.
Section conclusion_section(const ReportContext& context);

}  // namespace quickscan
