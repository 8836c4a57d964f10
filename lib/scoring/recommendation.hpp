#pragma once

#include "scoring/agreement.hpp"
#include "scoring/cell.hpp"
#include "scoring/developments.hpp"
#include "scoring/level_gap.hpp"
#include "scoring/verdict.hpp"
#include "study/study.hpp"

#include <optional>
#include <vector>

namespace quickscan {

/// All results of one recommendation or part.
struct RecommendationResult {
  RecommendationId rec;
  std::vector<Cell> levels;                 ///< every level in framework order, outside ones too
  std::vector<std::optional<int>> profile;  ///< medians of the inside levels; empty where insufficient
  std::optional<int> gap;
  std::optional<double> index;
  std::optional<Range<double>> index_interval;
  std::optional<bool> spacing_stable;
  int live = 0;
  std::optional<Verdict> verdict;  ///< empty for a part, and where coding is not reliable
  std::optional<GapTest> gap_test;
  std::vector<RecommendationResult> parts;
};

/// How often meetings confirmed, nuanced or contested a finding on a recommendation at a level; no level: at all.
struct MemberCheckResult {
  RecommendationId rec;
  LevelId level;
  int confirmed = 0, nuanced = 0, contested = 0;
};

/// What meetings answered to the provisional findings: by recommendation in framework order, the recommendation
/// as a whole first, then by level.
std::vector<MemberCheckResult> member_checks(const Study& study);

/// What all recommendations of a study are scored from.
struct ScoringInputs {
  const Study& study;
  const EvidenceIndex& index;
  /// The same evidence with every speaker of a group as a voice; null where no group has two of one level.
  const EvidenceIndex* persons;
  const std::vector<DevelopmentResult>& developments;
  const std::optional<Agreement>& agreement;
  const std::vector<MemberCheckResult>& member_checks;
  /// By level, from frame_shares().
  const std::vector<std::optional<Fraction>>& coverage;
};

/// A recommendation with its cells, profile, verdict and parts (manual/scoring.md#verdicts); its gap test is added
/// later.
RecommendationResult score_recommendation(const ScoringInputs& inputs, RecommendationId rec);

/// The weight that a study gives a level: 1 unless it says otherwise.
double level_weight(const Study& study, LevelId level);

/// Whether the order of the sufficient levels is the same however the rungs are weighted (manual/scoring.md#index):
/// under the declared, the front-loaded (K … 1) and the back-loaded (1 … K) weights. Nothing with fewer than two such
/// levels.
std::optional<bool> is_spacing_stable(const Study& study, const std::vector<Cell>& inside);

/// The lowest and highest index with any one voice left out, in percent: given in the place of an interval where a
/// level has too few voices for one (manual/scoring.md#index). Nothing where there is an interval or no index.
/// Single answers can be derived from it, so it is for the internal audience only.
std::optional<Range<double>> index_without_one_voice(const Study& study, const Cell& cell);
std::optional<Range<double>> index_without_one_voice(const Study& study, const RecommendationResult& result);

}  // namespace quickscan
