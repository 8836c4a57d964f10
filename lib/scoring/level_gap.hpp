#pragma once

#include "scoring/evidence.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace quickscan {

struct RecommendationResult;

/// Jonckheere–Terpstra over the levels and Cliff's delta between the first and the last
/// (manual/scoring.md#gap-test). A p that cannot fall to .05 with these numbers of voices is empty.
struct GapTest {
  bool exact = true;
  double j = 0;  ///< pairs of voices of two levels in which the higher level has the higher value, ties for one half
  std::optional<double> p;
  std::optional<double> p_holm;
  std::optional<double> p_min;  ///< the smallest p that these numbers of voices allow; likewise for delta
  double cliffs_delta = 0;
  std::optional<double> delta_p;
  std::optional<double> delta_p_min;
  int excluded = 0;  ///< voices that are left out: of speakers or interviews of two inside levels
  /// Over all pairs of a voice of the first level and one of the front line: in how many the first stands higher, as
  /// high, or lower.
  int pairs_higher = 0, pairs_equal = 0, pairs_lower = 0;
};

/// The voice values that the test of a gap compares.
struct GapGroups {
  std::vector<std::vector<int>> values;  ///< by inside level, highest level first, sorted
  std::vector<std::uint32_t> excluded;   ///< voices with a value of whom or in whose interviews two inside levels speak
};

GapGroups gap_groups(const Study& study, const EvidenceIndex& index, RecommendationId rec);

/// The test of the gap between the levels of one recommendation (manual/scoring.md#gap-test). Nothing unless every
/// inside level is sufficient and keeps three voices without the excluded ones.
std::optional<GapTest> gap_test(const Study& study, const EvidenceIndex& index,
                                const RecommendationResult& recommendation);

/// Fills in `p_holm` over the recommendations whose p is not null.
void adjust_by_holm(std::vector<RecommendationResult>& recommendations);

}  // namespace quickscan
