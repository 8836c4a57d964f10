#include "scoring/compare_cells.hpp"

#include "scoring/cell.hpp"
#include "scoring/evidence.hpp"
#include "scoring/voices.hpp"

#include <algorithm>
#include <cstddef>
#include <set>

namespace quickscan {

namespace {

/// Who spoke at one level: organisations and persons by id.
struct LevelCrowd {
  std::set<std::string> organisations;
  std::set<std::string> persons;
};

/// One wave with its voices, grouped by cell.
class Wave {
 public:
  explicit Wave(const Study& study)
      : study_(study), voices_(find_voices(study)), index_(study, voices_), crowds_(study.framework.levels.size()) {
    for (const auto& voice : voices_) {
      auto& crowd = crowds_[voice.level.index()];
      for (const auto& ref : voice.speakers) {
        const auto& speaker = speaker_of(study, ref);
        if (speaker.who.given()) crowd.organisations.insert(study.organisation_id(speaker.who));
        if (!speaker.person.empty()) crowd.persons.insert(speaker.person);
      }
    }
  }
  Wave(const Wave&) = delete;
  Wave& operator=(const Wave&) = delete;

  const Study& study() const { return study_; }
  const LevelCrowd& crowd(LevelId level) const { return crowds_[level.index()]; }
  CellScores scores(RecommendationId rec, LevelId level) const { return score_cell(study_, index_, rec, level); }

  /// Whether all organisations of a voice are among these.
  bool comes_from(std::uint32_t voice, const std::vector<std::string>& organisations) const {
    return std::ranges::all_of(voices_[voice].speakers, [&](const SpeakerRef& ref) {
      const StakeholderId who = speaker_of(study_, ref).who;
      return who.given() && std::ranges::binary_search(organisations, study_.organisation_id(who));
    });
  }

  /// Whether all persons of a voice are known and among these.
  bool consists_of(std::uint32_t voice, const std::set<std::string>& persons) const {
    return std::ranges::all_of(voices_[voice].speakers,
                               [&](const SpeakerRef& ref) { return persons.contains(speaker_of(study_, ref).person); });
  }

 private:
  const Study& study_;
  std::vector<Voice> voices_;
  EvidenceIndex index_;
  std::vector<LevelCrowd> crowds_;
};

/// The stricter of two studies' thresholds: a change must be allowed by both.
Thresholds stricter(const Thresholds& a, const Thresholds& b) {
  return {std::max(a.voices, b.voices), std::max(a.organisations, b.organisations), std::max(a.persons, b.persons)};
}

template <typename Belongs>
VoiceGroup group_of(const CellScores& scores, const Framework& framework, const Thresholds& thresholds,
                    Belongs belongs) {
  VoiceGroup group;
  std::vector<int> values;
  std::set<StakeholderId> organisations;
  for (const auto& voice : scores.valued) {
    if (!belongs(voice.voice)) continue;
    values.push_back(voice.value);
    organisations.insert(voice.organisations.begin(), voice.organisations.end());
    group.persons += static_cast<int>(voice.persons);
  }
  group.n = static_cast<int>(values.size());
  group.organisations = static_cast<int>(organisations.size());
  group.tried = static_cast<int>(
      std::ranges::count_if(values, [practice = framework.practice](int value) { return value >= practice; }));
  group.sufficient = is_sufficient(thresholds, group.n, group.organisations, group.persons);
  if (!group.sufficient) return group;
  const auto counts = count_rungs(values, framework.top());
  group.median = median_of(counts);
  group.median_pair = median_pair(counts);
  return group;
}

CellChange::Refusal refusal_of(const CellChange& change) {
  if (change.matched_organisations.empty()) return CellChange::Refusal::no_common_organisation;
  const bool enough = change.matched.before.sufficient && change.matched.after.sufficient;
  return enough ? CellChange::Refusal::not_refused : CellChange::Refusal::too_few_voices;
}

/// Two waves at one level: whose voices can be compared.
struct LevelPair {
  const Wave& before;
  const Wave& after;
  LevelId level_before;
  LevelId level_after;
  std::vector<std::string> organisations;
  Thresholds thresholds;
};

CellChange change_of(const LevelPair& pair, RecommendationId rec_before, RecommendationId rec_after) {
  const auto& framework = pair.after.study().framework;
  const auto earlier_scores = pair.before.scores(rec_before, pair.level_before);
  const auto later_scores = pair.after.scores(rec_after, pair.level_after);
  const auto before = [&](auto belongs) { return group_of(earlier_scores, framework, pair.thresholds, belongs); };
  const auto after = [&](auto belongs) { return group_of(later_scores, framework, pair.thresholds, belongs); };
  const auto everybody = [](std::uint32_t) { return true; };
  const auto matched_before = [&](std::uint32_t voice) { return pair.before.comes_from(voice, pair.organisations); };
  const auto matched_after = [&](std::uint32_t voice) { return pair.after.comes_from(voice, pair.organisations); };
  const auto& earlier_persons = pair.before.crowd(pair.level_before).persons;
  const auto& later_persons = pair.after.crowd(pair.level_after).persons;
  const auto again = [&](std::uint32_t voice) { return pair.before.consists_of(voice, later_persons); };
  const auto known = [&](std::uint32_t voice) { return pair.after.consists_of(voice, earlier_persons); };

  CellChange change;
  change.rec = framework[rec_after].id;
  change.level = framework[pair.level_after].id;
  change.all = {before(everybody), after(everybody)};
  change.matched = {before(matched_before), after(matched_after)};
  change.matched_organisations = pair.organisations;
  change.same_persons = {before(again), after(known)};
  change.persons_not_heard_again = before([&](std::uint32_t voice) { return !again(voice); });
  change.new_persons = after([&](std::uint32_t voice) { return !known(voice); });
  change.refusal = refusal_of(change);
  if (change.refusal == CellChange::Refusal::not_refused)
    change.change = *change.matched.after.median - *change.matched.before.median;
  return change;
}

std::vector<LevelPair> level_pairs(const Wave& before, const Wave& after) {
  std::vector<LevelPair> pairs;
  const auto thresholds = stricter(before.study().thresholds, after.study().thresholds);
  for (const LevelId level : after.study().framework.inside_levels()) {
    const auto& id = after.study().framework[level].id;
    const LevelId earlier_level = before.study().framework.find_level(id);
    if (earlier_level == none) continue;
    if (!before.study().framework[earlier_level].inside()) continue;
    LevelPair pair{before, after, earlier_level, level, {}, thresholds};
    std::ranges::set_intersection(before.crowd(earlier_level).organisations, after.crowd(level).organisations,
                                  std::back_inserter(pair.organisations));
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

}  // namespace

std::vector<CellChange> compare_cells(const ComparedStudy& before, const ComparedStudy& after) {
  std::vector<CellChange> changes;
  const Wave earlier_wave(before.study);
  const Wave later_wave(after.study);
  const auto pairs = level_pairs(earlier_wave, later_wave);
  const auto& recommendations = after.study.framework.recommendations;
  for (std::size_t rec = 0; rec < recommendations.size(); ++rec) {
    const RecommendationId earlier_rec = before.study.framework.find_recommendation(recommendations[rec].id);
    if (earlier_rec == none) continue;
    for (const auto& pair : pairs) changes.push_back(change_of(pair, earlier_rec, RecommendationId(rec)));
  }
  return changes;
}

}  // namespace quickscan
