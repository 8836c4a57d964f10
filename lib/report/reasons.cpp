#include "report/reasons.hpp"

#include "core/format.hpp"
#include "statistics/ordinal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace quickscan {

namespace {

/// With three decimals where one of the two needs them, and a comma in Dutch.
std::string coefficient(const Messages& say, double number, double beside) {
  // What rounds to zero has no sign.
  const auto in_full = [](double value) { return fmt::format("{:.3f}", std::round(value * 1000) / 1000 + 0.0); };
  auto text = in_full(number);
  if (text.back() == '0' && in_full(beside).back() == '0') text.pop_back();
  if (say.language() == Language::nl) std::ranges::replace(text, '.', ',');
  return text;
}

std::string failed_text(const Messages& say, const FailedCondition& failed, Coefficients coefficients) {
  using enum FailedCondition::Kind;
  constexpr std::array<std::string_view, 15> keys = {
      "failed.voices",         "failed.answered", "failed.shown",         "failed.consensus",  "failed.mixed",
      "failed.perception_gap", "failed.split",    "failed.organisations", "failed.largest",    "failed.coverage",
      "failed.coders",         "failed.alpha",    "failed.notes",         "failed.heard_only", "failed.mixed_rank"};
  if (failed.kind == split && failed.found == 0) return say("failed.not_split");
  if (failed.kind == coverage && failed.compared_with == 0) return say("failed.no_frame");
  if (failed.kind == coders && failed.found < 2) return say("failed.one_coder");
  const bool is_coefficient = failed.kind == consensus || failed.kind == alpha;
  if (is_coefficient && coefficients == Coefficients::in_words) {
    return failed.kind == alpha ? say("failed.alpha_words")
                                : say("failed.consensus_words", {{"words", consensus_text(say, failed.found)}});
  }
  const auto number = [&](double value, double beside) {
    return is_coefficient ? coefficient(say, value, beside) : fmt::format("{:.0f}", value);
  };
  return say(keys[static_cast<std::size_t>(failed.kind)], {{"found", number(failed.found, failed.compared_with)},
                                                           {"wanted", number(failed.compared_with, failed.found)}});
}

std::string reason_text(const Messages& say, const ConfidenceReason& reason, Coefficients coefficients) {
  constexpr std::array<std::string_view, 4> components = {"component.adequacy", "component.coherence",
                                                          "component.relevance", "component.method"};
  constexpr std::array<std::string_view, 4> concerns = {"concern.none", "concern.minor", "concern.moderate",
                                                        "concern.serious"};
  auto text = fmt::format("{}, {}", say(components[static_cast<std::size_t>(reason.component)]),
                          say(concerns[static_cast<std::size_t>(reason.concern)]));
  const char* between = ": ";
  for (const auto& failed : reason.failing) {
    text += between + failed_text(say, failed, coefficients);
    between = "; ";
  }
  return text;
}

std::string conclusion_text(const Messages& say, const VoiceTrace& voice) {
  switch (voice.state) {
    case VoiceState::value: return say("value_reason.value", {{"rung", *voice.value.value}});
    case VoiceState::undefined: return say("value_reason.undefined", {{"rung", *voice.value.ceiling}});
    case VoiceState::unknown: return say("value_reason.unknown");
    case VoiceState::not_applicable: return say("value_reason.not_applicable");
    case VoiceState::silent: break;
  }
  return say("value_reason.silent");
}

std::string rung_text(const Messages& say, const Framework& framework, const std::optional<int>& rung) {
  if (!rung) return say("verdict_condition.insufficient");
  const auto& name = framework[RungId(*rung)].name;
  return say("verdict_condition.rung", {{"number", *rung}, {"name", name.in(say.language())}});
}

std::string front_name(const Messages& say, const Framework& framework) {
  return framework[framework.inside_levels().back()].name.in(say.language());
}

template <typename TextOf>
std::string joined(const std::vector<ConditionTrace>& parts, TextOf text_of) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : ", ") + text_of(part);
  return text;
}

}  // namespace

std::string insufficient_evidence_text(const Cell& cell) {
  if (cell.clients) return fmt::format("insufficient evidence (n={}, persons={})", cell.n, cell.persons);
  return fmt::format("insufficient evidence (n={}, organisations={}, persons={})", cell.n, cell.organisations,
                     cell.persons);
}

std::string consensus_text(const Messages& say, double consensus) {
  if (consensus >= 1.0) return say("consensus.full");
  constexpr std::array<std::string_view, 4> keys = {"consensus.broad", "consensus.largely", "consensus.divided",
                                                    "consensus.strongly_divided"};
  return say(keys.at(static_cast<std::size_t>(consensus_band(consensus))));
}

