#include "analysis/compare_parts.hpp"

#include "analysis/verdict.hpp"

#include <algorithm>

namespace quickscan {
namespace {

bool same(const VerdictCondition& a, const VerdictCondition& b) {
  return a.front_none == b.front_none && a.above_none == b.above_none && a.front == b.front &&
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

MatchedMedians matched_medians(const WaveComparison& comparison, const std::string& rec) {
  MatchedMedians medians;
  for (const auto& cell : comparison.cells) {
    if (cell.rec != rec) continue;
    medians.before.push_back(cell.matched.before.median);
    medians.after.push_back(cell.matched.after.median);
  }
  return medians;
}

std::optional<std::string> row_id(const Framework& framework, const std::vector<std::optional<int>>& medians,
                                  int live) {
  if (medians.empty() || !medians.back()) return std::nullopt;
  const auto* row = fitting_row(framework, {medians, live});
  if (row == nullptr) return std::nullopt;
  return row->id;
}

LocalText why_not_compared(const VerdictChange& change) {
  if (!change.before || !change.after) {
    return {"in een van de metingen is het coderen niet betrouwbaar genoeg voor een oordeel",
            "in one of the waves the coding is not reliable enough for a verdict"};
  }
  if (!change.matched_before || !change.matched_after) {
    return {"te weinig stemmen uit de uitvoering van organisaties die in beide metingen spraken",
            "too few front-line voices of organisations that spoke in both waves"};
  }
  return {};
}

}  // namespace

const RecommendationResult* find_result(const ComparedStudy& compared, const std::string& id) {
  const Index rec = compared.study.framework.find_recommendation(id);
  const auto found = std::ranges::find(compared.analysis.recommendations, rec, &RecommendationResult::rec);
  return rec == none || found == compared.analysis.recommendations.end() ? nullptr : &*found;
}

void compare_verdicts(const ComparedStudy& before, const ComparedStudy& after, WaveComparison& comparison) {
  const auto& framework = after.study.framework;
  if (inside_level_ids(before.study.framework) != inside_level_ids(framework) ||
      !same_table(before.study.framework, framework)) {
    comparison.notes.push_back(
        {"oordelen zijn niet vergeleken: de niveaus of de tabel met oordelen verschillen tussen de metingen",
         "verdicts are not compared: the levels or the verdict table differ between the waves"});
    return;
  }
  for (const Index rec : framework.whole_recommendations()) {
    const auto& id = framework.recommendations[static_cast<std::size_t>(rec)].id;
    const auto* earlier_result = find_result(before, id);
    const auto* later_result = find_result(after, id);
    if (earlier_result == nullptr || later_result == nullptr) continue;
    VerdictChange change;
    change.rec = id;
    change.before = earlier_result->verdict;
    change.after = later_result->verdict;
    const auto medians = matched_medians(comparison, id);
    if (change.before) change.matched_before = row_id(before.study.framework, medians.before, earlier_result->live);
    if (change.after) change.matched_after = row_id(framework, medians.after, later_result->live);
    change.refused = why_not_compared(change);
    if (change.refused.empty()) change.changed = *change.matched_before != *change.matched_after;
    comparison.verdicts.push_back(std::move(change));
  }
}

}  // namespace quickscan
