#pragma once

#include "scoring/analysis.hpp"
#include "scoring/confidence.hpp"
#include "scoring/evidence.hpp"

#include <optional>
#include <vector>

namespace quickscan {

/// What all recommendations of a study are scored from.
struct ScoringInputs {
  const Study& study;
  const EvidenceIndex& index;
  const std::vector<DevelopmentResult>& developments;
  const std::optional<Agreement>& agreement;
  /// By level, from frame_shares().
  const std::vector<std::optional<Fraction>>& coverage;
};

/// A recommendation with its cells, profile, verdict and parts (scoring.md 4.4); gap test apart.
RecommendationResult score_recommendation(const ScoringInputs& inputs, Index rec);

/// The weight that a study gives a level: 1 unless it says otherwise.
double level_weight(const Study& study, Index level);

/// Whether the order of the sufficient levels is the same however the rungs are weighted (exact reading 25).
std::optional<bool> is_spacing_stable(const Study& study, const std::vector<Cell>& inside);

/// What stands in for an interval where a level has too few voices for one (scoring.md 4.7): the lowest and
/// highest index with any one voice left out. Nothing where there is an interval, or no index to speak of.
/// It tells single answers apart, so it is for the internal audience only.
std::optional<Range<double>> index_without_one_voice(const Study& study, const Cell& cell);
std::optional<Range<double>> index_without_one_voice(const Study& study, const RecommendationResult& result);

}  // namespace quickscan
