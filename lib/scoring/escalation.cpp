#include "scoring/escalation.hpp"

#include <algorithm>
#include <optional>

namespace quickscan {
namespace {

std::optional<std::size_t> step_of(const std::vector<EscalationStep>& steps, const Actor& actor) {
  const auto takes_part = [&actor](const EscalationStep& step) { return std::ranges::count(step.who, actor) > 0; };
  const auto found = std::ranges::find_if(steps, takes_part);
  if (found == steps.end()) return std::nullopt;
  return static_cast<std::size_t>(found - steps.begin());
}

/// The line of the segment with the route; the file's first line where no segment has it.
std::uint32_t line_of_route(const Interview& interview, std::size_t route) {
  const auto found = std::ranges::find(interview.segments, static_cast<std::int16_t>(route), &Segment::route);
  return found == interview.segments.end() ? 1 : found->line;
}

}  // namespace

MoveOnLadder place_on_ladder(const std::vector<EscalationStep>& steps, const Actor& from, const Actor& to) {
  const auto here = step_of(steps, from);
  const auto there = step_of(steps, to);
  if (!here || !there) return {EscalationKind::off_ladder, {}};
  if (*there == *here) return {EscalationKind::same, {}};
  if (*there < *here) return {EscalationKind::down, {}};
  MoveOnLadder move{EscalationKind::next, {}};
  for (auto step = *here + 1; step < *there; ++step) {
    move.skipped.push_back(steps[step].id);
    if (!steps[step].optional) move.kind = EscalationKind::skips;
    if (move.kind == EscalationKind::next) move.kind = EscalationKind::skips_optional;
  }
  return move;
}

std::vector<EscalationMove> escalations(const Study& study) {
  std::vector<EscalationMove> moves;
  for (const auto& interview : study.interviews) {
    if (!interview.first_coding) continue;
    for (std::size_t route = 0; route < interview.routes.size(); ++route) {
      const auto& actors = interview.routes[route];
      const auto line = line_of_route(interview, route);
      for (std::size_t i = 1; i < actors.size(); ++i) {
        auto placed = place_on_ladder(study.escalation, actors[i - 1], actors[i]);
        moves.push_back(
            {interview.id, actors[i - 1], actors[i], placed.kind, std::move(placed.skipped), interview.source, line});
      }
    }
  }
  return moves;
}

}  // namespace quickscan
