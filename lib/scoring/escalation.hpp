#pragma once

#include "scoring/analysis.hpp"

#include <string>
#include <vector>

namespace quickscan {

/// How a move from one actor to the next stands to the study's ordered steps.
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
