#pragma once

#include "report/context.hpp"

namespace quickscan {

/// Recommendation by level, with the verdicts, the ladder and what is withheld.
Section matrix_section(const ReportContext& context);

Table matrix_table(const ReportContext& context);
TableCell matrix_cell(const ReportContext& context, const Cell& cell);

}  // namespace quickscan
