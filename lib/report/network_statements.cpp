#include "report/network_statements.hpp"

#include "core/format_number.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace quickscan {

namespace {

Ties ties_of(const NetworkResult& network, std::size_t actor) {
  return ties_where(
      network, [&](const TieResult& tie) { return tie.in_network && (tie.source == actor || tie.target == actor); });
}

/// Where clients come in: which of these places lead to no help, loops and dead ends.
MaybeStatement referral(const NetworkWords& words) {
  const auto& findings = words.network.findings;
  if (findings.handoffs.empty()) return std::nullopt;
  NetworkStatement statement;
  std::vector<std::size_t> lost;
  const Handoff* longest = nullptr;
  for (const auto& handoff : findings.handoffs) {
    if (!handoff.steps) {
      lost.push_back(handoff.entry);
    } else if (*handoff.steps > 0 && (longest == nullptr || *handoff.steps > *longest->steps)) {
      longest = &handoff;
    }
  }
  const auto of = count_of(findings.handoffs.size());
  const std::string key = std::string(lost.empty() ? "referral_all" : "referral_none") + (of == 1 ? "_one" : "");
  statement.text = words.say(key, {{"count", count_of(lost.size())}, {"of", of}, {"names", words.names(lost)}});
  if (longest != nullptr) {
    std::string path;
    for (const auto actor : longest->path) path += (path.empty() ? "" : " → ") + words.name(actor);
    add(statement.text, words.say("referral_longest", {{"steps", *longest->steps}, {"path", path}}));
  }
  for (const auto& loop : findings.referral_loops) {
    add(statement.text, words.say("referral_loop", {{"names", words.names(loop)}}));
  }
  if (!findings.referral_dead_ends.empty()) {
    add(statement.text, words.say("referral_dead_end", {{"names", words.names(findings.referral_dead_ends)},
                                                        {"count", count_of(findings.referral_dead_ends.size())}}));
  }
  const auto ties = ties_where(words.network,
                               [](const TieResult& tie) { return tie.in_network && tie.relation == Relation::refers; });
  statement.evidence =
      words.say("referral_evidence", {{"ties", count_of(ties.size())}, {"interviews", words.interviews(ties)}});
  const auto silent = unheard(words.network, lost);
  statement.change = silent.empty() ? words.say("referral_change_heard")
                                    : words.say("referral_change", {{"names", words.names(silent)}});
  statement.weight = share(lost.size(), findings.handoffs.size());
  return statement;
}

std::string unheard_levels(const NetworkWords& words) {
  std::vector<std::string> items;
  for (const auto& row : words.network.findings.unheard_levels) {
    std::vector<std::string> levels;
    for (const Index level : row.levels) levels.push_back(words.level(level));
    items.push_back(words.say("coverage_level_item",
                              {{"name", words.stakeholder(row.organisation)}, {"levels", words.commas(levels)}}));
  }
  if (items.empty()) return {};
  return words.say("coverage_levels", {{"names", words.some(items)}});
}

/// Who is named and was never heard, and what therefore rests on others' word.
MaybeStatement coverage(const NetworkWords& words) {
  const auto& findings = words.network.findings;
  if (findings.never_heard.empty() && findings.unheard_levels.empty()) return std::nullopt;
  NetworkStatement statement;
  std::set<std::size_t> resting;
  auto rows = findings.never_heard;
  for (auto& row : rows) {
    std::erase_if(row.ties, [&](std::size_t tie) { return !words.is_shown(words.network.ties[tie]); });
  }
  std::erase_if(rows, [](const NeverHeard& row) { return row.ties.empty(); });
  const auto all = ties_where(words.network, [&](const TieResult& tie) { return words.is_shown(tie); }).size();
  std::ranges::stable_sort(rows,
                           [](const NeverHeard& a, const NeverHeard& b) { return a.ties.size() > b.ties.size(); });
  std::vector<std::string> items;
  for (const auto& row : rows) {
    resting.insert(row.ties.begin(), row.ties.end());
    items.push_back(words.say("coverage_item",
                              {{"name", words.stakeholder(row.stakeholder)}, {"ties", count_of(row.ties.size())}}));
  }
  if (!rows.empty()) {
    statement.text = words.say("coverage", {{"count", count_of(rows.size())}, {"names", words.some(items)}});
    add(statement.text, words.say(all == 1                           ? "coverage_rests_one"
                                  : resting.size() == all && all > 2 ? "coverage_rests_all"
                                                                     : "coverage_rests",
                                  {{"ties", count_of(resting.size())}, {"of", count_of(all)}}));
    statement.evidence =
        words.say("coverage_evidence", {{"interviews", words.interviews({resting.begin(), resting.end()})}});
    statement.change = words.say("coverage_change", {{"name", words.stakeholder(rows.front().stakeholder)},
                                                     {"ties", count_of(rows.front().ties.size())}});
  }
  const auto levels = unheard_levels(words);
  if (!levels.empty()) add(statement.text, levels);
  if (rows.empty()) {
    statement.evidence = words.say("coverage_levels_evidence");
    statement.change = words.say("coverage_levels_change");
  }
  statement.weight = share(resting.size(), all);
  return statement;
}

std::string rank_text(const NetworkWords& words, const ActorResult& actor, bool in_full) {
  if (!actor.rank_range) return words.say(in_full ? "rank_unknown" : "rank_short_always", {{"rank", actor.rank}});
  const auto [low, high] = *actor.rank_range;
  if (low == high) return words.say(in_full ? "rank_always" : "rank_short_always", {{"rank", actor.rank}});
  return words.say(in_full ? "rank_range" : "rank_short", {{"rank", actor.rank}, {"low", low}, {"high", high}});
}

/// Who holds the network together, and how sure that is.
MaybeStatement dependence(const NetworkWords& words) {
  const auto& network = words.network;
  const auto& findings = network.findings;
  if (findings.brokers.empty()) return std::nullopt;
  NetworkStatement statement;
  const auto first = findings.brokers.front();
  const auto range = rank_text(words, network.actors[first], true);
  std::vector<std::string> others;
  for (std::size_t i = 1; i < findings.brokers.size() && i < 3; ++i) {
    const auto& actor = network.actors[findings.brokers[i]];
    others.push_back(
        words.say("around", {{"name", words.name(findings.brokers[i])}, {"level", rank_text(words, actor, false)}}));
  }
  statement.text =
      others.empty()
          ? words.say("broker", {{"name", words.name(first)}, {"range", range}})
          : words.say("brokers", {{"name", words.name(first)}, {"range", range}, {"others", words.list(others)}});
  const auto most = std::ranges::max_element(findings.articulation, {}, &ArticulationEffect::pairs_lost);
  if (most != findings.articulation.end()) {
    // Without all ties nobody is cut off; only by the ties shown.
    add(statement.text,
        words.say(words.is_whole() ? "articulation" : "articulation_shown", {{"name", words.name(most->actor)},
                                                                             {"count", count_of(most->cut_off.size())},
                                                                             {"names", words.names(most->cut_off)}}));
    if (findings.left_out && findings.interviews > 1) {
      add(statement.text, words.say(most->always ? "articulation_always" : "articulation_sometimes",
                                    {{"interviews", findings.interviews}}));
    }
    statement.change =
        words.say("dependence_change", {{"count", count_of(most->cut_off.size())}, {"name", words.name(most->actor)}});
    const auto n = network.actors.size();
    statement.weight = share(static_cast<std::size_t>(most->pairs_lost), n * (n - 1));
  } else {
    statement.change = words.say("dependence_change_none");
  }
  const auto ties = ties_of(network, first);
  statement.evidence = words.say("dependence_evidence", {{"ties", count_of(ties.size())},
                                                         {"name", words.name(first)},
                                                         {"interviews", words.interviews(ties)},
                                                         {"heard", words.heard()},
                                                         {"actors", words.can_be_heard()}});
  return statement;
}

/// Links that are the only ones, and are a pilot, go badly or rest on one side's word. Those that nobody
/// mentions and that stand only in a file of the study are counted apart.
MaybeStatement bridges(const NetworkWords& words) {
  const auto& network = words.network;
  std::vector<std::string> items;
  Ties named;
  const FragileBridge* first = nullptr;
  int registered = 0;
  for (const auto& bridge : network.findings.fragile_bridges) {
    const auto ties = ties_where(network, [&](const TieResult& tie) {
      return tie.in_network && !tie.claims.empty() && std::min(tie.source, tie.target) == bridge.a &&
             std::max(tie.source, tie.target) == bridge.b;
    });
    if (ties.empty()) {
      ++registered;
      continue;
    }
    if (first == nullptr) first = &bridge;
    named.insert(named.end(), ties.begin(), ties.end());
    const auto* why = !bridge.not_confirmed   ? "fragile_status"
                      : bridge.no_working_tie ? "fragile_both"
                                              : "fragile_word";
    items.push_back(
        words.say("fragile_item", {{"a", words.name(bridge.a)}, {"b", words.name(bridge.b)}, {"why", words.say(why)}}));
  }
  if (items.empty() && registered == 0) return std::nullopt;
  const auto of = count_of(network.undirected.bridges.size());
  NetworkStatement statement;
  if (first != nullptr) {
    const bool all = count_of(items.size()) == of && of != 2;
    statement.text = words.say(!all      ? "fragile"
                               : of == 1 ? "fragile_one"
                                         : "fragile_all",
                               {{"count", count_of(items.size())}, {"of", of}, {"names", words.some(items)}});
    statement.evidence =
        words.say("fragile_evidence", {{"count", count_of(items.size())}, {"interviews", words.interviews(named)}});
    statement.change = words.say("fragile_change", {{"a", words.name(first->a)}, {"b", words.name(first->b)}});
  }
  if (registered > 0) {
    add(statement.text, words.say(first != nullptr ? "fragile_registered"
                                  : of == 1        ? "fragile_registered_one"
                                                   : "fragile_registered_only",
                                  {{"count", registered}, {"of", of}}));
  }
  if (first == nullptr) {
    statement.evidence = words.say("fragile_registered_evidence");
    statement.change = words.say("fragile_registered_change");
  }
  statement.weight = share(items.size(), static_cast<std::size_t>(std::max(network.undirected.m, 1)));
  return statement;
}

std::vector<std::string> skipped_steps(const NetworkWords& words) {
  std::vector<std::string> items;
  for (const auto& row : words.network.findings.escalation) {
    if (row.skipped.empty() || row.skips_only_optional) continue;
    std::vector<std::string> steps;
    for (const int step : row.skipped) steps.push_back(words.study.escalation[static_cast<std::size_t>(step)].id);
    const auto& tie = words.network.ties[row.tie];
    items.push_back(
        words.say("way_up_skip_item",
                  {{"a", words.name(tie.source)}, {"b", words.name(tie.target)}, {"steps", words.list(steps)}}));
  }
  return items;
}

int routes_in(const NetworkWords& words, std::set<Index>& interviews) {
  int routes = 0;
  for (std::size_t index = 0; index < words.study.interviews.size(); ++index) {
    const auto& interview = words.study.interviews[index];
    if (!interview.first_coding || interview.routes.empty()) continue;
    routes += count_of(interview.routes.size());
    if (interview.has_voice()) interviews.insert(static_cast<Index>(index));
  }
  return routes;
}

std::string escalation_evidence(const NetworkWords& words) {
  Ties ties;
  for (const auto& row : words.network.findings.escalation) ties.push_back(row.tie);
  std::set<Index> interviews;
  const auto routes = routes_in(words, interviews);
  if (ties.empty() && routes == 0) return words.say("way_up_evidence_none");
  return words.say("way_up_evidence", {{"ties", count_of(ties.size())},
                                       {"routes", routes},
                                       {"interviews", words.interviews(ties, std::move(interviews))}});
}

/// The front line without a way up, and escalations that skip a step.
MaybeStatement escalation(const NetworkWords& words) {
  const auto& network = words.network;
  const auto& stuck = network.findings.front_line_without_way_up;
  const auto skips = skipped_steps(words);
  const auto inside = words.study.framework.inside_levels();
  if ((stuck.empty() && skips.empty()) || inside.empty()) return std::nullopt;
  const auto of = static_cast<std::size_t>(std::ranges::count_if(network.actors, [&](const ActorResult& actor) {
    return actor.level == inside.back() && actor.kind != StakeholderKind::platform;
  }));
  NetworkStatement statement;
  if (!stuck.empty()) {
    statement.text = words.say(of == 1              ? "way_up_one"
                               : stuck.size() == of ? "way_up_all"
                                                    : "way_up",
                               {{"count", count_of(stuck.size())},
                                {"of", count_of(of)},
                                {"level", words.level(inside.back())},
                                {"names", words.names(stuck, false)}});
  }
  if (!skips.empty()) {
    add(statement.text, words.say("way_up_skips", {{"count", count_of(skips.size())},
                                                   {"of", count_of(network.findings.escalation.size())},
                                                   {"names", words.some(skips)}}));
  }
  statement.evidence = escalation_evidence(words);
  statement.change = stuck.empty() ? words.say("way_up_skips_change")
                     : stuck.size() == 1
                         ? words.say("way_up_change_one")
                         : words.say("way_up_change", {{"count", count_of(unheard(network, stuck).size())}});
  // The front line is a part of the network, and having no way up a part of what may be wrong there.
  statement.weight = share(stuck.size(), network.actors.size());
  return statement;
}

bool always(const NetworkWords& /*words*/) { return true; }
bool whole(const NetworkWords& words) { return words.is_whole(); }

template <Relation relation>
bool all_of_kind(const NetworkWords& words) {
  return words.has_relation(relation) && words.has_all_that_works();
}

bool plans(const NetworkWords& words) {
  return words.has_relation() && (has_usual_statuses(words.network.options) || words.has_status(TieStatus::planned));
}

/// A finding, and where ties were asked for: whether it can be true of those alone.
struct Finding {
  std::string_view id;
  MaybeStatement (*state)(const NetworkWords&);
  bool (*holds)(const NetworkWords&);
};

constexpr std::array findings_in_order = {
    Finding{"referral", referral, all_of_kind<Relation::refers>},
    Finding{"coverage", coverage, whole},
    Finding{"dependence", dependence, always},
    Finding{"bridges", bridges, whole},
    Finding{"escalation", escalation, all_of_kind<Relation::escalates>},
    Finding{"levels", state_levels, always},
    Finding{"sectors", state_sectors, always},
    Finding{"confirmation", state_confirmation, always},
    Finding{"apart", state_apart, whole},
    Finding{"planned", state_planned, plans},
};

}  // namespace

