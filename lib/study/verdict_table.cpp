#include "study/verdict_table.hpp"

#include <algorithm>
#include <set>

namespace quickscan {

namespace {

bool at_least(const std::optional<int>& found, const std::optional<int>& wanted) {
  return !wanted || (found && *found >= *wanted);
}

void collect_live(const VerdictCondition& condition, std::set<int>& numbers) {
  if (condition.live) numbers.insert(*condition.live);
  for (const auto& one : condition.any) collect_live(one, numbers);
}

// Every case that a table can tell apart.
std::vector<VerdictCase> possible_cases(const Framework& framework) {
  std::set<int> live{0};
  for (const auto& row : framework.verdicts) collect_live(row.when, live);
  const auto above = framework.inside_levels().size() - 1;
  std::vector<VerdictCase> higher;
  higher.push_back({.unheard = above > 0});
  for (int highest = 0; above > 0 && highest <= framework.top(); ++highest) {
    if (above > 1) higher.push_back({.highest_above = highest, .unheard = true});
    for (int lowest = above > 1 ? 0 : highest; lowest <= highest; ++lowest)
      higher.push_back({.lowest_above = lowest, .highest_above = highest});
  }
  std::vector<VerdictCase> cases;
  for (const int number : live) {
    for (auto one : higher) {
      one.live = number;
      cases.push_back(one);
      for (int front = 0; front <= framework.top(); ++front) {
        one.front = front;
        cases.push_back(one);
      }
    }
  }
  return cases;
}

template <typename Value>
bool asks_more(const std::optional<Value>& strict, const std::optional<Value>& loose) {
  return !loose || (strict && *strict >= *loose);
}

template <typename Value>
bool allows_less(const std::optional<Value>& strict, const std::optional<Value>& loose) {
  return !loose || (strict && *strict <= *loose);
}

}  // namespace

bool holds(const VerdictCondition& condition, const VerdictCase& one) {
  if (condition.front_none && one.front) return false;
  if (condition.above_none && one.highest_above) return false;
  if (condition.unheard && !one.unheard) return false;
  return at_least(one.front, condition.front) && at_least(one.lowest_above, condition.lowest_above) &&
         at_least(one.highest_above, condition.highest_above) && at_least(one.live, condition.live) &&
         (condition.any.empty() ||
          std::ranges::any_of(condition.any, [&](const VerdictCondition& each) { return holds(each, one); }));
}

std::vector<RowReach> reach_of_rows(const Framework& framework) {
  const auto& rows = framework.verdicts;
  std::vector<RowReach> reach(rows.size());
  for (auto& row : reach) row.taken_by = rows.size();
  if (framework.inside_levels().empty()) return reach;
  std::size_t last_reached = 0;
  for (const auto& one : possible_cases(framework)) {
    auto first = rows.size();
    for (std::size_t at = 0; at < rows.size(); ++at) {
      if (!holds(rows[at].when, one)) continue;
      reach[at].fits = true;
      if (first == rows.size()) {
        first = at;
        reach[at].reached = true;
        last_reached = std::max(last_reached, at);
      } else {
        reach[at].taken_by = std::min(reach[at].taken_by, first);
      }
    }
  }
  if (last_reached < rows.size()) reach[last_reached].leaves_none = true;
  return reach;
}

bool implies(const ConfidenceCondition& strict, const ConfidenceCondition& loose) {
  return asks_more(strict.voices, loose.voices) && asks_more(strict.answered, loose.answered) &&
         asks_more(strict.shown, loose.shown) && asks_more(strict.consensus, loose.consensus) &&
         asks_more(strict.organisations, loose.organisations) && asks_more(strict.coverage, loose.coverage) &&
         asks_more(strict.coders, loose.coders) && asks_more(strict.alpha, loose.alpha) &&
         allows_less(strict.mixed, loose.mixed) && allows_less(strict.perception_gap, loose.perception_gap) &&
         allows_less(strict.largest, loose.largest) && allows_less(strict.notes, loose.notes) &&
         allows_less(strict.heard_only, loose.heard_only) && allows_less(strict.mixed_rank, loose.mixed_rank) &&
         (!loose.split || strict.split == loose.split);
}

}  // namespace quickscan
