#include "scoring/confidence.hpp"

#include "scoring/agreement.hpp"
#include "scoring/cell.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
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

namespace {

constexpr std::array<std::pair<const char*, const char*>, 4> component_names = {{
    {"toereikendheid", "adequacy"},
    {"samenhang", "coherence"},
    {"relevantie", "relevance"},
    {"werkwijze", "method"},
}};

constexpr std::array<std::pair<const char*, const char*>, 4> concern_names = {{
    {"geen bedenking", "no concern"},
    {"lichte bedenking", "minor concern"},
    {"matige bedenking", "moderate concern"},
    {"ernstige bedenking", "serious concern"},
}};

/// Two decimals, with a comma in Dutch.
LocalText decimals(double number) {
  double rounded = std::round(number * 1000.0) / 1000.0;
  if (rounded == 0) rounded = 0;
  std::string en = fmt::format("{:.3f}", rounded);
  if (en.back() == '0') en.pop_back();
  std::string nl = en;
  std::ranges::replace(nl, '.', ',');
  return {nl, en};
}

LocalText text(const char* nl, const char* en, int number, int of) {
  return {fmt::format(fmt::runtime(nl), number, of), fmt::format(fmt::runtime(en), number, of)};
}

LocalText text(const char* nl, const char* en, double number, double wanted) {
  const LocalText a = decimals(number);
  const LocalText b = decimals(wanted);
  return {fmt::format(fmt::runtime(nl), a.nl, b.nl), fmt::format(fmt::runtime(en), a.en, b.en)};
}

/// Collects the checks of one row.
struct Checks {
  std::vector<ConditionCheck> list;
  const ConfidenceFacts& facts;

  void at_least(const std::optional<int>& wanted, int found, const char* nl, const char* en) {
    if (wanted) list.push_back({found >= *wanted, text(nl, en, found, *wanted)});
  }
  void share_at_most(const std::optional<double>& allowed, int found, const char* nl, const char* en) {
    if (!allowed) return;
    const Fraction share{found, std::max(facts.voices, 1)};
    list.push_back({share <= decimal(*allowed), text(nl, en, found, facts.voices)});
  }
};

void check_evidence(Component component, const ConfidenceCondition& row, Checks& checks) {
  const ConfidenceFacts& facts = checks.facts;
  checks.at_least(row.voices, facts.voices, "{} stemmen, gewenst minstens {}", "{} voices, at least {} wanted");
  if (!row.shown) return;
  const Fraction wanted = decimal(*row.shown);
  const bool counted = component == Component::adequacy;
  const Fraction found{facts.shown, counted ? 1 : std::max(facts.voices, 1)};
  checks.list.push_back({found >= wanted, text("{} van de {} stemmen met iets dat is laten zien",
                                               "{} of {} voices with something shown", facts.shown, facts.voices)});
}

void check_coherence(const ConfidenceCondition& row, Checks& checks) {
  const ConfidenceFacts& facts = checks.facts;
  if (row.consensus) {
    checks.list.push_back({facts.consensus >= decimal(*row.consensus),
                           text("eensgezindheid {}, gewenst minstens {}", "consensus {}, at least {} wanted",
                                facts.consensus.value(), *row.consensus)});
  }
  checks.share_at_most(row.mixed, facts.mixed, "{} van de {} stemmen spreken zichzelf tegen",
                       "{} of {} voices contradict themselves");
  if (row.perception_gap && facts.perception_gap) {
    checks.list.push_back({*facts.perception_gap <= *row.perception_gap,
                           text("andere niveaus zien het {} treden anders, hoogstens {} is gewenst",
                                "other levels see it {} rungs differently, at most {} wanted", *facts.perception_gap,
                                *row.perception_gap)});
  }
  if (row.split) {
    checks.list.push_back({facts.split == *row.split,
                           {facts.split ? "twee groepen met een lege trede ertussen" : "geen twee gescheiden groepen",
                            facts.split ? "two groups with an empty rung between them" : "no two separate groups"}});
  }
}

void check_relevance(const ConfidenceCondition& row, Checks& checks) {
  const ConfidenceFacts& facts = checks.facts;
  checks.at_least(row.organisations, facts.organisations, "{} organisaties, gewenst minstens {}",
                  "{} organisations, at least {} wanted");
  checks.share_at_most(row.largest, facts.largest, "aan {} van de {} stemmen neemt dezelfde organisatie deel",
                       "the same organisation takes part in {} of {} voices");
  if (row.coverage && facts.coverage) {
    checks.list.push_back(
        {*facts.coverage >= decimal(*row.coverage),
         text("{} van de {} beoogde partijen op dit niveau gehoord", "{} of {} parties framed at this level heard",
              static_cast<int>(facts.coverage->numerator), static_cast<int>(facts.coverage->denominator))});
  }
}

void check_method(const ConfidenceCondition& row, Checks& checks) {
  const ConfidenceFacts& facts = checks.facts;
  if (row.coders) {
    const bool one = facts.coders < 2;
    checks.list.push_back(
        {facts.coders >= *row.coders,
         one ? LocalText{"één codeur, of geen vergelijking tussen codeurs mogelijk",
                         "one coder, or no comparison of coders possible"}
             : text("{} codeurs, gewenst minstens {}", "{} coders, at least {} wanted", facts.coders, *row.coders)});
  }
  if (row.alpha && facts.alpha) {
    checks.list.push_back({*facts.alpha >= *row.alpha,
                           text("overeenstemming tussen codeurs {}, gewenst minstens {}",
                                "agreement between coders {}, at least {} wanted", *facts.alpha, *row.alpha)});
  }
  checks.share_at_most(row.notes, facts.notes_only, "{} van de {} stemmen alleen uit aantekeningen",
                       "{} of {} voices from notes only");
  checks.share_at_most(row.heard_only, facts.heard_only, "{} van de {} stemmen alleen van horen zeggen",
                       "{} of {} voices from hearsay only");
  checks.share_at_most(row.mixed_rank, facts.mixed_rank, "{} van de {} stemmen uit groepen van meer niveaus",
                       "{} of {} voices from groups of several levels");
}

}  // namespace

std::vector<ConditionCheck> check_conditions(Component component, const ConfidenceCondition& row,
                                             const ConfidenceFacts& facts) {
  Checks checks{{}, facts};
  check_evidence(component, row, checks);
  check_coherence(row, checks);
  check_relevance(row, checks);
  check_method(row, checks);
  return checks.list;
}

LocalText reason_of(Component component, Concern concern, const std::vector<ConditionCheck>& failing) {
  const auto& [part_nl, part_en] = component_names[static_cast<std::size_t>(component)];
  const auto& [grave_nl, grave_en] = concern_names[static_cast<std::size_t>(concern)];
  LocalText reason{fmt::format("{}, {}", part_nl, grave_nl), fmt::format("{}, {}", part_en, grave_en)};
  const char* between = ": ";
  for (const ConditionCheck& check : failing) {
    reason.nl += between + check.words.nl;
    reason.en += between + check.words.en;
    between = "; ";
  }
  return reason;
}

LocalText one_coder_reason() {
  return {"één codeur: hoogstens matige zekerheid", "one coder: moderate confidence at best"};
}

}  // namespace quickscan
