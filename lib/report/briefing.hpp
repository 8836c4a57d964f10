#pragma once

#include "report/context.hpp"

namespace quickscan {

/// The briefing of a study, in the sentences of the report's first page: answers, status tracker, decision agenda,
/// questions.
Briefing compose_briefing(const ReportContext& context);

}  // namespace quickscan
