#include "report/network_statements_actors.hpp"

#include <algorithm>
#include <set>

namespace quickscan {

namespace {

Ties ties_of(const NetworkResult& network, std::size_t actor) {
  return ties_where(
      network, [&](const TieResult& tie) { return tie.in_network && (tie.source == actor || tie.target == actor); });
}

std::string unheard_levels(const NetworkWords& words) {
  std::vector<std::string> items;
  for (const auto& row : words.network.findings.unheard_levels) {
    std::vector<std::string> levels;
    for (const LevelId level : row.levels) levels.push_back(words.level(level));
    items.push_back(words.say("coverage_level_item",
                              {{"name", words.stakeholder(row.organisation)}, {"levels", words.commas(levels)}}));
  }
  if (items.empty()) return {};
  return words.say("coverage_levels", {{"names", words.some(items)}});
}

std::string rank_text(const NetworkWords& words, const ActorResult& actor, bool in_full) {
  if (!actor.rank_range) return words.say(in_full ? "rank_unknown" : "rank_short_always", {{"rank", actor.rank}});
  const auto [low, high] = *actor.rank_range;
  if (low == high) return words.say(in_full ? "rank_always" : "rank_short_always", {{"rank", actor.rank}});
  return words.say(in_full ? "rank_range" : "rank_short", {{"rank", actor.rank}, {"low", low}, {"high", high}});
}

std::vector<std::string> skipped_steps(const NetworkWords& words) {
  std::vector<std::string> items;
  for (const auto& row : words.network.findings.escalation) {
    if (row.move.kind != EscalationKind::skips) continue;
    std::vector<std::string> steps;
    for (const int step : row.move.skipped)
      steps.push_back(words.step(words.study.escalation[static_cast<std::size_t>(step)]));
    const auto& tie = words.network.ties[row.tie];
    items.push_back(
        words.say("way_up_skip_item",
                  {{"a", words.name(tie.source)}, {"b", words.name(tie.target)}, {"steps", words.list(steps)}}));
  }
  return items;
}

int routes_in(const NetworkWords& words, std::set<InterviewId>& interviews) {
  int routes = 0;
  for (std::size_t index = 0; index < words.study.interviews.size(); ++index) {
    const auto& interview = words.study.interviews[index];
    if (!interview.first_coding || interview.routes.empty()) continue;
    routes += count_of(interview.routes.size());
    if (interview.has_voice()) interviews.insert(InterviewId(index));
  }
  return routes;
}

std::string escalation_evidence(const NetworkWords& words) {
  Ties ties;
  for (const auto& row : words.network.findings.escalation) ties.push_back(row.tie);
  std::set<InterviewId> interviews;
  const auto routes = routes_in(words, interviews);
  if (ties.empty() && routes == 0) return words.say("way_up_evidence_none");
  return words.say("way_up_evidence", {{"ties", count_of(ties.size())},
                                       {"routes", routes},
                                       {"interviews", words.interviews(ties, std::move(interviews))}});
}

/// At most three names: for a sentence that is read, not looked up.
std::string few_names(const NetworkWords& words, std::vector<std::string> items) {
  constexpr std::size_t most = 3;
  if (items.size() <= most) return words.list(items);
  const auto more = count_of(items.size() - most);
  items.resize(most);
  return words.say("and_more", {{"names", words.commas(items)}, {"count", more}});
}

/// Those for whom it is meant, as the framework calls them.
std::string people_of(const NetworkWords& words) {
  const auto& levels = words.study.framework.levels;
  const auto found = std::ranges::find(levels, false, &Level::inside);
  const auto people = found == levels.end() ? std::string() : found->people.in(words.language);
  return people.empty() ? words.say("people") : people;
}

/// Of ties none of which works, whether they are pilots or problematic, and whether every side names them.
std::string fragile_reason(const NetworkWords& words, const FragileBridge& bridge, const Ties& ties) {
  if (!bridge.no_working_tie) return words.say("fragile_word");
  std::vector<std::string> statuses;
  const auto add = [&](TieStatus status, std::string_view key) {
    if (std::ranges::any_of(ties, [&](std::size_t tie) { return words.network.ties[tie].status == status; }))
      statuses.push_back(words.say(key));
  };
  add(TieStatus::pilot, "fragile_pilot");
  add(TieStatus::problematic, "fragile_problematic");
  const auto status = words.list(statuses);
  return bridge.not_confirmed ? words.say("fragile_both", {{"status", status}}) : status;
}

}  // namespace

MaybeStatement state_referral(const NetworkWords& words) {
  const auto& findings = words.network.findings;
  if (findings.handoffs.empty()) return std::nullopt;
  NetworkStatement statement;
  std::vector<std::size_t> lost;
  const Handoff* longest = nullptr;
  // Where nobody was heard, that no way is known says nothing.
  std::size_t known = 0;
  std::size_t heard = 0;
  for (const auto& handoff : findings.handoffs) {
    const bool spoke = words.network.actors[handoff.entry].heard;
    if (spoke) ++heard;
    if (!handoff.steps && !spoke) continue;
    ++known;
    if (!handoff.steps) {
      lost.push_back(handoff.entry);
    } else if (*handoff.steps > 0 && (longest == nullptr || *handoff.steps > *longest->steps)) {
      longest = &handoff;
    }
  }
  const auto ties = ties_where(words.network,
                               [](const TieResult& tie) { return tie.in_network && tie.relation == Relation::refers; });
  if (known == 0 || (lost.empty() && ties.empty())) return std::nullopt;
  const auto all = findings.handoffs.size();
  const bool every = known == all;
  const std::string key = lost.empty() ? every ? "referral_all" : "referral_some" : "referral_none";
  statement.text = words.say(all == 1 ? key + "_one" : key, {{"count", count_of(lost.empty() ? known : lost.size())},
                                                             {"of", count_of(lost.empty() ? all : heard)},
                                                             {"people", people_of(words)},
                                                             {"names", words.names(lost)}});
  if (longest != nullptr) {
    std::string path;
    for (const auto actor : longest->path) path += (path.empty() ? "" : " → ") + words.name(actor);
    add_sentence(statement.text, words.say("referral_longest", {{"steps", *longest->steps}, {"path", path}}));
  }
  for (const auto& loop : findings.referral_loops)
    add_sentence(statement.text, words.say("referral_loop", {{"names", words.names(loop)}}));
  if (!findings.referral_dead_ends.empty()) {
    add_sentence(statement.text,
                 words.say("referral_dead_end", {{"names", words.names(findings.referral_dead_ends)},
                                                 {"count", count_of(findings.referral_dead_ends.size())}}));
  }
  statement.evidence =
      words.say("referral_evidence", {{"ties", count_of(ties.size())}, {"interviews", words.interviews(ties)}});
  statement.change = words.say("referral_change_heard");
  statement.weight = share_of(lost.size(), known);
  return statement;
}

MaybeStatement state_coverage(const NetworkWords& words) {
  const auto& findings = words.network.findings;
  if (findings.never_heard.empty() && findings.unheard_levels.empty()) return std::nullopt;
  NetworkStatement statement;
  std::set<std::size_t> resting;
  auto rows = findings.never_heard;
  for (auto& row : rows)
    std::erase_if(row.ties, [&](std::size_t tie) { return !words.is_shown(words.network.ties[tie]); });
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
    statement.plain = words.say("coverage", {{"count", count_of(rows.size())}, {"names", few_names(words, items)}});
    add_sentence(statement.text, words.say(all == 1                           ? "coverage_rests_one"
                                           : resting.size() == all && all > 2 ? "coverage_rests_all"
                                                                              : "coverage_rests",
                                           {{"ties", count_of(resting.size())}, {"of", count_of(all)}}));
    statement.evidence =
        words.say("coverage_evidence", {{"interviews", words.interviews({resting.begin(), resting.end()})}});
    statement.change = words.say("coverage_change", {{"name", words.stakeholder(rows.front().stakeholder)},
                                                     {"ties", count_of(rows.front().ties.size())}});
  }
  const auto levels = unheard_levels(words);
  if (!levels.empty()) add_sentence(statement.text, levels);
  if (rows.empty()) {
    statement.evidence = words.say("coverage_levels_evidence");
    statement.change = words.say("coverage_levels_change");
  }
  statement.weight = share_of(resting.size(), all);
  return statement;
}

