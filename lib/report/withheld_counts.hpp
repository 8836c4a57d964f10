#pragma once

#include "report/disclosure_control.hpp"

namespace quickscan {

/// Fewer voices than this are too few: readers could work out who they are.
inline constexpr int fewest_voices = 3;

/// Hides every count of an analysis that a public edition may not give, and all that would give it back
/// (manual/privacy.md#small-cells); what was hidden is listed in `withheld` and `refusals`.
void withhold_counts(Publication& publication);

}  // namespace quickscan
