#include "scoring/analysis.hpp"

#include "scoring/evidence.hpp"

namespace quickscan {

namespace {

void score_recommendations(const Study& study, const std::vector<Voice>& voices, Analysis& analysis) {
  const EvidenceIndex index(study, voices);
  const std::vector<std::optional<Fraction>> coverage_by_level = frame_shares(study, voices);
  const ScoringInputs inputs{study, index, analysis.developments, analysis.agreement, coverage_by_level};
  for (const RecommendationId rec : study.framework.whole_recommendations()) {
    RecommendationResult result = score_recommendation(inputs, rec);
    result.gap_test = gap_test(study, index, result);
    analysis.recommendations.push_back(std::move(result));
  }
  adjust_by_holm(analysis.recommendations);
}

const Cell* find_in(const RecommendationResult& result, RecommendationId rec, LevelId level) {
  if (result.rec == rec) return &result.levels[level.index()];
  for (const RecommendationResult& part : result.parts) {
    if (const Cell* cell = find_in(part, rec, level)) return cell;
  }
  return nullptr;
}

}  // namespace

Analysis analyse(const Study& study) {
  const std::vector<Voice> voices = find_voices(study);
  Analysis analysis;
  analysis.heard = count_heard(study, voices);
  analysis.agreement = agreement(study);
  analysis.developments = development_results(study, voices);
  score_recommendations(study, voices, analysis);
  analysis.overall = sum_up(study, analysis.recommendations);
  analysis.factors = rate_factors(study, voices);
  analysis.saturation = saturation(study, voices);
  analysis.network = analyse_network(study);
  analysis.coverage = coverage(study, voices, analysis.network);
  analysis.escalation = escalations(study);
  analysis.terms = term_uses(study);
  analysis.member_checks = member_checks(study);
  return analysis;
}

const Cell* find_cell(const Analysis& analysis, RecommendationId rec, LevelId level) {
  for (const RecommendationResult& result : analysis.recommendations) {
    if (const Cell* cell = find_in(result, rec, level)) return cell;
  }
  return nullptr;
}

}  // namespace quickscan
