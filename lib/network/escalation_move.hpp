#pragma once

#include "study/study.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace quickscan {

enum class EscalationKind : std::uint8_t { next, skips, skips_optional, same, down, off_ladder };

/// An escalation from one actor to another on the study's ordered steps; steps are indices into Study::escalation.
struct EscalationStepMove {
  EscalationKind kind = EscalationKind::off_ladder;
  std::optional<int> from_step;  ///< empty: the actor is in no step
  std::optional<int> to_step;
  std::vector<int> skipped;  ///< steps passed over, optional ones included
};

/// Judges a move from one step to another: manual/scoring.md#escalation.
EscalationStepMove move_between(const std::vector<EscalationStep>& steps, std::optional<int> from,
                                std::optional<int> to);

std::string_view id_of(EscalationKind kind);

}  // namespace quickscan
