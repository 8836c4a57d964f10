#pragma once

#include "scoring/voices.hpp"

#include <optional>
#include <vector>

namespace quickscan {

struct RecommendationResult;

/// Jonckheere–Terpstra over the levels and Cliff's delta between the first and the last
/// (manual/scoring.md#gap-test). A p that cannot fall to .05 with these numbers of voices is empty.
struct GapTest {
  bool exact = true;
  double j = 0;
  std::optional<double> p;
  std::optional<double> p_holm;
  std::optional<double> p_min;
  double cliffs_delta = 0;
  std::optional<double> delta_p;
  std::optional<double> delta_p_min;
  int excluded = 0;
};

/// The test of the gap between the levels of one recommendation, from its cells (manual/scoring.md#gap-test).
/// Voices whose interviews have speakers of two levels are left out and counted, those with a value.
/// Nothing unless every inside level is sufficient and keeps three voices.
std::optional<GapTest> gap_test(const Study& study, const std::vector<Voice>& voices,
                                const RecommendationResult& recommendation);

/// Whether some interview of a voice has speakers of two levels: such a voice is left out of the test.
bool speaks_of_two_levels(const Study& study, const Voice& voice);

/// Fills in `p_holm` over the recommendations whose p is not null.
void adjust_by_holm(std::vector<RecommendationResult>& recommendations);

}  // namespace quickscan
