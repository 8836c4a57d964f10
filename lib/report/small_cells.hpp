#pragma once

#include "report/disclosure_control.hpp"

namespace quickscan {

/// Fewer voices than this are too few: readers could work out who they are.
inline constexpr int fewest_voices = 3;

/// Whether "count of n" may be published: with fewer than ten voices only where it is none, all, or at
/// least three on both sides (manual/privacy.md#small-cells); otherwise it would show who said what.
bool may_publish_count(int count, int of);

/// Whether the number of voices that reach a rung may be published beside their number and their median: only where
/// neither the count itself nor its absence gives a count away. `voices` is the cell's number of voices.
bool may_publish_reach(int reach, int voices, int median, int rung);

/// Hides every count of an analysis that a public edition may not give, and all that would give it back
/// (manual/privacy.md#small-cells); what was hidden is listed in `withheld` and `refusals`.
void withhold_counts(Publication& publication);

}  // namespace quickscan
