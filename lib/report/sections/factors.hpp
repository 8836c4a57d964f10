#pragma once

#include "report/context.hpp"

namespace quickscan {

/// What helps and what hinders, by level (manual/scoring.md#factors).
Section factors_section(const ReportContext& context);

}  // namespace quickscan
