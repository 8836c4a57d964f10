#pragma once

#include "report/context.hpp"

#include <string>
#include <vector>

namespace quickscan {

/// In short: the answer, four sentences and the questions a council can ask.
Section summary_section(const ReportContext& context);

/// What has landed at the front line, in one sentence.
std::string answer_text(const ReportContext& context);
/// How confident the verdicts are, and what they rest on at the front line.
std::string certainty_text(const ReportContext& context);
/// At most three.
std::vector<std::string> council_questions(const ReportContext& context);

}  // namespace quickscan
