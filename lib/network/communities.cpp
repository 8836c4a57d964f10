#include "network/communities.hpp"

#include "core/parallel.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <utility>

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
  std::vector<std::size_t> near;
  bool any = false;
  for (bool moved = true; moved;) {
    moved = false;
    for (std::size_t node = 0; node < n; ++node) {
      const auto own = group[node];
      near.assign(1, own);
      for (const auto& [other, weight] : graph.neighbours[node]) {
        const auto to = group[other];
        if (links[to] == 0 && to != own) near.push_back(to);
        links[to] += weight;
      }
      std::ranges::sort(near);
      total[own] -= graph.strength[node];
      const auto gain = [&](std::size_t to) { return links[to] - total[to] * graph.strength[node] / graph.doubled; };
      auto best = own;
      auto most = gain(own);
      for (const auto to : near) {
        const auto gained = gain(to);
        if (gained <= most + 1e-9) continue;
        best = to;
        most = gained;
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
  for (std::size_t node = 0; node < group.size(); ++node) {
    result.own[group[node]] += graph.own[node];
    result.strength[group[node]] += graph.strength[node];
    for (const auto& [other, weight] : graph.neighbours[node]) {
      if (group[other] == group[node]) {
        result.own[group[node]] += weight;
      } else {
        result.neighbours[group[node]].emplace_back(group[other], weight);
      }
    }
  }
  for (auto& row : result.neighbours) {
    std::ranges::sort(row);
    std::size_t kept = 0;
    for (const auto& [other, weight] : row) {
      if (kept > 0 && row[kept - 1].first == other)
        row[kept - 1].second += weight;
      else
        row[kept++] = {other, weight};
    }
    row.resize(kept);
  }
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

/// The nodes ordered by what surrounds them, however they are called: colours refined by those of the neighbours until
/// no more can be told apart (Weisfeiler and Leman 1968). Only nodes that look alike are in their given order.
std::vector<Node> by_structure(const Neighbours& undirected) {
  using Signature = std::pair<std::size_t, std::vector<std::size_t>>;
  std::vector<std::size_t> colour(undirected.size(), 0);
  for (std::size_t colours = 0;;) {
    std::vector<Signature> signatures;
    std::map<Signature, std::size_t> ranks;
    for (Node node = 0; node < undirected.size(); ++node) {
      auto& signature = signatures.emplace_back(colour[node], std::vector<std::size_t>{});
      for (const Node other : undirected[node]) signature.second.push_back(colour[other]);
      std::ranges::sort(signature.second);
      ranks.emplace(signature, 0);
    }
    std::size_t rank = 0;
    for (auto& entry : ranks) entry.second = rank++;
    for (Node node = 0; node < undirected.size(); ++node) colour[node] = ranks.at(signatures[node]);
    if (ranks.size() == colours) break;
    colours = ranks.size();
  }
  std::vector<Node> order(undirected.size());
  std::iota(order.begin(), order.end(), Node{0});
  std::ranges::stable_sort(order, {}, [&](Node node) { return colour[node]; });
  return order;
}

/// The same shuffle on every machine (SplitMix64); the small bias of the remainder does no harm here.
void shuffle(std::vector<Node>& order, std::uint64_t& state) {
  for (std::size_t left = order.size(); left > 1; --left) {
    state += 0x9e3779b97f4a7c15U;
    std::uint64_t mixed = state;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
    std::swap(order[left - 1], order[(mixed ^ (mixed >> 31U)) % left]);
  }
}

/// How often the method is run anew: as often as this many steps allow, within these limits.
constexpr std::size_t most_work = 40'000;
constexpr std::size_t fewest_tries = 8;
constexpr std::size_t most_tries = 100;

std::vector<std::size_t> local_optimum(const Neighbours& undirected) {
  auto group = each_its_own(undirected.size());
  const auto nodes = weighted(undirected);
  // Whole groups move as long as that helps; then single nodes once more, and from the top again.
  for (bool improved = nodes.doubled > 0; improved;) {
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
  return group;
}

/// The partition that comes of taking the nodes in this order.
Partition partition_in(const Neighbours& undirected, const std::vector<Node>& order) {
  std::vector<Node> place(order.size());
  for (Node at = 0; at < order.size(); ++at) place[order[at]] = at;
  Neighbours ordered(order.size());
  for (Node at = 0; at < order.size(); ++at) {
    for (const Node other : undirected[order[at]]) ordered[at].push_back(place[other]);
    std::ranges::sort(ordered[at]);
  }
  const auto found = local_optimum(ordered);
  std::vector<std::size_t> group(order.size());
  for (Node node = 0; node < order.size(); ++node) group[node] = found[place[node]];
  const auto groups = renumber(group);
  Partition result;
  result.group = by_size(group, groups);
  result.modularity = modularity(undirected, result.group);
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
  const std::size_t ties = std::accumulate(undirected.begin(), undirected.end(), std::size_t{0},
                                           [](std::size_t sum, const auto& list) { return sum + list.size(); });
  std::vector<std::vector<Node>> orders{by_structure(undirected)};
  std::uint64_t state = 1;
  const std::size_t tries =
      ties == 0 ? 1 : std::clamp<std::size_t>(most_work / (undirected.size() + ties), fewest_tries, most_tries);
  while (orders.size() < tries) shuffle(orders.emplace_back(orders.back()), state);
  std::vector<Partition> found(tries);
  for_each_parallel(tries, count_workers(tries, 0),
                    [&](std::size_t at, std::size_t) { found[at] = partition_in(undirected, orders[at]); });
  auto* best = found.data();
  for (auto& one : found) {
    if (one.modularity > best->modularity + 1e-12) best = &one;
  }
  return std::move(*best);
}

}  // namespace quickscan
