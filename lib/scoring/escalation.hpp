#pragma once

#include "study/study.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace quickscan {

enum class EscalationKind : std::uint8_t { next, skips, skips_optional, same, down, off_ladder };

/// One move of an escalation as it was done.
struct EscalationMove {
  std::string interview;
  Actor from;
  Actor to;
  EscalationKind kind = EscalationKind::next;
  std::vector<std::string> skipped;  ///< step ids
  std::uint32_t source = 0;
  std::uint32_t line = 0;
};

/// A move from one actor to the next, compared with the study's ordered steps.
struct MoveOnLadder {
  EscalationKind kind = EscalationKind::off_ladder;
  std::vector<std::string> skipped;  ///< steps passed over, optional ones too
};

/// Places one move on the ladder of steps.
MoveOnLadder place_on_ladder(const std::vector<EscalationStep>& steps, const Actor& from, const Actor& to);

/// Every move of every route of all first codings, in file order: escalations as they were done. Ties that
/// escalate are judged with the graph (NetworkFindings::escalation). Where the study names no steps every move is off
/// the ladder.
std::vector<EscalationMove> escalations(const Study& study);

}  // namespace quickscan
