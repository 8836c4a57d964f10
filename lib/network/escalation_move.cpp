#include "network/escalation_move.hpp"

#include <algorithm>

namespace quickscan {

EscalationStepMove move_between(const std::vector<EscalationStep>& steps, std::optional<int> from,
                                std::optional<int> to) {
  EscalationStepMove move{EscalationKind::off_ladder, from, to, {}};
  if (!from || !to) return move;
  for (int step = *from + 1; step < *to; ++step) move.skipped.push_back(step);
  if (*to <= *from) {
    move.kind = *to == *from ? EscalationKind::same : EscalationKind::down;
  } else if (move.skipped.empty()) {
    move.kind = EscalationKind::next;
  } else {
    const bool all_optional =
        std::ranges::all_of(move.skipped, [&](int step) { return steps[static_cast<std::size_t>(step)].optional; });
    move.kind = all_optional ? EscalationKind::skips_optional : EscalationKind::skips;
  }
  return move;
}

std::string_view id_of(EscalationKind kind) {
  switch (kind) {
    case EscalationKind::next: return "next";
    case EscalationKind::skips: return "skips";
    case EscalationKind::skips_optional: return "skips-optional";
    case EscalationKind::same: return "same";
    case EscalationKind::down: return "down";
    case EscalationKind::off_ladder: break;
  }
  return "off-ladder";
}

}  // namespace quickscan