MaybeStatement state_dependence(const NetworkWords& words) {
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
  std::vector<std::string> names;
  for (std::size_t i = 1; i < findings.brokers.size() && i < 3; ++i) names.push_back(words.name(findings.brokers[i]));
  statement.plain = names.empty()
                        ? words.say("broker_plain", {{"name", words.name(first)}})
                        : words.say("brokers_plain", {{"name", words.name(first)}, {"others", words.list(names)}});
  const auto most = std::ranges::max_element(findings.articulation, {}, &ArticulationEffect::pairs_lost);
  if (most != findings.articulation.end()) {
    // With a selection of ties, actors are cut off by the ties shown only.
    const auto cut_off =
        words.say(words.is_whole() ? "articulation" : "articulation_shown", {{"name", words.name(most->actor)},
                                                                             {"count", count_of(most->cut_off.size())},
                                                                             {"names", words.names(most->cut_off)}});
    add_sentence(statement.text, cut_off);
    add_sentence(statement.plain, cut_off);
    if (findings.left_out && findings.interviews > 1) {
      add_sentence(statement.text, words.say(most->always ? "articulation_always" : "articulation_sometimes",
                                             {{"name", words.name(most->actor)}, {"interviews", findings.interviews}}));
    }
    statement.change =
        words.say("dependence_change", {{"count", count_of(most->cut_off.size())}, {"name", words.name(most->actor)}});
    const auto n = network.actors.size();
    statement.weight = share_of(static_cast<std::size_t>(most->pairs_lost), n * (n - 1));
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

MaybeStatement state_bridges(const NetworkWords& words) {
  const auto& network = words.network;
  std::vector<std::string> items;
  Ties named;
  const FragileBridge* first = nullptr;
  int registered = 0;
  // That a part hangs by one tie is only known where somebody at that tie was heard.
  const auto heard = [&](std::size_t a, std::size_t b) { return network.actors[a].heard || network.actors[b].heard; };
  for (const auto& bridge : network.findings.fragile_bridges) {
    if (!heard(bridge.a, bridge.b)) continue;
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
    items.push_back(words.say(
        "fragile_item",
        {{"a", words.name(bridge.a)}, {"b", words.name(bridge.b)}, {"why", fragile_reason(words, bridge, ties)}}));
  }
  if (items.empty() && registered == 0) return std::nullopt;
  const auto of = static_cast<int>(std::ranges::count_if(
      network.undirected.bridges, [&](const auto& bridge) { return heard(bridge.first, bridge.second); }));
  NetworkStatement statement;
  if (first != nullptr) {
    const bool all = count_of(items.size()) == of;
    const auto* key = !all ? "fragile" : of == 1 ? "fragile_one" : "fragile_all";
    const auto sentence = [&](const std::string& names) {
      return words.say(key, {{"count", count_of(items.size())}, {"of", of}, {"names", names}});
    };
    statement.text = sentence(words.some(items));
    statement.plain = sentence(few_names(words, items));
    statement.evidence =
        words.say("fragile_evidence", {{"count", count_of(items.size())}, {"interviews", words.interviews(named)}});
    statement.change = words.say("fragile_change", {{"a", words.name(first->a)}, {"b", words.name(first->b)}});
  }
  if (registered > 0) {
    add_sentence(statement.text, words.say(first != nullptr ? "fragile_registered"
                                           : of == 1        ? "fragile_registered_one"
                                                            : "fragile_registered_only",
                                           {{"count", registered}, {"of", of}}));
  }
  if (first == nullptr) {
    statement.evidence = words.say("fragile_registered_evidence");
    statement.change = words.say("fragile_registered_change");
  }
  statement.weight = share_of(items.size(), static_cast<std::size_t>(std::max(network.undirected.m, 1)));
  return statement;
}

MaybeStatement state_escalation(const NetworkWords& words) {
  const auto& network = words.network;
  // Of those who were never heard it is not known whether they have a way up.
  auto stuck = network.findings.front_line_without_way_up;
  std::erase_if(stuck, [&](std::size_t actor) { return !network.actors[actor].heard; });
  const auto skips = skipped_steps(words);
  const auto inside = words.study.framework.inside_levels();
  if ((stuck.empty() && skips.empty()) || inside.empty()) return std::nullopt;
  const auto of = static_cast<std::size_t>(std::ranges::count_if(network.actors, [&](const ActorResult& actor) {
    return actor.level == inside.back() && actor.heard && !is_platform(actor);
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
    add_sentence(statement.text, words.say("way_up_skips", {{"count", count_of(skips.size())},
                                                            {"of", count_of(network.findings.escalation.size())},
                                                            {"names", words.some(skips)}}));
  }
  statement.evidence = escalation_evidence(words);
  statement.change = stuck.empty()       ? words.say("way_up_skips_change")
                     : stuck.size() == 1 ? words.say("way_up_change_one")
                                         : words.say("way_up_change");
  statement.weight = share_of(stuck.size(), network.actors.size());
  return statement;
}

}  // namespace quickscan
