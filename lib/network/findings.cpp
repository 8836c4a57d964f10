#include "network/findings.hpp"

#include "network/graph_algorithms.hpp"
#include "network/network.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace quickscan {

namespace {

/// By actor: the ties that it is an end of.
std::vector<std::vector<std::size_t>> ties_by_actor(const NetworkResult& network) {
  std::vector<std::vector<std::size_t>> result(network.actors.size());
  for (std::size_t tie = 0; tie < network.ties.size(); ++tie) {
    const auto& row = network.ties[tie];
    result[row.source].push_back(tie);
    if (row.target != row.source) result[row.target].push_back(tie);
  }
  return result;
}

/// Stakeholders (unit organisation: organisations) that spoke at any level.
std::set<StakeholderId> heard_stakeholders(const Study& study, NetworkUnit unit) {
  std::set<StakeholderId> heard;
  for (const auto& interview : study.interviews) {
    if (!interview.first_coding || !interview.has_voice()) continue;
    for (const auto& speaker : interview.speakers) {
      if (speaker.who == none) continue;
      const auto& who = study[speaker.who];
      heard.insert(unit == NetworkUnit::actor ? speaker.who : who.organisation);
    }
  }
  return heard;
}

void count_confirmations(NetworkResult& network) {
  auto& findings = network.findings;
  for (const auto& tie : network.ties) {
    if (tie.claims.empty()) {
      ++findings.registered_only;
    } else {
      ++findings.confirmation[static_cast<std::size_t>(tie.confirmation)];
    }
  }
  const auto confirmed = findings.confirmation[static_cast<std::size_t>(Confirmation::confirmed)];
  const auto one_sided = findings.confirmation[static_cast<std::size_t>(Confirmation::one_sided)];
  if (confirmed + one_sided > 0)
    findings.confirmation_rate = static_cast<double>(confirmed) / static_cast<double>(confirmed + one_sided);
}

void count_single_claims(NetworkResult& network) {
  for (const auto& tie : network.ties) {
    if (tie.claims.empty() || tie.registered) continue;
    const auto& first = tie.claims.front();
    if (first.actor.empty()) continue;
    const bool alone = std::ranges::all_of(
        tie.claims, [&](const ClaimResult& claim) { return claim.interview_index == first.interview_index; });
    if (alone) ++network.findings.rest_on_one[first.interview];
  }
}

/// By heard organisation: the levels of its stakeholders at which none of them spoke.
void find_unheard_levels(NetworkResult& network, const Study& study) {
  std::map<StakeholderId, std::set<LevelId>> known;
  std::map<StakeholderId, std::set<LevelId>> heard;
  for (const auto& who : study.stakeholders)
    if (who.kind != StakeholderKind::platform) known[who.organisation].insert(who.levels.begin(), who.levels.end());
  for (const auto& interview : study.interviews) {
    if (!interview.first_coding || !interview.has_voice()) continue;
    for (const auto& speaker : interview.speakers)
      if (speaker.who.given()) heard[study[speaker.who].organisation].insert(speaker.level);
  }
  for (const auto& [organisation, levels] : known) {
    if (!heard.contains(organisation)) continue;
    UnheardLevels row{organisation, {}};
    for (const LevelId level : levels)
      if (study.framework[level].inside() && !heard[organisation].contains(level)) row.levels.push_back(level);
    if (!row.levels.empty()) network.findings.unheard_levels.push_back(std::move(row));
  }
  std::ranges::sort(network.findings.unheard_levels, {},
                    [&](const UnheardLevels& row) { return study.organisation_id(row.organisation); });
}

/// Ties of a both-way or one-way kind between the same two actors count as one pair.
void find_planned_only(NetworkResult& network) {
  std::set<Arc> joined;
  const auto pair_of = [](const TieResult& tie) {
    return Arc(std::min(tie.source, tie.target), std::max(tie.source, tie.target));
  };
  for (const auto& tie : network.ties)
    if (tie.status != TieStatus::planned && tie.status != TieStatus::ended) joined.insert(pair_of(tie));
  for (std::size_t tie = 0; tie < network.ties.size(); ++tie) {
    const auto& row = network.ties[tie];
    if (row.status == TieStatus::planned && !joined.contains(pair_of(row)))
      network.findings.planned_only.push_back(tie);
  }
}

/// By actor: its step on the escalation ladder.
std::map<std::string, int> steps_by_actor(const NetworkResult& network, const Study& study) {
  std::map<std::string, int> steps;
  for (std::size_t step = 0; step < study.escalation.size(); ++step) {
    for (const auto& who : study.escalation[step].who) {
      const auto& stakeholder = study[who.stakeholder];
      const auto id = network.options.unit == NetworkUnit::actor ? study.actor_id(who)
                                                                 : study.organisation_id(stakeholder.organisation);
      steps.emplace(id, static_cast<int>(step));
    }
  }
  return steps;
}

std::optional<int> step_of_actor(const std::map<std::string, int>& steps, const ActorResult& actor) {
  const auto found = steps.find(actor.id);
  return found == steps.end() ? std::nullopt : std::optional(found->second);
}

/// Actors that passed a matter on in a route: all but the last of each.
std::set<std::string> actors_that_escalated(const Study& study) {
  std::set<std::string> result;
  for (const auto& interview : study.interviews) {
    if (!interview.first_coding) continue;
    for (const auto& route : interview.routes)
      for (std::size_t step = 0; step + 1 < route.size(); ++step) result.insert(study.actor_id(route[step]));
  }
  return result;
}

Neighbours referrals_of(const NetworkResult& network) {
  std::vector<Arc> arcs;
  for (const auto& tie : network.ties)
    if (tie.in_network && tie.relation == Relation::refers) arcs.emplace_back(tie.source, tie.target);
  return project(network.actors.size(), arcs).out;
}

/// The nearest actor that helps, by the fewest referrals; among equals the first by id.
Handoff find_handoff(const NetworkResult& network, const Neighbours& referrals, Node entry) {
  Handoff result;
  result.entry = entry;
  std::vector<Node> before(network.actors.size(), entry);
  std::vector<char> seen(network.actors.size(), 0);
  std::vector<Node> queue{entry};
  seen[entry] = 1;
  for (std::size_t next = 0; next < queue.size(); ++next) {
    const Node node = queue[next];
    if (network.actors[node].help) {
      for (Node step = node; step != entry; step = before[step]) result.path.push_back(step);
      result.path.push_back(entry);
      std::ranges::reverse(result.path);
      result.steps = static_cast<int>(result.path.size()) - 1;
      return result;
    }
    for (const Node other : referrals[node]) {
      if (seen[other] != 0) continue;
      seen[other] = 1;
      before[other] = node;
      queue.push_back(other);
    }
  }
  return result;
}

void find_fragile_bridges(NetworkResult& network) {
  std::map<Arc, FragileBridge> bridges;
  for (const auto& [a, b] : network.undirected.bridges) bridges[{a, b}] = {a, b, true, true};
  for (const auto& tie : network.ties) {
    if (!tie.in_network) continue;
    const auto found = bridges.find({std::min(tie.source, tie.target), std::max(tie.source, tie.target)});
    if (found == bridges.end()) continue;
    if (tie.status == TieStatus::working) found->second.no_working_tie = false;
    if (tie.confirmation == Confirmation::confirmed) found->second.not_confirmed = false;
  }
  for (const auto& entry : bridges) {
    if (entry.second.no_working_tie || entry.second.not_confirmed)
      network.findings.fragile_bridges.push_back(entry.second);
  }
}

void find_co_participation(NetworkResult& network) {
  std::map<Node, std::vector<Node>> members;
  for (const auto& tie : network.ties) {
    if (!tie.in_network || tie.relation != Relation::takes_part || !is_platform(network.actors[tie.target])) continue;
    members[tie.target].push_back(tie.source);
  }
  std::map<Arc, double> weights;
  for (auto& entry : members) {
    auto& list = entry.second;
    std::ranges::sort(list);
    for (std::size_t a = 0; a < list.size(); ++a) {
      for (std::size_t b = a + 1; b < list.size(); ++b)
        weights[{list[a], list[b]}] += 1.0 / static_cast<double>(list.size() - 1);
    }
  }
  for (const auto& [pair, weight] : weights)
    network.findings.co_participation.push_back({pair.first, pair.second, weight});
}

}  // namespace

