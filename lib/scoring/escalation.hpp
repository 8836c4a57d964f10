#pragma once

#include "network/escalation_move.hpp"
#include "study/study.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace quickscan {

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

/// Every move of every route of all first codings, in file order: escalations as they were done. Ties that
/// escalate are judged with the graph (NetworkFindings::escalation). Where the study names no steps every move is off
/// the ladder.
std::vector<EscalationMove> escalations(const Study& study);

}  // namespace quickscan