void add(std::string& text, const std::string& more) {
  if (!text.empty()) text += ' ';
  text += more;
}

std::vector<std::size_t> unheard(const NetworkResult& network, const std::vector<std::size_t>& actors) {
  std::vector<std::size_t> result;
  for (const auto actor : actors) {
    if (!network.actors[actor].heard) result.push_back(actor);
  }
  return result;
}

std::vector<NetworkStatement> network_statements(const NetworkResult& network, const Study& study, Language language) {
  const NetworkWords words(network, study, language);
  std::vector<NetworkStatement> statements;
  for (const auto& finding : findings_in_order) {
    if (!finding.holds(words)) continue;
    auto statement = finding.state(words);
    if (!statement || statement->text.empty()) continue;
    statement->finding = finding.id;
    statements.push_back(std::move(*statement));
  }
  std::ranges::stable_sort(statements, [](const auto& a, const auto& b) { return a.weight > b.weight; });
  return statements;
}

std::vector<LocalText> network_sentences(const NetworkResult& network, const Study& study) {
  const auto joined = [](const NetworkWords& words, const NetworkStatement& statement) {
    std::string text = statement.text;
    if (!statement.evidence.empty()) add(text, words.say("evidence_label") + ' ' + statement.evidence);
    if (!statement.change.empty()) add(text, words.say("change_label") + ' ' + statement.change);
    return text;
  };
  const NetworkWords dutch(network, study, Language::nl);
  const NetworkWords english(network, study, Language::en);
  const auto nl = network_statements(network, study, Language::nl);
  const auto en = network_statements(network, study, Language::en);
  std::vector<LocalText> result;
  for (std::size_t i = 0; i < nl.size() && i < en.size(); ++i) {
    result.push_back({joined(dutch, nl[i]), joined(english, en[i])});
  }
  return result;
}

}  // namespace quickscan
