#include "analysis/confidence.hpp"

#include "analysis/confidence_reasons.hpp"

#include <algorithm>
#include <set>

namespace quickscan {

namespace {

constexpr std::array<std::string_view, 4> grade_ids = {"high", "moderate", "low", "very-low"};
constexpr std::array<std::string_view, 4> concern_ids = {"none", "minor", "moderate", "serious"};

std::vector<ConditionCheck> failing(std::vector<ConditionCheck> checks) {
  std::erase_if(checks, [](const ConditionCheck& check) { return check.holds; });
  return checks;
}

/// The best word all of whose conditions hold, and what kept the component from the best word there is.
Concern judge(Component component, const ConfidenceRows& rows, const ConfidenceFacts& facts, Confidence& confidence) {
  Concern concern = Concern::serious;
  std::vector<ConditionCheck> against_the_best;
  for (std::size_t word = 0; word < rows.size(); ++word) {
    if (!rows[word]) continue;
    std::vector<ConditionCheck> against = failing(check_conditions(component, *rows[word], facts));
    if (against.empty()) {
      concern = static_cast<Concern>(word);
      break;
    }
    if (against_the_best.empty()) against_the_best = std::move(against);
  }
  if (concern != Concern::no_concern) confidence.reasons.push_back(reason_of(component, concern, against_the_best));
  return concern;
}

}  // namespace

std::vector<std::optional<Fraction>> frame_shares(const Study& study, const std::vector<Voice>& voices) {
  std::set<Actor> speaking;
  for (const Voice& voice : voices) {
    for (const SpeakerRef& ref : voice.speakers) speaking.insert({speaker_of(study, ref).who, voice.level});
  }
  std::vector<std::optional<Fraction>> shares(study.framework.levels.size());
  for (const auto& [of_level, framed] : study.frame) {
    if (framed.empty()) continue;
    const Index level = of_level;  // clang 14 cannot capture a binding
    const std::set<Index> distinct(framed.begin(), framed.end());
    const auto heard = std::ranges::count_if(distinct, [&](Index who) { return speaking.contains({who, level}); });
    shares[static_cast<std::size_t>(level)] = Fraction{heard, static_cast<std::int64_t>(distinct.size())};
  }
  return shares;
}

ConfidenceFacts confidence_facts(const EvidenceIndex& index, const CellScores& scores, const Cell& cell,
                                 const std::optional<Agreement>& agreement, const std::optional<Fraction>& coverage) {
  ConfidenceFacts facts;
  facts.voices = cell.n;
  facts.shown = cell.shown;
  facts.mixed = cell.mixed;
  facts.heard_only = cell.heard_only;
  for (const ScoredVoice& voice : scores.valued) {
    const VoiceTraits& traits = index.traits(voice.voice);
    facts.notes_only += traits.notes_only ? 1 : 0;
    facts.mixed_rank += traits.mixed_rank ? 1 : 0;
  }
  facts.consensus = leik_consensus(scores.counts);
  facts.split = cell.split.value_or(false);
  facts.perception_gap = cell.perception_gap;
  facts.organisations = cell.organisations;
  for (const OrganisationShare& share : scores.organisations) facts.largest = std::max(facts.largest, share.voices);
  facts.coverage = coverage;
  if (agreement && agreement->alpha_ordinal) {
    facts.coders = agreement->coders;
    facts.alpha = agreement->alpha_ordinal;
  }
  return facts;
}

Grade combine(const std::array<Concern, 4>& concerns, int coders) {
  const auto count = [&](Concern concern) { return static_cast<int>(std::ranges::count(concerns, concern)); };
  const int down = std::min(3, count(Concern::serious) + (2 * count(Concern::moderate) + count(Concern::minor)) / 3);
  const auto grade = static_cast<Grade>(down);
  return coders < 2 ? std::max(grade, Grade::moderate) : grade;
}

Confidence propose_confidence(const ConfidenceTable& table, const ConfidenceFacts& facts) {
  Confidence confidence;
  confidence.adequacy = judge(Component::adequacy, table.adequacy, facts, confidence);
  confidence.coherence = judge(Component::coherence, table.coherence, facts, confidence);
  confidence.relevance = judge(Component::relevance, table.relevance, facts, confidence);
  confidence.method = judge(Component::method, table.method, facts, confidence);
  const std::array<Concern, 4> concerns = {confidence.adequacy, confidence.coherence, confidence.relevance,
                                           confidence.method};
  confidence.proposed = combine(concerns, facts.coders);
  confidence.grade = confidence.proposed;
  if (facts.coders < 2 && combine(concerns, 2) == Grade::high) confidence.reasons.push_back(one_coder_reason());
  return confidence;
}

Confidence confidence_of(const Study& study, const ConfidenceFacts& facts, Index rec, Index level) {
  Confidence confidence = propose_confidence(study.framework.confidence, facts);
  for (const Override& by_hand : study.overrides) {
    const std::optional<Grade> grade = parse_grade(by_hand.grade);
    if (by_hand.rec != rec || by_hand.level != level || !grade) continue;
    confidence.grade = *grade;
    confidence.overridden = by_hand;
  }
  return confidence;
}

std::optional<Grade> parse_grade(std::string_view id) {
  const auto found = std::ranges::find(grade_ids, id);
  if (found == grade_ids.end()) return std::nullopt;
  return static_cast<Grade>(found - grade_ids.begin());
}

std::string_view id_of(Grade grade) { return grade_ids[static_cast<std::size_t>(grade)]; }

std::string_view id_of(Concern concern) { return concern_ids[static_cast<std::size_t>(concern)]; }

}  // namespace quickscan
