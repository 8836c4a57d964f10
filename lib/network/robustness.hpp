#pragma once

#include "network/graph.hpp"

namespace quickscan {

struct NetworkResult;
struct Study;

/// Above this number of interviews times n * (n + m), leave-one-interview-out is not computed.
inline constexpr double leave_one_out_limit = 2e7;

/// Adds ranges of rank and the certainty of articulation points, with each single or group interview left out:
/// manual/graph.md#robustness. Only interviews whose claims decide a tie's status are run, as the others change
/// nothing; where even those are too many, `left_out` of the findings becomes false.
void leave_one_interview_out(NetworkResult& network, const Study& study, const PlainGraph& graph);

}  // namespace quickscan
