#pragma once

#include "report/context.hpp"

namespace quickscan {

/// The briefing of a study: the answer, the matrix, and three points each of what works, what hinders and what to ask.
Briefing compose_briefing(const ReportContext& context);

}  // namespace quickscan
