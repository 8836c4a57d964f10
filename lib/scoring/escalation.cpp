#include "scoring/escalation.hpp"

#include <algorithm>
#include <optional>

namespace quickscan {
namespace {

std::optional<int> step_with(const std::vector<EscalationStep>& steps, const Actor& actor) {
  const auto takes_part = [&actor](const EscalationStep& step) { return std::ranges::count(step.who, actor) > 0; };
  const auto found = std::ranges::find_if(steps, takes_part);
  if (found == steps.end()) return std::nullopt;
  return static_cast<int>(found - steps.begin());
}

/// The line of the segment with the route; the file's first line where no segment has it.
std::uint32_t line_of_route(const Interview& interview, std::size_t route) {
  const auto found = std::ranges::find(interview.segments, static_cast<std::int16_t>(route), &Segment::route);
  return found == interview.segments.end() ? 1 : found->line;
}

}  // namespace

std::vector<EscalationMove> escalations(const Study& study) {
  std::vector<EscalationMove> moves;
  for (const auto& interview : study.interviews) {
    if (!interview.first_coding) continue;
    for (std::size_t route = 0; route < interview.routes.size(); ++route) {
      const auto& actors = interview.routes[route];
      const auto line = line_of_route(interview, route);
      for (std::size_t i = 1; i < actors.size(); ++i) {
        const auto move = move_between(study.escalation, step_with(study.escalation, actors[i - 1]),
                                       step_with(study.escalation, actors[i]));
        std::vector<std::string> skipped;
        for (const int step : move.skipped) skipped.push_back(study.escalation[static_cast<std::size_t>(step)].id);
        moves.push_back(
            {interview.id, actors[i - 1], actors[i], move.kind, std::move(skipped), interview.source, line});
      }
    }
  }
  return moves;
}

}  // namespace quickscan