void find_coverage(NetworkResult& network, const Study& study) {
  count_confirmations(network);
  count_single_claims(network);
  find_unheard_levels(network, study);
  find_planned_only(network);
  const auto heard = heard_stakeholders(study, network.options.unit);
  const auto ties = ties_by_actor(network);
  auto& findings = network.findings;
  std::map<StakeholderId, NeverHeard> never;
  for (std::size_t index = 0; index < network.actors.size(); ++index) {
    const auto& actor = network.actors[index];
    if (actor.heard && ties[index].empty()) findings.heard_never_named.push_back(index);
    if (is_platform(actor) || heard.contains(actor.stakeholder) || ties[index].empty()) continue;
    findings.named_never_heard.emplace_back(index, ties[index]);
    auto& row = never[actor.stakeholder];
    row.stakeholder = actor.stakeholder;
    row.actors.push_back(index);
    row.ties.insert(row.ties.end(), ties[index].begin(), ties[index].end());
  }
  for (auto& entry : never) {
    auto& row = entry.second;
    std::ranges::sort(row.ties);
    row.ties.erase(std::unique(row.ties.begin(), row.ties.end()), row.ties.end());
    findings.never_heard.push_back(std::move(row));
  }
  std::ranges::sort(findings.never_heard, {}, [&](const NeverHeard& row) { return study[row.stakeholder].id; });
}

