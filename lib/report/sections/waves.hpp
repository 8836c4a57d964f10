#pragma once

#include "report/context.hpp"

namespace quickscan {

/// What changed since the previous wave; empty where there is none.
Section waves_section(const ReportContext& context);

}  // namespace quickscan
