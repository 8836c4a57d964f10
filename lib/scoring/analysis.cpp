#include "scoring/analysis.hpp"

#include "core/parallel.hpp"
#include "core/ranges.hpp"
#include "scoring/evidence.hpp"

#include <algorithm>
#include <map>

namespace quickscan {

namespace {

/// Whether some group interview has two speakers of one level, so that persons are other voices than groups.
bool has_group_voices(const Study& study, const std::vector<Voice>& voices) {
  return std::ranges::any_of(voices, [&](const Voice& voice) {
    return voice.speakers.size() > voice.interviews.size() &&
           std::ranges::any_of(voice.interviews, [&](InterviewId at) { return study[at].form == Form::group; });
  });
}

void score_recommendations(const Study& study, const std::vector<Voice>& voices, Analysis& analysis) {
  const EvidenceIndex index(study, voices);
  std::vector<Voice> persons;
  std::optional<EvidenceIndex> by_person;
  if (has_group_voices(study, voices)) {
    persons = find_voices(study, GroupVoices::by_person);
    by_person.emplace(study, persons);
  }
  const std::vector<std::optional<Fraction>> coverage_by_level = frame_shares(study, voices);
  const ScoringInputs inputs{study,
                             index,
                             by_person ? &*by_person : nullptr,
                             analysis.developments,
                             analysis.agreement,
                             analysis.member_checks,
                             coverage_by_level};
  for (const RecommendationId rec : study.framework.whole_recommendations()) {
    RecommendationResult result = score_recommendation(inputs, rec);
    result.gap_test = gap_test(study, index, result);
    analysis.recommendations.push_back(std::move(result));
  }
  adjust_by_holm(analysis.recommendations);
}

const Cell* find_in(const RecommendationResult& result, RecommendationId rec, LevelId level) {
  if (result.rec == rec) return &result.levels[level.index()];
  for (const RecommendationResult& part : result.parts)
    if (const Cell* cell = find_in(part, rec, level)) return cell;
  return nullptr;
}

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

Analysis analyse(const Study& study) {
  const std::vector<Voice> voices = find_voices(study);
  Analysis analysis;
  const auto score = [&] {
    analysis.heard = count_heard(study, voices);
    analysis.agreement = agreement(study);
    analysis.developments = development_results(study, voices);
    analysis.member_checks = member_checks(study);
    score_recommendations(study, voices, analysis);
    analysis.overall = sum_up(study, analysis.recommendations);
    analysis.factors = rate_factors(study, voices);
    analysis.saturation = saturation(study, voices);
    analysis.escalation = escalations(study);
    analysis.terms = term_uses(study);
  };
  // The network takes longer than all else, and needs none of it.
  run_both([&] { analysis.network = analyse_network(study); }, score);
  analysis.coverage = coverage(study, voices, analysis.network);
  return analysis;
}

const Cell* find_cell(const Analysis& analysis, RecommendationId rec, LevelId level) {
  for (const RecommendationResult& result : analysis.recommendations)
    if (const Cell* cell = find_in(result, rec, level)) return cell;
  return nullptr;
}

std::vector<TermResult> term_uses(const Study& study) {
  std::map<ConceptId, TermResult> concepts;
  for (const auto& interview : study.interviews) {
    if (!interview.first_coding) continue;
    for (const auto& term : interview.terms) {
      auto& result = concepts[term.concept_index];
      result.concept_index = term.concept_index;
      for (const auto& [who, word] : term.words) result.words[word].push_back(study[who].id);
    }
  }
  std::vector<TermResult> results;
  for (auto& [index, result] : concepts) {
    for (auto& [word, users] : result.words) keep_distinct(users);
    results.push_back(std::move(result));
  }
  return results;
}

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
