#pragma once

#include "scoring/compare_cells.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// In the later wave only: `started` since the earlier one, `found_later` began before it, `planned` has not begun, and
/// of `appeared` it is not known when it began. `not_mentioned` is in the earlier wave only. `advanced` and `set_back`
/// are moves of the status, `stopped` is one to an end, `resumed` one from there.
enum class DevelopmentStep : std::uint8_t {
  started,
  found_later,
  planned,
  appeared,
  not_mentioned,
  advanced,
  set_back,
  stopped,
  resumed,
  same
};

/// A development in two waves. One that started after the earlier wave is a change; an older one was found later.
struct DevelopmentChange {
  std::string development;
  DevelopmentStep step = DevelopmentStep::same;
  std::optional<DevelopmentStatus> status_before;  ///< empty where that wave does not mention it; likewise after
  std::optional<DevelopmentStatus> status_after;
  bool live_before = false;
  bool live_after = false;
};

std::string_view id_of(DevelopmentStep value);

/// All developments of both waves, by id (manual/scoring.md#compare).
std::vector<DevelopmentChange> compare_developments(const ComparedStudy& before, const ComparedStudy& after);

}  // namespace quickscan
