#pragma once

#include "report/context.hpp"

namespace quickscan {

/// The difference between the first and the last level, and its test (manual/scoring.md#gap-test).
Section levels_section(const ReportContext& context);

}  // namespace quickscan
