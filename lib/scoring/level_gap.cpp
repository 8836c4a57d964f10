#include "scoring/level_gap.hpp"

#include "scoring/evidence.hpp"
#include "scoring/recommendation.hpp"
#include "statistics/permutation_tests.hpp"

#include <algorithm>
#include <cstddef>

namespace quickscan {
namespace {

constexpr std::size_t fewest_voices = 3;

bool has_two_levels(const Interview& interview) {
  return std::ranges::any_of(interview.speakers,
                             [&](const Speaker& speaker) { return speaker.level != interview.speakers[0].level; });
}

/// The values of the inside levels, highest level first; nothing where one is insufficient.
std::optional<std::vector<std::vector<int>>> values_by_level(const Framework& framework,
                                                             const RecommendationResult& recommendation) {
  std::vector<std::vector<int>> groups;
  for (const Index level : framework.inside_levels()) {
    const auto& cell = recommendation.levels[static_cast<std::size_t>(level)];
    if (!cell.sufficient) return std::nullopt;
    groups.push_back(cell.values);
  }
  return groups;
}

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
  return gap;
}

}  // namespace

bool speaks_of_two_levels(const Study& study, const Voice& voice) {
  return std::ranges::any_of(voice.interviews,
                             [&](Index interview) { return has_two_levels(study.interview(interview)); });
}

std::optional<GapTest> gap_test(const Study& study, const std::vector<Voice>& voices,
                                const RecommendationResult& recommendation) {
  auto groups = values_by_level(study.framework, recommendation);
  if (!groups || groups->size() < 2) return std::nullopt;
  const auto levels = study.framework.inside_levels();
  int excluded = 0;
  for (const auto& voice : voices) {
    if (!speaks_of_two_levels(study, voice)) continue;
    const auto value = statement_of(study, voice, recommendation.rec, voice.level).value.value;
    const auto level = std::ranges::find(levels, voice.level);
    if (!value || level == levels.end()) continue;
    auto& group = (*groups)[static_cast<std::size_t>(level - levels.begin())];
    group.erase(std::ranges::find(group, *value));
    ++excluded;
  }
  const auto too_few = [](const std::vector<int>& group) { return group.size() < fewest_voices; };
  if (std::ranges::any_of(*groups, too_few)) return std::nullopt;
  auto gap = test_groups(*groups);
  gap.excluded = excluded;
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
