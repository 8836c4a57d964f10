#include "analysis/index_range.hpp"

#include "analysis/intervals.hpp"
#include "analysis/recommendation.hpp"

namespace quickscan {
namespace {

std::vector<double> rung_weights(const Study& study) {
  if (!study.weights.rungs.empty()) return study.weights.rungs;
  return std::vector<double>(static_cast<std::size_t>(study.framework.top()), 1.0);
}

}  // namespace

std::optional<Range<double>> index_without_one_voice(const Study& study, const Cell& cell) {
  if (!cell.index || cell.index_interval) return std::nullopt;
  return leave_one_out_range({{cell.values, 1}}, rung_weights(study));
}

std::optional<Range<double>> index_without_one_voice(const Study& study, const RecommendationResult& result) {
  if (!result.index || result.index_interval) return std::nullopt;
  std::vector<LevelSample> samples;
  for (const auto& cell : result.levels) {
    const bool outside = study.framework.levels[static_cast<std::size_t>(cell.level)].outside;
    if (!outside) samples.push_back({cell.values, level_weight(study, cell.level)});
  }
  return leave_one_out_range(samples, rung_weights(study));
}

}  // namespace quickscan