std::string undefined_alpha_text(const Messages& say, const Agreement& agreement) {
  switch (agreement.undefined) {
    case Agreement::Undefined::no_pairable_unit: return say("undefined_alpha.no_unit");
    case Agreement::Undefined::no_variation: return say("undefined_alpha.no_variation");
    case Agreement::Undefined::defined: break;
  }
  return {};
}

std::string no_alpha_text(const Messages& say, const Agreement& agreement) {
  return agreement.units == 1 ? say("undefined_alpha.one_unit") : undefined_alpha_text(say, agreement);
}

std::string unhedged_text(const Messages& say, const Verdict& verdict) {
  auto text = verdict.name.in(say.language());
  if (verdict.views_differ) text = say("verdict_words.views_differ", {{"verdict", text}});
  std::vector<std::string> names;
  for (const auto& name : verdict.without_view_of) names.push_back(name.in(say.language()));
  if (!names.empty()) text = say("verdict_words.unheard", {{"verdict", text}, {"names", join(names, ", ")}});
  return text;
}

std::string verdict_text(const Messages& say, const Verdict& verdict) {
  auto text = unhedged_text(say, verdict);
  if (!verdict.has_hedge || !verdict.confidence) return text;
  switch (*verdict.confidence) {
    case Grade::high: return text;
    case Grade::moderate: return say("verdict_words.probably", {{"verdict", text}});
    case Grade::low: return say("verdict_words.possibly", {{"verdict", text}});
    case Grade::very_low: break;
  }
  return say("verdict_words.not_established");
}

std::string no_verdict_text(const Messages& say, NoVerdict reason) {
  switch (reason) {
    case NoVerdict::part_of_another: return say("verdict_words.of_part");
    case NoVerdict::unreliable_coding: return say("verdict_words.unreliable");
    case NoVerdict::no_row_fits: break;
  }
  return say("verdict_words.no_row");
}

std::vector<std::string> confidence_reasons(const Messages& say, const Confidence& confidence,
                                            Coefficients coefficients) {
  std::vector<std::string> texts;
  for (const auto& reason : confidence.reasons) texts.push_back(reason_text(say, reason, coefficients));
  constexpr std::array<std::string_view, 4> caps = {"failed.capped", "failed.capped_three", "failed.capped_rests_on",
                                                    "failed.capped_unreliable"};
  for (const auto cap : confidence.caps) texts.push_back(say(caps[static_cast<std::size_t>(cap)]));
  return texts;
}

std::string variant_text(const Messages& say, const Variant& variant, const Framework& framework,
                         const std::string& organisation) {
  constexpr std::array<std::string_view, 11> keys = {
      "variant.said_cap_lower", "variant.said_cap_higher", "variant.upper_median", "variant.persons",
      "variant.organisation",   "variant.silent_low",      "variant.silent_high",  "variant.heard_only",
      "variant.mixed",          "variant.interested",      "variant.independent"};
  if (variant.kind == Variant::Kind::organisation_left_out && organisation.empty())
    return say("variant.an_organisation");
  return say(keys[static_cast<std::size_t>(variant.kind)], {{"organisation", organisation}, {"top", framework.top()}});
}

std::string value_reason(const Messages& say, const Framework& framework, const VoiceTrace& voice) {
  constexpr std::array<std::string_view, 3> reached = {"value_reason.shown", "value_reason.said", "value_reason.heard"};
  constexpr std::array<std::string_view, 3> denied = {"value_reason.not_shown", "value_reason.not_said",
                                                      "value_reason.not_heard"};
  std::string text;
  const auto add = [&text](const std::string& piece) { text += (text.empty() ? "" : "; ") + piece; };
  for (const auto basis : {Basis::shown, Basis::said, Basis::heard}) {
    if (!voice.tally.any(basis)) continue;
    if (basis == Basis::heard && !voice.value.heard_only) {
      add(say("value_reason.heard_left_out"));
      continue;
    }
    const auto b = static_cast<std::size_t>(basis);
    const int cap = framework.highest_for(basis);
    if (const auto rung = voice.tally.reached[b]; rung != Tally::nothing) {
      const auto reason = say(reached[b], {{"rung", +rung}});
      add(rung > cap ? say("value_reason.counts_as", {{"reason", reason}, {"rung", cap}}) : reason);
    }
    if (const auto rung = voice.tally.denied[b]; rung != Tally::no_denial) add(say(denied[b], {{"rung", +rung}}));
  }
  if (voice.value.mixed) add(say("value_reason.mixed"));
  add(conclusion_text(say, voice));
  return text;
}

