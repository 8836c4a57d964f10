#pragma once

#include "report/context.hpp"

namespace quickscan {

/// Who was heard, coder agreement, saturation, the rules of judgement and the limits of the study.
Section method_section(const ReportContext& context);

}  // namespace quickscan
