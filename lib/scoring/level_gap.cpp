#include "scoring/level_gap.hpp"

#include "scoring/recommendation.hpp"
#include "statistics/permutation_tests.hpp"

#include <algorithm>
#include <cstddef>

namespace quickscan {
namespace {

constexpr std::size_t fewest_per_level = 3;

std::optional<double> where_it_can_be_significant(const PermutationTest& test) {
  return test.can_be_significant ? test.p : std::nullopt;
}

GapTest test_groups(const std::vector<std::vector<int>>& groups) {
  const auto form = form_for(groups);
  const auto trend = jonckheere_terpstra(groups, form);
  const auto delta = cliffs_delta(groups.front(), groups.back(), form);
  GapTest gap;
  gap.exact = form == TestForm::exact;
  gap.j = trend.statistic;
  gap.p = where_it_can_be_significant(trend);
  gap.p_min = trend.p_min;
  gap.cliffs_delta = delta.statistic;
  gap.delta_p = where_it_can_be_significant(delta);
  gap.delta_p_min = delta.p_min;
  for (const int above : groups.front()) {
    for (const int below : groups.back()) {
      gap.pairs_higher += above > below ? 1 : 0;
      gap.pairs_equal += above == below ? 1 : 0;
      gap.pairs_lower += above < below ? 1 : 0;
    }
  }
  return gap;
}

}  // namespace

GapGroups gap_groups(const Study& study, const EvidenceIndex& index, RecommendationId rec) {
  const Framework& framework = study.framework;
  GapGroups groups;
  for (const LevelId level : framework.inside_levels()) {
    auto& values = groups.values.emplace_back();
    for (const CellVoice& entry : index.cell(rec, level)) {
      if (index.voices()[entry.voice].level != level) continue;
      const auto value = value_of(entry.tally, framework.caps, framework.top()).value;
      if (!value) continue;
      if (index.traits(entry.voice).two_levels) {
        groups.excluded.push_back(entry.voice);
      } else {
        values.push_back(*value);
      }
    }
    std::ranges::sort(values);
  }
  return groups;
}

std::optional<GapTest> gap_test(const Study& study, const EvidenceIndex& index,
                                const RecommendationResult& recommendation) {
  const auto sufficient = [&](LevelId level) { return recommendation.levels[level.index()].sufficient; };
  const auto levels = study.framework.inside_levels();
  if (levels.size() < 2 || !std::ranges::all_of(levels, sufficient)) return std::nullopt;
  const auto groups = gap_groups(study, index, recommendation.rec);
  const auto too_few = [](const std::vector<int>& group) { return group.size() < fewest_per_level; };
  if (std::ranges::any_of(groups.values, too_few)) return std::nullopt;
  auto gap = test_groups(groups.values);
  gap.excluded = static_cast<int>(groups.excluded.size());
  return gap;
}

void adjust_by_holm(std::vector<RecommendationResult>& recommendations) {
  std::vector<GapTest*> tests;
  std::vector<double> p;
  for (auto& recommendation : recommendations) {
    if (!recommendation.gap_test || !recommendation.gap_test->p) continue;
    tests.push_back(&*recommendation.gap_test);
    p.push_back(*recommendation.gap_test->p);
  }
  const auto adjusted = holm(p);
  for (std::size_t i = 0; i < tests.size(); ++i) tests[i]->p_holm = adjusted[i];
}

}  // namespace quickscan
