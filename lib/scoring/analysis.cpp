#include "scoring/analysis.hpp"

#include "core/parallel.hpp"
#include "scoring/evidence.hpp"

#include <algorithm>

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
  for_each_parallel(2, count_workers(2), [&](std::size_t item, std::size_t) {
    if (item == 0) {
      analysis.network = analyse_network(study);
    } else {
      score();
    }
  });
  analysis.coverage = coverage(study, voices, analysis.network);
  return analysis;
}

const Cell* find_cell(const Analysis& analysis, RecommendationId rec, LevelId level) {
  for (const RecommendationResult& result : analysis.recommendations)
    if (const Cell* cell = find_in(result, rec, level)) return cell;
  return nullptr;
}

}  // namespace quickscan
