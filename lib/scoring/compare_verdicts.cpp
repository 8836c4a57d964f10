#include "scoring/compare_verdicts.hpp"

#include "scoring/verdict.hpp"

#include <algorithm>

namespace quickscan {

namespace {

bool same(const VerdictCondition& a, const VerdictCondition& b) {
  return a.front_none == b.front_none && a.above_none == b.above_none && a.unheard == b.unheard && a.front == b.front &&
         a.lowest_above == b.lowest_above && a.highest_above == b.highest_above && a.live == b.live &&
         std::ranges::equal(a.any, b.any, same);
}

bool same_table(const Framework& a, const Framework& b) {
  return std::ranges::equal(a.verdicts, b.verdicts, [](const VerdictRow& one, const VerdictRow& other) {
    return one.id == other.id && one.uses_all == other.uses_all && same(one.when, other.when);
  });
}

/// The medians of the matched voices of a recommendation, by inside level.
struct MatchedMedians {
  std::vector<std::optional<int>> before;
  std::vector<std::optional<int>> after;
};

MatchedMedians matched_medians(const std::vector<CellChange>& cells, const std::string& rec) {
  MatchedMedians medians;
  for (const auto& cell : cells) {
    if (cell.rec != rec) continue;
    medians.before.push_back(cell.matched.before.median);
    medians.after.push_back(cell.matched.after.median);
  }
  return medians;
}

std::optional<MatchedVerdict> matched_verdict(const Framework& framework,
                                              const std::vector<std::optional<int>>& medians, int live) {
  if (medians.empty() || !medians.back()) return std::nullopt;
  const VerdictFacts facts{medians, live};
  const auto* row = fitting_row(framework, facts);
  if (row == nullptr) return std::nullopt;
  return MatchedVerdict{row->id, name_of(framework, *row, facts), names_rung(*row) ? facts.front() : std::nullopt};
}

VerdictChange::Refusal refusal_of(const VerdictChange& change) {
  if (!change.before || !change.after) return VerdictChange::Refusal::unreliable_coding;
  if (!change.matched_before || !change.matched_after) return VerdictChange::Refusal::too_few_front_line_voices;
  return VerdictChange::Refusal::not_refused;
}

}  // namespace

const RecommendationResult* find_result(const ComparedStudy& compared, const std::string& id) {
  const RecommendationId rec = compared.study.framework.find_recommendation(id);
  const auto found = std::ranges::find(compared.analysis.recommendations, rec, &RecommendationResult::rec);
  return rec == none || found == compared.analysis.recommendations.end() ? nullptr : &*found;
}

std::optional<std::vector<VerdictChange>> compare_verdicts(const ComparedStudy& before, const ComparedStudy& after,
                                                           const std::vector<CellChange>& cells) {
  const auto& framework = after.study.framework;
  if (inside_level_ids(before.study.framework) != inside_level_ids(framework) ||
      !same_table(before.study.framework, framework)) {
    return std::nullopt;
  }
  std::vector<VerdictChange> changes;
  for (const RecommendationId rec : framework.whole_recommendations()) {
    const auto& id = framework[rec].id;
    const auto* earlier_result = find_result(before, id);
    const auto* later_result = find_result(after, id);
    if (earlier_result == nullptr || later_result == nullptr) continue;
    VerdictChange change;
    change.rec = id;
    change.before = earlier_result->verdict;
    change.after = later_result->verdict;
    const auto medians = matched_medians(cells, id);
    if (change.before)
      change.matched_before = matched_verdict(before.study.framework, medians.before, earlier_result->live);
    if (change.after) change.matched_after = matched_verdict(framework, medians.after, later_result->live);
    change.refusal = refusal_of(change);
    if (change.refusal == VerdictChange::Refusal::not_refused) {
      const auto& earlier = *change.matched_before;
      const auto& later = *change.matched_after;
      change.changed = earlier.id != later.id || earlier.shown_rung != later.shown_rung;
    }
    changes.push_back(std::move(change));
  }
  return changes;
}

std::vector<std::string> inside_level_ids(const Framework& framework) {
  std::vector<std::string> ids;
  for (const LevelId level : framework.inside_levels()) ids.push_back(framework[level].id);
  return ids;
}

}  // namespace quickscan
