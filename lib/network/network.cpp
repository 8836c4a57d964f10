#include "network/network.hpp"

#include "network/parts.hpp"

#include <algorithm>

namespace quickscan {

namespace {

void add_metrics(NetworkResult& network, GraphMetrics metrics) {
  std::vector<double> raw;
  for (Node node = 0; node < network.actors.size(); ++node) {
    auto& actor = network.actors[node];
    const auto& own = metrics.nodes[node];
    actor.degree = own.degree;
    actor.in_degree = own.in_degree;
    actor.out_degree = own.out_degree;
    actor.betweenness = own.betweenness;
    actor.betweenness_raw = own.betweenness_raw;
    actor.betweenness_directed = own.betweenness_directed;
    actor.closeness = own.closeness;
    actor.harmonic = own.harmonic;
    actor.clustering = own.clustering;
    actor.core = own.core;
    actor.constraint = own.constraint;
    actor.constraint_undirected = own.constraint_undirected;
    actor.effective_size = own.effective_size;
    raw.push_back(own.betweenness_raw);
  }
  const auto ranks = ranks_of(raw);
  for (Node node = 0; node < ranks.size(); ++node) network.actors[node].rank = ranks[node];
  network.undirected = std::move(metrics.undirected);
  network.directed = metrics.directed;
  for (std::size_t group = 0; group < network.undirected.communities.size(); ++group) {
    for (const Node node : network.undirected.communities[group]) {
      network.actors[node].community = static_cast<int>(group);
    }
  }
}

std::vector<std::string> sector_order(const NetworkResult& network, const Study& study) {
  std::vector<std::string> order;
  for (const auto& sector : study.sectors) order.push_back(sector.id);
  if (order.empty()) {
    for (const auto& actor : network.actors) {
      if (!actor.sector.empty()) order.push_back(actor.sector);
    }
    std::ranges::sort(order);
  }
  // A sector that only platforms have, or nobody, is no group.
  order.erase(std::unique(order.begin(), order.end()), order.end());
  std::erase_if(order, [&](const std::string& sector) {
    return std::ranges::none_of(network.actors,
                                [&](const ActorResult& a) { return !is_platform(a) && a.sector == sector; });
  });
  return order;
}

std::vector<std::string> level_order(const NetworkResult& network, const Study& study) {
  std::vector<std::string> order;
  for (std::size_t level = 0; level < study.framework.levels.size(); ++level) {
    const bool used = std::ranges::any_of(
        network.actors, [&](const ActorResult& a) { return !is_platform(a) && a.level == static_cast<Index>(level); });
    if (used) order.push_back(study.framework.levels[level].id);
  }
  return order;
}

}  // namespace

void measure_groups(NetworkResult& network, const Study& study, const PlainGraph& graph) {
  Labels sectors;
  Labels levels;
  for (const auto& actor : network.actors) {
    sectors.push_back(is_platform(actor) ? "" : actor.sector);
    const bool has_level = actor.level != none && !is_platform(actor);
    levels.push_back(has_level ? study.framework.levels[static_cast<std::size_t>(actor.level)].id : "");
  }
  std::vector<std::optional<double>> by_sector;
  std::vector<std::optional<double>> by_level;
  auto& whole = network.undirected;
  whole.by_sector = external_internal(graph.undirected, sectors, sector_order(network, study), &by_sector);
  whole.by_level = external_internal(graph.undirected, levels, level_order(network, study), &by_level);
  const auto sector_roles = broker_roles(graph, sectors);
  const auto level_roles = broker_roles(graph, levels);
  for (Node node = 0; node < network.actors.size(); ++node) {
    auto& actor = network.actors[node];
    actor.ei_sector = by_sector[node];
    actor.ei_level = by_level[node];
    if (!sectors[node].empty()) actor.brokerage_sector = sector_roles[node];
    if (!levels[node].empty()) actor.brokerage = level_roles[node];
    if (network.options.unit == NetworkUnit::organisation) actor.brokerage = actor.brokerage_sector;
  }
}

NetworkResult analyse_network(const Study& study, const NetworkOptions& options) {
  auto network = build_network(study, options);
  const auto graph = project(network.actors.size(), arcs_of(network));
  add_metrics(network, measure(graph));
  measure_groups(network, study, graph);
  find_coverage(network, study);
  find_escalation(network, study);
  find_referrals(network);
  find_levels(network, graph);
  find_dependence(network, graph);
  leave_one_interview_out(network, study, graph);
  return network;
}

std::string_view id_of(Confirmation value) {
  switch (value) {
    case Confirmation::confirmed:
      return "confirmed";
    case Confirmation::one_sided:
      return "one-sided";
    case Confirmation::unverifiable:
      return "unverifiable";
    case Confirmation::own_organisation:
      return "own-organisation";
    case Confirmation::third_party:
      break;
  }
  return "third-party";
}

std::string_view id_of(NetworkUnit value) { return value == NetworkUnit::actor ? "actor" : "organisation"; }

}  // namespace quickscan
