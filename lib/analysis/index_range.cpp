#include "analysis/index_range.hpp"

#include "analysis/intervals.hpp"
#include "analysis/recommendation.hpp"

namespace quickscan {

std::optional<Range<double>> index_without_one_voice(const Study& study, const Cell& cell) {
  if (!cell.index || cell.index_interval) return std::nullopt;
  return leave_one_out_range({{cell.values, 1}}, study.rung_weights());
}

std::optional<Range<double>> index_without_one_voice(const Study& study, const RecommendationResult& result) {
  if (!result.index || result.index_interval) return std::nullopt;
  std::vector<LevelSample> samples;
  for (const auto& cell : result.levels) {
    const bool outside = study.framework.levels[static_cast<std::size_t>(cell.level)].outside;
    if (!outside) samples.push_back({cell.values, level_weight(study, cell.level)});
  }
  return leave_one_out_range(samples, study.rung_weights());
}

}  // namespace quickscan
