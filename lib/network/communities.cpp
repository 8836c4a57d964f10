#include "network/communities.hpp"

#include <algorithm>
#include <map>

namespace quickscan {

namespace {

/// A graph whose nodes are groups of the one below; `own` counts the ties inside a node, twice.
struct Weighted {
  std::vector<std::vector<std::pair<std::size_t, double>>> neighbours;
  std::vector<double> own;
  std::vector<double> strength;
  double doubled = 0;  ///< twice the number of ties
};

Weighted weighted(const Neighbours& undirected) {
  Weighted graph;
  for (const auto& list : undirected) {
    auto& row = graph.neighbours.emplace_back();
    for (const Node other : list) row.emplace_back(other, 1.0);
    graph.own.push_back(0);
    graph.strength.push_back(static_cast<double>(list.size()));
    graph.doubled += static_cast<double>(list.size());
  }
  return graph;
}

/// Moves nodes, in order, to the neighbouring group that gains most, until none gains; whether any moved.
bool move_nodes(const Weighted& graph, std::vector<std::size_t>& group) {
  const auto n = graph.own.size();
  std::vector<double> total(n, 0.0);
  for (std::size_t node = 0; node < n; ++node) total[group[node]] += graph.strength[node];
  std::vector<double> links(n, 0.0);
  bool any = false;
  for (bool moved = true; moved;) {
    moved = false;
    for (std::size_t node = 0; node < n; ++node) {
      std::vector<std::size_t> near{group[node]};
      for (const auto& [other, weight] : graph.neighbours[node]) {
        links[group[other]] += weight;
        near.push_back(group[other]);
      }
      std::ranges::sort(near);
      const auto own = group[node];
      total[own] -= graph.strength[node];
      const auto gain = [&](std::size_t to) { return links[to] - total[to] * graph.strength[node] / graph.doubled; };
      auto best = own;
      for (const auto to : near) {
        if (gain(to) > gain(best) + 1e-9) best = to;
      }
      for (const auto to : near) links[to] = 0;
      total[best] += graph.strength[node];
      if (best == own) continue;
      group[node] = best;
      moved = any = true;
    }
  }
  return any;
}

/// Numbers groups from 0 in the order of their first node; how many there are.
std::size_t renumber(std::vector<std::size_t>& group) {
  std::map<std::size_t, std::size_t> numbers;
  for (auto& number : group) number = numbers.emplace(number, numbers.size()).first->second;
  return numbers.size();
}

Weighted merge(const Weighted& graph, const std::vector<std::size_t>& group, std::size_t groups) {
  Weighted result;
  result.neighbours.resize(groups);
  result.own.assign(groups, 0);
  result.strength.assign(groups, 0);
  result.doubled = graph.doubled;
  std::vector<std::map<std::size_t, double>> rows(groups);
  for (std::size_t node = 0; node < group.size(); ++node) {
    result.own[group[node]] += graph.own[node];
    result.strength[group[node]] += graph.strength[node];
    for (const auto& [other, weight] : graph.neighbours[node]) {
      if (group[other] == group[node]) {
        result.own[group[node]] += weight;
      } else {
        rows[group[node]][group[other]] += weight;
      }
    }
  }
  for (std::size_t row = 0; row < groups; ++row) result.neighbours[row].assign(rows[row].begin(), rows[row].end());
  return result;
}

std::vector<std::size_t> each_its_own(std::size_t n) {
  std::vector<std::size_t> group(n);
  for (std::size_t node = 0; node < n; ++node) group[node] = node;
  return group;
}

/// Groups by size, largest first, then by first node.
std::vector<int> by_size(const std::vector<std::size_t>& group, std::size_t groups) {
  std::vector<std::vector<Node>> members(groups);
  for (Node node = 0; node < group.size(); ++node) members[group[node]].push_back(node);
  sort_by_size(members);
  std::vector<int> result(group.size());
  for (std::size_t number = 0; number < groups; ++number) {
    for (const Node node : members[number]) result[node] = static_cast<int>(number);
  }
  return result;
}

}  // namespace

double modularity(const Neighbours& undirected, const std::vector<int>& group) {
  std::map<int, std::pair<double, double>> sums;  // inside (twice), strength
  double doubled = 0;
  for (Node a = 0; a < undirected.size(); ++a) {
    auto& [inside, strength] = sums[group[a]];
    strength += static_cast<double>(undirected[a].size());
    doubled += static_cast<double>(undirected[a].size());
    inside += static_cast<double>(std::ranges::count_if(undirected[a], [&](Node b) { return group[b] == group[a]; }));
  }
  if (doubled == 0) return 0;
  double q = 0;
  for (const auto& entry : sums) {
    const auto& [inside, strength] = entry.second;
    q += inside / doubled - (strength / doubled) * (strength / doubled);
  }
  return q;
}

Partition find_communities(const Neighbours& undirected) {
  const auto n = undirected.size();
  auto group = each_its_own(n);
  const auto nodes = weighted(undirected);
  if (nodes.doubled > 0) {
    // Whole groups move as long as that helps; then single nodes once more, and from the top again.
    for (bool improved = true; improved;) {
      improved = move_nodes(nodes, group);
      auto groups = renumber(group);
      auto level = merge(nodes, group, groups);
      for (auto upper = each_its_own(groups); move_nodes(level, upper); upper = each_its_own(groups)) {
        improved = true;
        const auto fewer = renumber(upper);
        for (auto& number : group) number = upper[number];
        level = merge(level, upper, fewer);
        groups = fewer;
      }
    }
  }
  const auto groups = renumber(group);
  Partition result;
  result.group = by_size(group, groups);
  result.modularity = modularity(undirected, result.group);
  return result;
}

}  // namespace quickscan
