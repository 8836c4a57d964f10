#include "scoring/recommendation.hpp"

#include "scoring/cell.hpp"
#include "scoring/developments.hpp"
#include "scoring/robustness.hpp"
#include "scoring/verdict.hpp"
#include "statistics/bootstrap.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace quickscan {

namespace {

/// Whether a meeting confirmed the finding of this cell and none contested it.
bool is_confirmed(const std::vector<MemberCheckResult>& checks, const Cell& cell) {
  return std::ranges::any_of(checks, [&](const MemberCheckResult& check) {
    return check.rec == cell.rec && check.level == cell.level && check.confirmed > 0 && check.contested == 0;
  });
}

void fill_cells(const ScoringInputs& inputs, RecommendationResult& result, std::vector<CellScores>& scores) {
  for (std::size_t i = 0; i < inputs.study.framework.levels.size(); ++i) {
    const LevelId level(i);
    CellScores of_cell = score_cell(inputs.study, inputs.index, result.rec, level);
    Cell cell = cell_of(inputs.study, inputs.index, of_cell);
    cell.confirmed_finding = is_confirmed(inputs.member_checks, cell);
    if (cell.strength == Strength::several && cell.confirmed_finding) cell.strength = Strength::corroborated;
    if (cell.sufficient) {
      const auto& coverage = inputs.coverage[level.index()];
      const ConfidenceFacts facts = confidence_facts(inputs.index, of_cell, cell, inputs.agreement, coverage);
      cell.confidence = confidence_of(inputs.study, facts, result.rec, level);
      cell.index_interval = index_interval(cell.values, inputs.study.rung_weights());
    }
    result.levels.push_back(std::move(cell));
    if (inputs.study.framework[level].inside()) scores.push_back(std::move(of_cell));
  }
}

std::vector<Cell> inside_cells(const Framework& framework, const std::vector<Cell>& levels) {
  std::vector<Cell> inside;
  std::ranges::copy_if(levels, std::back_inserter(inside),
                       [&](const Cell& cell) { return framework[cell.level].inside(); });
  return inside;
}

/// Only where every level with weight is sufficient.
void fill_index(const Study& study, const std::vector<Cell>& inside, RecommendationResult& result) {
  std::vector<LevelSample> samples;
  double sum = 0;
  double weights = 0;
  for (const Cell& cell : inside) {
    const double weight = level_weight(study, cell.level);
    if (weight <= 0) continue;
    if (!cell.sufficient) return;
    sum += weight * *cell.index;
    weights += weight;
    samples.push_back({cell.values, weight});
  }
  if (samples.empty()) return;
  result.index = sum / weights;
  result.index_interval = index_interval(samples, study.rung_weights());
}

/// One or two ways of counting that give another verdict leave it at most moderate, more at most low. Leaving out an
/// organisation that a level rests on is not among them: its grade has that already.
void cap_by_flips(const std::vector<Cell>& levels, Verdict& verdict) {
  const auto rests_on = [&](const std::string& organisation) {
    return std::ranges::any_of(verdict.levels_used, [&](LevelId level) {
      const auto& without = levels[level.index()].leave_one_organisation_out;
      return without && std::ranges::binary_search(without->rests_on, organisation);
    });
  };
  const auto flips = std::ranges::count_if(verdict.robustness->changes, [&](const VerdictFlip& flip) {
    return flip.variant.kind != Variant::Kind::organisation_left_out || !rests_on(flip.variant.organisation);
  });
  const Grade at_most = flips == 0 ? Grade::high : flips <= 2 ? Grade::moderate : Grade::low;
  if (!verdict.confidence || *verdict.confidence >= at_most) return;
  verdict.confidence = at_most;
  verdict.flips = static_cast<int>(flips);
}

void fill_verdict(const ScoringInputs& inputs, const std::vector<CellScores>& scores, const std::vector<Cell>& inside,
                  RecommendationResult& result) {
  const Framework& framework = inputs.study.framework;
  const VerdictFacts facts{result.profile, result.live};
  result.verdict = verdict_of(framework, result.levels, facts);
  if (!result.verdict || is_about_missing_evidence(*fitting_row(framework, facts))) return;
  result.verdict->robustness = robustness_of(
      {inputs.study, inputs.index, inputs.persons, inputs.developments, result.rec, scores, inside}, facts);
  cap_by_flips(result.levels, *result.verdict);
}

bool allows_verdicts(const std::optional<Agreement>& agreement) { return !agreement || !agreement->no_verdicts; }

}  // namespace

