#pragma once

#include <vector>

#include "analysis/analysis.hpp"

namespace quickscan {

/// How a move from one actor to the next stands to the study's ordered steps.
struct MoveOnLadder {
  EscalationKind kind = EscalationKind::off_ladder;
  std::vector<std::string> skipped;  ///< steps passed over, optional ones too
};

/// Places one move on the ladder of steps.
MoveOnLadder place_on_ladder(const std::vector<EscalationStep>& steps, const Actor& from, const Actor& to);

/// Every move of every escalation as it was done: the routes, and the ties that escalate, of all first
/// codings in file order. Planned and ended ties are no moves. Nothing where the study has no steps.
std::vector<EscalationMove> escalations(const Study& study);

}  // namespace quickscan
