#pragma once

#include "report/context.hpp"

#include <string>
#include <vector>

namespace quickscan {

/// In short: the answer in one sentence a question, the status tracker, the decision agenda and the questions.
Section summary_section(const ReportContext& context);

/// One sentence a question: has it landed, is it done in practice, what do clients notice.
std::vector<Text> answers(const ReportContext& context);
/// How confident the verdicts are, and what they rest on at the front line.
std::string certainty_text(const ReportContext& context);

}  // namespace quickscan
