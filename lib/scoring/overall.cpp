#include "scoring/overall.hpp"

namespace quickscan {

namespace {

/// Nothing unless every recommendation has an index.
std::optional<double> overall_index(const Study& study, const std::vector<RecommendationResult>& recommendations) {
  if (!study.weights.recommendations_given) return std::nullopt;
  double sum = 0;
  double weights = 0;
  for (const RecommendationResult& recommendation : recommendations) {
    const auto declared = study.weights.recommendations.find(recommendation.rec);
    const double weight = declared == study.weights.recommendations.end() ? 1.0 : declared->second;
    if (!recommendation.index) return std::nullopt;
    sum += weight * *recommendation.index;
    weights += weight;
  }
  if (weights <= 0) return std::nullopt;
  return sum / weights;
}

}  // namespace

Overall sum_up(const Study& study, const std::vector<RecommendationResult>& recommendations) {
  Overall overall;
  overall.landed.resize(study.framework.inside_levels().size());
  for (const RecommendationResult& recommendation : recommendations) {
    if (recommendation.verdict) ++overall.verdicts[recommendation.verdict->id];
    for (std::size_t i = 0; i < overall.landed.size(); ++i) {
      const std::optional<int>& median = recommendation.profile[i];
      if (!median) continue;
      ++overall.landed[i].of;
      if (*median >= study.framework.accepted) ++overall.landed[i].accepted;
      if (*median >= study.framework.practice) ++overall.landed[i].landed;
    }
  }
  overall.index = overall_index(study, recommendations);
  return overall;
}

}  // namespace quickscan
