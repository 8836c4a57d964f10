#pragma once

#include "report/context.hpp"

namespace quickscan {

/// Makes the report of a study: every section of manual/report.md#sections, the answer first.
/// For a public report `study` and `analysis` are those that the publication gate let through.
Document compose(const Study& study, const Analysis& analysis, const ReportOptions& options);

}  // namespace quickscan
