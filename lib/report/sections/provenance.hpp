#pragma once

#include "report/context.hpp"

namespace quickscan {

/// What the report was made from, so that `quickscan verify` can compare it with the data.
Section provenance_section(const ReportContext& context);

}  // namespace quickscan