std::string remark_text(const Messages& say, const SegmentTrace& segment) {
  switch (segment.remark) {
    case SegmentRemark::no_remark: return {};
    case SegmentRemark::no_rung: return say("segment_remark.no_rung");
    case SegmentRemark::unknown: return say("segment_remark.unknown");
    case SegmentRemark::not_applicable: return say("segment_remark.not_applicable");
    case SegmentRemark::denial_of_part: return say("segment_remark.denial_of_part");
    case SegmentRemark::hearsay_dropped: return say("segment_remark.hearsay_dropped");
    case SegmentRemark::capped: break;
  }
  return say("segment_remark.capped", {{"rung", segment.counts_as}});
}

std::string condition_text(const Messages& say, const Framework& framework, const ConditionTrace& condition) {
  const auto at_least = [&](const std::string& what) {
    return say("verdict_condition.at_least", {{"what", what}, {"rung", rung_text(say, framework, condition.wanted)}});
  };
  switch (condition.kind) {
    case ConditionTrace::Kind::front_none: return say("verdict_condition.none", {{"what", front_name(say, framework)}});
    case ConditionTrace::Kind::above_none: return say("verdict_condition.above_none");
    case ConditionTrace::Kind::unheard: return say("verdict_condition.unheard");
    case ConditionTrace::Kind::front: return at_least(front_name(say, framework));
    case ConditionTrace::Kind::lowest_above: return at_least(say("verdict_condition.lowest_above"));
    case ConditionTrace::Kind::highest_above: return at_least(say("verdict_condition.highest_above"));
    case ConditionTrace::Kind::live: return say("verdict_condition.live", {{"count", condition.wanted}});
    case ConditionTrace::Kind::alternative: break;
  }
  return joined(condition.parts, [&](const auto& part) { return condition_text(say, framework, part); });
}

std::string met_text(const Messages& say, const Framework& framework, const ConditionTrace& condition) {
  if (condition.kind == ConditionTrace::Kind::alternative)
    return joined(condition.parts, [&](const auto& part) { return met_text(say, framework, part); });
  if (condition.kind == ConditionTrace::Kind::live) return fmt::format("{}", condition.found.value_or(0));
  if (condition.kind == ConditionTrace::Kind::unheard) return say(condition.holds ? "word.yes" : "word.no");
  return rung_text(say, framework, condition.found);
}

std::string incomparable_text(const Messages& say, const Incomparable& reason) {
  constexpr std::array<std::string_view, 5> keys = {"compare.ladder_sizes", "compare.rungs", "compare.caps",
                                                    "compare.no_common_level", "compare.wrong_order"};
  auto text =
      say(keys[static_cast<std::size_t>(reason.kind)], {{"rung", reason.rung}, {"a", reason.a}, {"b", reason.b}});
  if (reason.studies.size() < 2) return text;
  return say("compare.of_studies", {{"a", reason.studies[0]}, {"b", reason.studies[1]}, {"reason", text}});
}

std::string persons_in_both_text(const Messages& say, const WaveComparison& found) {
  if (!found.persons_in_both) return say("compare_page.persons_unknown");
  if (!found.every_person_given) return say("compare_page.persons_at_least", {{"persons", *found.persons_in_both}});
  return fmt::format("{}", *found.persons_in_both);
}

std::string note_text(const Messages& say, const CompareNote& note) {
  constexpr std::array<std::string_view, 5> keys = {"compare.only_in_one", "compare.verdicts_not_compared",
                                                    "compare.rungs_redefined", "compare.thresholds", "compare.clients"};
  std::vector<std::string> names;
  for (const auto& name : note.names) names.push_back(name.in(say.language()));
  return say(keys.at(static_cast<std::size_t>(note.kind)), {{"where", note.where}, {"ids", say.list(names)}});
}

std::string refusal_text(const Messages& say, const CellChange& change) {
  switch (change.refusal) {
    case CellChange::Refusal::not_refused: return {};
    case CellChange::Refusal::no_common_organisation: return say("compare.no_common_organisation");
    case CellChange::Refusal::too_few_voices: break;
  }
  return say("compare.too_few_voices", {{"before", change.matched.before.n}, {"after", change.matched.after.n}});
}

std::string refusal_text(const Messages& say, const VerdictChange& change) {
  switch (change.refusal) {
    case VerdictChange::Refusal::not_refused: return {};
    case VerdictChange::Refusal::unreliable_coding: return say("compare.unreliable_coding");
    case VerdictChange::Refusal::too_few_front_line_voices: break;
  }
  return say("compare.too_few_front_line_voices");
}

}  // namespace quickscan
