#include "network/metrics.hpp"

#include "network/communities.hpp"
#include "network/graph_algorithms.hpp"

#include <algorithm>
#include <cstdint>

namespace quickscan {

namespace {

/// Sums over distances, from which compactness, closeness and the diameter follow.
struct DistanceSums {
  std::int64_t pairs = 0;
  std::int64_t total = 0;
  double inverse = 0;
  int longest = 0;
};

double real(std::size_t value) { return static_cast<double>(value); }
double real(std::int64_t value) { return static_cast<double>(value); }

void measure_distances(const PlainGraph& graph, GraphMetrics& metrics) {
  const double others = real(graph.n) - 1;
  DistanceSums all;
  for (Node node = 0; node < graph.n; ++node) {
    DistanceSums own;
    for (const int steps : distances_from(graph.undirected, node)) {
      if (steps <= 0) continue;
      ++own.pairs;
      own.total += steps;
      own.inverse += 1.0 / steps;
      own.longest = std::max(own.longest, steps);
    }
    all.pairs += own.pairs;
    all.total += own.total;
    all.inverse += own.inverse;
    all.longest = std::max(all.longest, own.longest);
    if (graph.n < 2) continue;
    const double reached = real(own.pairs);
    metrics.nodes[node].harmonic = own.inverse / others;
    metrics.nodes[node].closeness = own.pairs == 0 ? 0.0 : reached / real(own.total) * (reached / others);
  }
  auto& whole = metrics.undirected;
  if (graph.n >= 2) {
    const double ordered = real(graph.n) * others;
    whole.compactness = all.inverse / ordered;
    whole.reachable_share = real(all.pairs) / ordered;
  }
  if (all.pairs > 0) {
    whole.mean_distance = real(all.total) / real(all.pairs);
    whole.diameter = all.longest;
  }
}

void measure_clustering(const PlainGraph& graph, GraphMetrics& metrics) {
  std::int64_t closed = 0;
  std::int64_t two_paths = 0;
  double sum = 0;
  std::vector<char> near(graph.n, 0);
  for (Node node = 0; node < graph.n; ++node) {
    const auto& own = graph.undirected[node];
    for (const Node other : own) near[other] = 1;
    std::int64_t doubled = 0;
    for (const Node other : own)
      doubled += std::ranges::count_if(graph.undirected[other], [&](Node third) { return near[third] != 0; });
    for (const Node other : own) near[other] = 0;
    const auto degree = static_cast<std::int64_t>(own.size());
    closed += doubled / 2;
    two_paths += degree * (degree - 1) / 2;
    if (degree >= 2) metrics.nodes[node].clustering = real(doubled) / real(degree * (degree - 1));
    sum += metrics.nodes[node].clustering;
  }
  if (two_paths > 0) metrics.undirected.transitivity = real(closed) / real(two_paths);
  if (graph.n > 0) metrics.undirected.mean_clustering = sum / real(graph.n);
}

/// Sum of the differences from the highest value (Freeman 1978).
template <typename Values>
double shortfall(const Values& values) {
  double highest = 0;
  for (const double value : values) highest = std::max(highest, value);
  double sum = 0;
  for (const double value : values) sum += highest - value;
  return sum;
}

void measure_betweenness(const PlainGraph& graph, GraphMetrics& metrics) {
  const auto raw = betweenness(graph.undirected, false);
  const auto directed = betweenness(graph.out, true);
  const double pairs = (real(graph.n) - 1) * (real(graph.n) - 2);
  std::vector<double> normed;
  for (Node node = 0; node < graph.n; ++node) {
    auto& own = metrics.nodes[node];
    own.betweenness_raw = raw[node];
    own.betweenness_directed_raw = directed[node];
    if (graph.n < 3) continue;
    own.betweenness = raw[node] * 2 / pairs;
    own.betweenness_directed = directed[node] / pairs;
    normed.push_back(*own.betweenness);
  }
  if (graph.n >= 3) metrics.undirected.centralization_betweenness = shortfall(normed) / (real(graph.n) - 1);
}

void measure_degrees(const PlainGraph& graph, GraphMetrics& metrics) {
  const double n = real(graph.n);
  std::vector<double> degrees, ins, outs;
  std::int64_t mutual_arcs = 0;
  std::int64_t arcs = 0;
  for (Node node = 0; node < graph.n; ++node) {
    auto& own = metrics.nodes[node];
    own.degree = static_cast<int>(graph.undirected[node].size());
    own.in_degree = static_cast<int>(graph.in[node].size());
    own.out_degree = static_cast<int>(graph.out[node].size());
    degrees.push_back(own.degree);
    ins.push_back(own.in_degree);
    outs.push_back(own.out_degree);
    arcs += own.out_degree;
    mutual_arcs += std::ranges::count_if(
        graph.out[node], [&](Node other) { return std::ranges::binary_search(graph.out[other], node); });
  }
  const std::int64_t mutual = mutual_arcs / 2;
  const std::int64_t ties = arcs - mutual;
  auto& whole = metrics.undirected;
  auto& directed = metrics.directed;
  whole.n = static_cast<int>(graph.n);
  whole.m = static_cast<int>(ties);
  directed.m = static_cast<int>(arcs);
  if (graph.n >= 2) {
    whole.density = 2 * real(ties) / (n * (n - 1));
    directed.density = real(arcs) / (n * (n - 1));
    directed.centralization_in = shortfall(ins) / ((n - 1) * (n - 1));
    directed.centralization_out = shortfall(outs) / ((n - 1) * (n - 1));
  }
  if (graph.n >= 3) whole.centralization_degree = shortfall(degrees) / ((n - 1) * (n - 2));
  if (arcs > 0) {
    directed.reciprocity_arc = real(mutual_arcs) / real(arcs);
    directed.reciprocity_dyadic = real(mutual) / real(ties);
  }
}

std::optional<double> fragmentation_of(const std::vector<std::vector<Node>>& components, std::size_t n) {
  if (n < 2) return std::nullopt;
  double joined = 0;
  for (const auto& nodes : components) joined += real(nodes.size()) * (real(nodes.size()) - 1);
  return 1 - joined / (real(n) * (real(n) - 1));
}

}  // namespace

GraphMetrics measure(const PlainGraph& graph) {
  GraphMetrics metrics;
  metrics.nodes.resize(graph.n);
  measure_degrees(graph, metrics);
  measure_distances(graph, metrics);
  measure_clustering(graph, metrics);
  measure_betweenness(graph, metrics);
  auto& whole = metrics.undirected;
  whole.components = find_components(graph.undirected);
  whole.fragmentation = fragmentation_of(whole.components, graph.n);
  whole.articulation_points = find_articulation_points(graph.undirected);
  whole.bridges = find_bridges(graph.undirected);
  const auto cores = core_numbers(graph.undirected);
  const auto constraint = burt_constraint(graph.out);
  const auto constraint_undirected = burt_constraint(graph.undirected);
  const auto effective = burt_effective_size(graph.undirected);
  for (Node node = 0; node < graph.n; ++node) {
    metrics.nodes[node].core = cores[node];
    metrics.nodes[node].constraint = constraint[node];
    metrics.nodes[node].constraint_undirected = constraint_undirected[node];
    metrics.nodes[node].effective_size = effective[node];
  }
  const auto partition = find_communities(graph.undirected);
  whole.modularity = partition.modularity;
  for (Node node = 0; node < graph.n; ++node) {
    const auto group = static_cast<std::size_t>(partition.group[node]);
    if (group >= whole.communities.size()) whole.communities.resize(group + 1);
    whole.communities[group].push_back(node);
  }
  return metrics;
}

std::vector<std::optional<double>> burt_constraint(const Neighbours& out) {
  const auto n = out.size();
  std::vector<std::vector<std::pair<Node, double>>> weights(n);
  for (Node a = 0; a < n; ++a) {
    for (const Node b : out[a]) {
      weights[a].emplace_back(b, 1.0);
      weights[b].emplace_back(a, 1.0);
    }
  }
  for (auto& list : weights) {
    std::ranges::sort(list);
    std::vector<std::pair<Node, double>> merged;
    for (const auto& [node, weight] : list) {
      if (!merged.empty() && merged.back().first == node) {
        merged.back().second += weight;
      } else {
        merged.emplace_back(node, weight);
      }
    }
    double sum = 0;
    for (const auto& entry : merged) sum += entry.second;
    for (auto& entry : merged) entry.second /= sum;
    list = std::move(merged);
  }
  std::vector<std::optional<double>> result(n);
  std::vector<double> invested(n, 0.0);
  for (Node a = 0; a < n; ++a) {
    if (weights[a].empty()) continue;
    for (const auto& [b, direct] : weights[a]) {
      invested[b] += direct;
      for (const auto& [c, indirect] : weights[b]) invested[c] += direct * indirect;
    }
    double sum = 0;
    for (const auto& entry : weights[a]) sum += invested[entry.first] * invested[entry.first];
    result[a] = sum;
    for (const auto& entry : weights[a]) {
      invested[entry.first] = 0;
      for (const auto& further : weights[entry.first]) invested[further.first] = 0;
    }
  }
  return result;
}

std::vector<std::optional<double>> burt_effective_size(const Neighbours& undirected) {
  std::vector<std::optional<double>> result(undirected.size());
  std::vector<char> near(undirected.size(), 0);
  for (Node a = 0; a < undirected.size(); ++a) {
    const auto& own = undirected[a];
    if (own.empty()) continue;
    for (const Node b : own) near[b] = 1;
    std::int64_t doubled = 0;
    for (const Node b : own) doubled += std::ranges::count_if(undirected[b], [&](Node c) { return near[c] != 0; });
    for (const Node b : own) near[b] = 0;
    const auto degree = static_cast<std::int64_t>(own.size());
    result[a] = real(degree) - real(doubled) / real(degree);
  }
  return result;
}

std::vector<int> ranks_of(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return values[a] > values[b]; });
  std::vector<int> ranks(values.size(), 0);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool equal = i > 0 && values[order[i - 1]] - values[order[i]] <= 1e-9;
    ranks[order[i]] = equal ? ranks[order[i - 1]] : static_cast<int>(i) + 1;
  }
  return ranks;
}

}  // namespace quickscan