void find_escalation(NetworkResult& network, const Study& study) {
  auto& findings = network.findings;
  const auto steps = steps_by_actor(network, study);
  auto up = actors_that_escalated(study);
  for (std::size_t index = 0; index < network.ties.size(); ++index) {
    const auto& tie = network.ties[index];
    if (!tie.in_network || tie.relation != Relation::escalates) continue;
    findings.escalation.push_back(
        {index, move_between(study.escalation, step_of_actor(steps, network.actors[tie.source]),
                             step_of_actor(steps, network.actors[tie.target]))});
    if (tie.source != tie.target) up.insert(network.actors[tie.source].id);
  }
  const auto inside = study.framework.inside_levels();
  if (network.options.unit == NetworkUnit::organisation || inside.empty()) return;
  for (std::size_t index = 0; index < network.actors.size(); ++index) {
    const auto& actor = network.actors[index];
    if (actor.level != inside.back() || is_platform(actor) || up.contains(actor.id)) continue;
    findings.front_line_without_way_up.push_back(index);
  }
}

void find_referrals(NetworkResult& network) {
  auto& findings = network.findings;
  const auto referrals = referrals_of(network);
  std::vector<char> receives(network.actors.size(), 0);
  for (const auto& list : referrals)
    for (const Node node : list) receives[node] = 1;
  for (Node node = 0; node < network.actors.size(); ++node) {
    if (network.actors[node].entry) findings.handoffs.push_back(find_handoff(network, referrals, node));
    const bool stops = receives[node] != 0 && referrals[node].empty() && !network.actors[node].help;
    if (stops) findings.referral_dead_ends.push_back(node);
  }
  findings.referral_loops = find_loops(referrals);
}

void find_levels(NetworkResult& network, const PlainGraph& graph) {
  auto& findings = network.findings;
  const auto distance = [&](Node a, Node b) { return steps_between(network.actors[a].level, network.actors[b].level); };
  for (std::size_t index = 0; index < network.ties.size(); ++index) {
    const auto& tie = network.ties[index];
    if (tie.in_network && distance(tie.source, tie.target) > 1) findings.leaps.push_back(index);
  }
  for (Node a = 0; a < graph.n; ++a) {
    for (const Node b : graph.undirected[a])
      if (a < b) ++findings.level_distance[static_cast<std::size_t>(std::min(distance(a, b), 2))];
    if (graph.undirected[a].empty()) findings.isolates.push_back(a);
  }
}

void find_dependence(NetworkResult& network, const PlainGraph& graph) {
  auto& findings = network.findings;
  for (const Node node : network.undirected.articulation_points) {
    const auto parts = parts_without(graph.undirected, node);
    ArticulationEffect effect;
    effect.actor = node;
    effect.parts = static_cast<int>(parts.size());
    for (std::size_t part = 1; part < parts.size(); ++part)
      effect.cut_off.insert(effect.cut_off.end(), parts[part].begin(), parts[part].end());
    effect.pairs_lost = pairs_lost(parts);
    findings.articulation.push_back(std::move(effect));
  }
  for (Node node = 0; node < graph.n; ++node)
    if (network.actors[node].betweenness_raw > 0) findings.brokers.push_back(node);
  std::ranges::stable_sort(findings.brokers,
                           [&](Node a, Node b) { return network.actors[a].rank < network.actors[b].rank; });
  find_fragile_bridges(network);
  find_co_participation(network);
}

}  // namespace quickscan
