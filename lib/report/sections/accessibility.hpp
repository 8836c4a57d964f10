#pragma once

#include "report/context.hpp"

namespace quickscan {

/// How the report was made accessible.
Section accessibility_section(const ReportContext& context);

}  // namespace quickscan
