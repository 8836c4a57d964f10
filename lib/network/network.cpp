#include "network/network.hpp"

#include "network/build.hpp"
#include "network/robustness.hpp"

#include <set>
#include <utility>

namespace quickscan {

namespace {

void add_metrics(NetworkResult& network, GraphMetrics metrics) {
  std::vector<double> raw;
  for (Node node = 0; node < network.actors.size(); ++node) {
    static_cast<NodeMetrics&>(network.actors[node]) = metrics.nodes[node];
    raw.push_back(metrics.nodes[node].betweenness_raw);
  }
  const auto ranks = ranks_of(raw);
  for (Node node = 0; node < ranks.size(); ++node) network.actors[node].rank = ranks[node];
  network.undirected = std::move(metrics.undirected);
  network.directed = metrics.directed;
  for (std::size_t group = 0; group < network.undirected.communities.size(); ++group) {
    for (const Node node : network.undirected.communities[group])
      network.actors[node].community = static_cast<int>(group);
  }
}

}  // namespace

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

int claiming_interviews(const TieResult& tie) {
  std::set<InterviewId> interviews;
  for (const auto& claim : tie.claims) interviews.insert(claim.interview_index);
  return static_cast<int>(interviews.size());
}

bool goes_both_ways(Relation relation) {
  return relation == Relation::works_with || relation == Relation::exchanges_staff;
}

std::string_view id_of(Confirmation value) {
  switch (value) {
    case Confirmation::confirmed: return "confirmed";
    case Confirmation::one_sided: return "one-sided";
    case Confirmation::unverifiable: return "unverifiable";
    case Confirmation::own_organisation: return "own-organisation";
    case Confirmation::withheld: return "withheld";
    case Confirmation::third_party: break;
  }
  return "third-party";
}

std::string_view id_of(NetworkUnit value) { return value == NetworkUnit::actor ? "actor" : "organisation"; }

}  // namespace quickscan
