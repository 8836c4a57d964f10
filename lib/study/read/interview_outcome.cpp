#include "study/read/interview_outcome.hpp"

#include <algorithm>
#include <utility>

namespace quickscan {

void leave_unchecked(std::vector<const Rule*> rules, InterviewOutcome& outcome) {
  const auto first = std::ranges::find(outcome.diagnostics, Severity::error, &Diagnostic::severity);
  if (first == outcome.diagnostics.end()) return;
  outcome.unchecked.push_back({.rules = std::move(rules), .cause = *first, .source = first->place.source});
}

// A misspelt recommendation is also one that was asked and never coded: what only follows from an error is not
// reported beside it.
void judge_interview(const InterviewCheck& check, bool references_followed, InterviewOutcome& outcome) {
  auto& found = outcome.diagnostics;
  const bool errors = std::ranges::find(found, Severity::error, &Diagnostic::severity) != found.end();
  if (errors) {
    auto rules = rules_of_statements();
    const auto follows = [](const Diagnostic& one) {
      return one.is(rule::level_not_of_stakeholder) && one.severity == Severity::warning;
    };
    if (std::ranges::any_of(found, follows)) rules.push_back(&rule::level_not_of_stakeholder);
    leave_unchecked(std::move(rules), outcome);
    std::erase_if(found, follows);
  } else if (references_followed) {
    check_statements(check);
  }
  check_writing(check, references_followed);
}

bool is_complete(const Diagnostics& diagnostics) {
  return std::ranges::all_of(diagnostics,
                             [](const Diagnostic& one) { return one.rule->reading == Rule::Reading::goes_on; });
}

void forget_texts(Interview& interview, bool but_quotable) {
  std::string kept;
  for (auto& segment : interview.segments) {
    const bool quotable = but_quotable && may_be_quoted(interview, segment);
    const auto quote = quotable ? interview.text(segment.quote) : std::string_view{};
    for (auto* ref : {&segment.at, &segment.quote, &segment.note}) ref->begin = TextRef::forgotten;
    if (!quotable) continue;
    segment.quote.begin = static_cast<std::uint32_t>(kept.size());
    kept += quote;
  }
  interview.texts = std::move(kept);
}

}  // namespace quickscan