double level_weight(const Study& study, LevelId level) {
  const auto found = study.weights.levels.find(level);
  return found == study.weights.levels.end() ? 1.0 : found->second;
}

std::optional<bool> is_spacing_stable(const Study& study, const std::vector<Cell>& inside) {
  const int top = study.framework.top();
  const std::array<RungWeights, 3> weightings = {declared_weights(study.weights.rungs, top), front_weights(top),
                                                 back_weights(top)};
  std::vector<RungCounts> levels;
  for (const Cell& cell : inside)
    if (cell.sufficient) levels.push_back(count_rungs(cell.values, top));
  if (levels.size() < 2) return std::nullopt;
  for (std::size_t a = 0; a < levels.size(); ++a) {
    for (std::size_t b = a + 1; b < levels.size(); ++b) {
      const auto some = [&](std::strong_ordering order) {
        return std::ranges::any_of(weightings, [&](const RungWeights& weights) {
          return compare_indices(levels[a], levels[b], weights) == order;
        });
      };
      if (some(std::strong_ordering::less) && some(std::strong_ordering::greater)) return false;
    }
  }
  return true;
}

RecommendationResult score_recommendation(const ScoringInputs& inputs, RecommendationId rec) {
  const Recommendation& recommendation = inputs.study.framework[rec];
  RecommendationResult result;
  result.rec = rec;
  std::vector<CellScores> scores;
  fill_cells(inputs, result, scores);
  const std::vector<Cell> inside = inside_cells(inputs.study.framework, result.levels);
  for (const Cell& cell : inside) result.profile.push_back(cell.median);
  if (!result.profile.empty() && result.profile.front() && result.profile.back())
    result.gap = *result.profile.front() - *result.profile.back();
  fill_index(inputs.study, inside, result);
  result.spacing_stable = is_spacing_stable(inputs.study, inside);
  result.live = live_developments(inputs.study, inputs.developments, rec);
  if (recommendation.parent == none && allows_verdicts(inputs.agreement)) fill_verdict(inputs, scores, inside, result);
  for (const RecommendationId part : recommendation.parts) result.parts.push_back(score_recommendation(inputs, part));
  return result;
}

std::optional<Range<double>> index_without_one_voice(const Study& study, const Cell& cell) {
  if (!cell.index || cell.index_interval) return std::nullopt;
  return leave_one_out_range({{cell.values, 1}}, study.rung_weights());
}

std::optional<Range<double>> index_without_one_voice(const Study& study, const RecommendationResult& result) {
  if (!result.index || result.index_interval) return std::nullopt;
  std::vector<LevelSample> samples;
  for (const auto& cell : result.levels)
    if (study.framework[cell.level].inside()) samples.push_back({cell.values, level_weight(study, cell.level)});
  return leave_one_out_range(samples, study.rung_weights());
}

std::vector<MemberCheckResult> member_checks(const Study& study) {
  std::map<std::pair<RecommendationId, LevelId>, MemberCheckResult> findings;
  for (const auto& interview : study.interviews) {
    if (!interview.first_coding || interview.form != Form::meeting) continue;
    for (const auto& check : interview.member_checks) {
      auto& result = findings[{check.rec, check.level}];
      result.rec = check.rec;
      result.level = check.level;
      switch (check.response) {
        case CheckResponse::confirmed: ++result.confirmed; break;
        case CheckResponse::nuanced: ++result.nuanced; break;
        case CheckResponse::contested: ++result.contested; break;
      }
    }
  }
  std::vector<MemberCheckResult> results;
  results.reserve(findings.size());
  for (const auto& [finding, result] : findings) results.push_back(result);
  return results;
}

}  // namespace quickscan
