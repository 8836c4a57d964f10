#pragma once

#include <optional>
#include <vector>

#include "analysis/analysis.hpp"
#include "analysis/confidence.hpp"
#include "analysis/evidence.hpp"

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

}  // namespace quickscan
