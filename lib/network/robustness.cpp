#include "network/robustness.hpp"

#include "core/date.hpp"
#include "core/parallel.hpp"
#include "network/build.hpp"
#include "network/graph_algorithms.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace quickscan {

namespace {

/// The interviews without which a tie's status can differ: the only one of the latest date, and the only one
/// with a claim of the deciding status. Leaving out any other changes neither.
std::set<InterviewId> deciding_interviews(const TieResult& tie, const Study& study) {
  std::set<InterviewId> latest;
  std::set<InterviewId> giving_status;
  for (const auto& claim : tie.claims) {
    const auto& date = study[claim.interview_index].date;
    if (!latest.empty()) {
      const auto& best = study[*latest.begin()].date;
      if (first_day(date) < first_day(best)) continue;
      if (first_day(date) > first_day(best)) latest.clear();
    }
    latest.insert(claim.interview_index);
  }
  if (latest.empty()) return {};
  const int start = first_day(study[*latest.begin()].date);
  for (const auto& claim : tie.claims) {
    const auto& date = study[claim.interview_index].date;
    if (claim.status == tie.status && last_day(date) >= start) giving_status.insert(claim.interview_index);
  }
  if (latest.size() > 1) latest.clear();
  if (giving_status.size() == 1) latest.insert(*giving_status.begin());
  return latest;
}

/// By interview: the ties that are in the network with it and not without it, or the other way round.
std::map<InterviewId, std::set<std::size_t>> changes_by_interview(const NetworkResult& network, const Study& study) {
  std::map<InterviewId, std::set<std::size_t>> result;
  for (std::size_t index = 0; index < network.ties.size(); ++index) {
    const auto& tie = network.ties[index];
    for (const InterviewId interview : deciding_interviews(tie, study)) {
      if (!study[interview].has_voice()) continue;
      const auto status = status_without(tie, study, interview);
      const bool stays = status && is_in_network(*status, network.options);
      if (stays != tie.in_network) result[interview].insert(index);
    }
  }
  return result;
}

std::vector<Arc> arcs_with_changes(const NetworkResult& network, const std::set<std::size_t>& changed) {
  std::vector<Arc> arcs;
  for (std::size_t index = 0; index < network.ties.size(); ++index) {
    const auto& tie = network.ties[index];
    if (tie.in_network == changed.contains(index)) continue;
    arcs.emplace_back(tie.source, tie.target);
    if (goes_both_ways(tie.relation)) arcs.emplace_back(tie.target, tie.source);
  }
  return arcs;
}

/// The network without one interview.
struct Without {
  std::vector<int> ranks;
  std::vector<Node> articulation_points;
};

}  // namespace

void leave_one_interview_out(NetworkResult& network, const Study& study, const PlainGraph& graph) {
  auto& findings = network.findings;
  const auto changes = changes_by_interview(network, study);
  const auto n = static_cast<double>(graph.n);
  const auto m = static_cast<double>(network.undirected.m);
  if (static_cast<double>(changes.size()) * n * (n + m) > leave_one_out_limit) {
    findings.left_out = false;
    return;
  }
  for (auto& actor : network.actors) actor.rank_range = {actor.rank, actor.rank};
  std::vector<const std::set<std::size_t>*> each;
  each.reserve(changes.size());
  for (const auto& entry : changes) each.push_back(&entry.second);
  std::vector<Without> withouts(each.size());
  for_each_parallel(each.size(), count_workers(each.size()), [&](std::size_t i, std::size_t) {
    const auto without = project(graph.n, arcs_with_changes(network, *each[i]));
    withouts[i] = {ranks_of(betweenness(without.undirected, false)), find_articulation_points(without.undirected)};
  });
  std::vector<std::size_t> holds(graph.n, 0);
  for (const auto& without : withouts) {
    for (Node node = 0; node < graph.n; ++node) {
      auto& [best, worst] = *network.actors[node].rank_range;
      best = std::min(best, without.ranks[node]);
      worst = std::max(worst, without.ranks[node]);
    }
    for (const Node node : without.articulation_points) ++holds[node];
  }
  for (auto& effect : findings.articulation) effect.always = holds[effect.actor] == changes.size();
  for (Node node = 0; node < graph.n; ++node) {
    const bool in_full = std::ranges::binary_search(network.undirected.articulation_points, node);
    if (in_full ? holds[node] < changes.size() : holds[node] > 0) findings.sometimes_articulation.push_back(node);
  }
}

}  // namespace quickscan
