#include "analysis/heard.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_set>

namespace quickscan {

namespace {

/// Persons and organisations, each once.
struct People {
  std::unordered_set<std::string_view> named;
  int nameless = 0;
  std::set<Index> organisations;

  void add(const Study& study, const Speaker& speaker) {
    if (speaker.person.empty()) {
      ++nameless;
    } else {
      named.insert(speaker.person);
    }
    organisations.insert(study.stakeholders[static_cast<std::size_t>(speaker.who)].organisation);
  }
  int persons() const { return nameless + static_cast<int>(named.size()); }
};

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

int landing_rung(const Framework& framework) { return std::min(3, framework.top()); }

Heard count_heard(const Study& study, const std::vector<Voice>& voices) {
  Heard heard;
  heard.levels.resize(study.framework.levels.size());
  People all;
  std::vector<People> by_level(heard.levels.size());
  for (const Voice& voice : voices) {
    const auto level = static_cast<std::size_t>(voice.level);
    ++heard.levels[level].voices;
    for (const SpeakerRef& ref : voice.speakers) {
      all.add(study, speaker_of(study, ref));
      by_level[level].add(study, speaker_of(study, ref));
    }
  }
  for (std::size_t level = 0; level < by_level.size(); ++level) {
    heard.levels[level].persons = by_level[level].persons();
    heard.levels[level].organisations = static_cast<int>(by_level[level].organisations.size());
  }
  heard.voices = static_cast<int>(voices.size());
  heard.persons = all.persons();
  heard.organisations = static_cast<int>(all.organisations.size());
  for (const Interview& interview : study.interviews) {
    if (!interview.first_coding) continue;
    ++heard.forms[static_cast<std::size_t>(interview.form)];
    if (interview.has_voice()) ++heard.interviews;
  }
  return heard;
}

Overall sum_up(const Study& study, const std::vector<RecommendationResult>& recommendations) {
  Overall overall;
  const int landed_at = landing_rung(study.framework);
  overall.landed.resize(study.framework.inside_levels().size());
  for (const RecommendationResult& recommendation : recommendations) {
    if (recommendation.verdict) ++overall.verdicts[recommendation.verdict->id];
    for (std::size_t i = 0; i < overall.landed.size(); ++i) {
      const std::optional<int>& median = recommendation.profile[i];
      if (!median) continue;
      ++overall.landed[i].of;
      if (*median >= landed_at) ++overall.landed[i].landed;
    }
  }
  overall.index = overall_index(study, recommendations);
  return overall;
}

}  // namespace quickscan
