#include "scoring/confidence.hpp"

#include "scoring/agreement.hpp"
#include "scoring/cell.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace quickscan {

namespace {

/// As few voices as a cell can rest on with the usual thresholds.
constexpr int fewest_voices = 3;
constexpr std::array<std::string_view, 4> grade_ids = {"high", "moderate", "low", "very-low"};
constexpr std::array<std::string_view, 4> concern_ids = {"none", "minor", "moderate", "serious"};

/// Compares the facts of a cell with one row and collects the conditions that do not hold.
struct RowCheck {
  using Kind = FailedCondition::Kind;

  const ConfidenceFacts& facts;
  std::vector<FailedCondition> failing;

  void require(bool holds, Kind kind, double found, double compared_with) {
    if (!holds) failing.push_back({kind, found, compared_with});
  }
  void at_least(Kind kind, const std::optional<int>& wanted, int found) {
    if (wanted) require(found >= *wanted, kind, found, *wanted);
  }
  void share_at_most(Kind kind, const std::optional<double>& allowed, int found) {
    if (allowed) require(share_of_voices(found) <= decimal(*allowed), kind, found, facts.voices);
  }
  Fraction share_of_voices(int count) const { return {count, std::max(facts.voices, 1)}; }
};

void check_evidence(Component component, const ConfidenceCondition& row, RowCheck& check) {
  const ConfidenceFacts& facts = check.facts;
  check.at_least(RowCheck::Kind::voices, row.voices, facts.voices);
  if (row.answered) {
    check.require(facts.answered >= decimal(*row.answered), RowCheck::Kind::answered,
                  static_cast<double>(facts.answered.numerator), static_cast<double>(facts.answered.denominator));
  }
  if (!row.shown) return;
  const Fraction found =
      component == Component::adequacy ? Fraction{facts.shown, 1} : check.share_of_voices(facts.shown);
  check.require(found >= decimal(*row.shown), RowCheck::Kind::shown, facts.shown, facts.voices);
}

void check_coherence(const ConfidenceCondition& row, RowCheck& check) {
  const ConfidenceFacts& facts = check.facts;
  if (row.consensus) {
    check.require(facts.consensus >= decimal(*row.consensus), RowCheck::Kind::consensus, facts.consensus.value(),
                  *row.consensus);
  }
  check.share_at_most(RowCheck::Kind::mixed, row.mixed, facts.mixed);
  if (row.perception_gap && facts.perception_gap) {
    check.require(*facts.perception_gap <= *row.perception_gap, RowCheck::Kind::perception_gap, *facts.perception_gap,
                  *row.perception_gap);
  }
  if (row.split) check.require(facts.split == *row.split, RowCheck::Kind::split, facts.split, *row.split);
}

void check_relevance(const ConfidenceCondition& row, RowCheck& check) {
  const ConfidenceFacts& facts = check.facts;
  if (facts.organisations) {
    check.at_least(RowCheck::Kind::organisations, row.organisations, *facts.organisations);
    check.share_at_most(RowCheck::Kind::largest, row.largest, facts.largest);
  }
  if (row.coverage) {
    const Fraction found = facts.coverage.value_or(Fraction{0, 1});
    check.require(facts.coverage && found >= decimal(*row.coverage), RowCheck::Kind::coverage,
                  static_cast<double>(found.numerator), facts.coverage ? static_cast<double>(found.denominator) : 0);
  }
}

void check_method(const ConfidenceCondition& row, RowCheck& check) {
  const ConfidenceFacts& facts = check.facts;
  check.at_least(RowCheck::Kind::coders, row.coders, facts.coders);
  if (row.alpha && facts.alpha)
    check.require(*facts.alpha >= *row.alpha, RowCheck::Kind::alpha, *facts.alpha, *row.alpha);
  check.share_at_most(RowCheck::Kind::notes, row.notes, facts.notes_only);
  check.share_at_most(RowCheck::Kind::heard_only, row.heard_only, facts.heard_only);
  check.share_at_most(RowCheck::Kind::mixed_rank, row.mixed_rank, facts.mixed_rank);
}

std::vector<FailedCondition> failing_conditions(Component component, const ConfidenceCondition& row,
                                                const ConfidenceFacts& facts) {
  RowCheck check{facts, {}};
  check_evidence(component, row, check);
  check_coherence(row, check);
  check_relevance(row, check);
  check_method(row, check);
  return std::move(check.failing);
}

/// The best word all of whose conditions hold, and what kept the component from the best word there is.
Concern judge(Component component, const ConfidenceRows& rows, const ConfidenceFacts& facts, Confidence& confidence) {
  Concern concern = Concern::serious;
  std::vector<FailedCondition> against_the_best;
  for (std::size_t word = 0; word < rows.size(); ++word) {
    if (!rows[word]) continue;
    std::vector<FailedCondition> against = failing_conditions(component, *rows[word], facts);
    if (against.empty()) {
      concern = static_cast<Concern>(word);
      break;
    }
    if (against_the_best.empty()) against_the_best = std::move(against);
  }
  if (concern != Concern::no_concern) confidence.reasons.push_back({component, concern, std::move(against_the_best)});
  return concern;
}

}  // namespace

std::vector<std::optional<Fraction>> frame_shares(const Study& study, const std::vector<Voice>& voices) {
  std::set<Actor> speaking;
  for (const Voice& voice : voices)
    for (const SpeakerRef& ref : voice.speakers) speaking.insert({speaker_of(study, ref).who, voice.level});
  std::vector<std::optional<Fraction>> shares(study.framework.levels.size());
  for (const auto& [of_level, framed] : study.frame) {
    if (framed.empty()) continue;
    const LevelId level = of_level;  // clang 14 cannot capture a binding
    const std::set<StakeholderId> distinct(framed.begin(), framed.end());
    const auto heard = std::ranges::count_if(distinct, [&](StakeholderId who) {
      return speaking.contains({who, level});
    });
    shares[level.index()] = Fraction{heard, static_cast<std::int64_t>(distinct.size())};
  }
  return shares;
}

ConfidenceFacts confidence_facts(const EvidenceIndex& index, const CellScores& scores, const Cell& cell,
                                 const std::optional<Agreement>& agreement, const std::optional<Fraction>& coverage) {
  ConfidenceFacts facts;
  facts.voices = cell.n;
  facts.answered = *cell.answered;
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
  if (!cell.clients) facts.organisations = cell.organisations;
  for (const OrganisationShare& share : scores.organisations) facts.largest = std::max(facts.largest, share.voices);
  facts.coverage = coverage;
  facts.rests_on_organisation = cell.leave_one_organisation_out && !cell.leave_one_organisation_out->rests_on.empty();
  if (agreement && agreement->judges()) {
    facts.unreliable_coding = agreement->reliable == false;
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
  const Grade uncapped = combine(concerns, 2);
  confidence.proposed = uncapped;
  const auto cap = [&](bool applies, Grade at_most, GradeCap why) {
    if (!applies || uncapped >= at_most) return;
    confidence.caps.push_back(why);
    confidence.proposed = std::max(confidence.proposed, at_most);
  };
  cap(facts.coders < 2, Grade::moderate, GradeCap::one_coder);
  cap(facts.voices == fewest_voices, Grade::low, GradeCap::three_voices);
  cap(facts.rests_on_organisation, Grade::low, GradeCap::rests_on_organisation);
  cap(facts.unreliable_coding, Grade::low, GradeCap::unreliable_coding);
  confidence.grade = confidence.proposed;
  return confidence;
}

Confidence confidence_of(const Study& study, const ConfidenceFacts& facts, RecommendationId rec, LevelId level) {
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
