#pragma once

#include "report/context.hpp"

namespace quickscan {

/// Every recommendation: its verdict, its levels, and what helps and hinders.
Section recommendations_section(const ReportContext& context);

}  // namespace quickscan
