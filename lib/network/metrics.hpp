#pragma once

#include "network/graph.hpp"
#include "network/groups.hpp"

#include <optional>
#include <vector>

namespace quickscan {

/// Metrics by the conventions of manual/graph.md#metrics. A missing value is not defined: the network is too small,
/// or the node an isolate.

struct NodeMetrics {
  int degree = 0, in_degree = 0, out_degree = 0;
  double betweenness_raw = 0;           ///< U, each unordered pair once
  double betweenness_directed_raw = 0;  ///< D, each ordered pair
  std::optional<double> betweenness, betweenness_directed, closeness, harmonic;
  double clustering = 0;
  int core = 0;
  std::optional<double> constraint;             ///< Burt, on D
  std::optional<double> constraint_undirected;  ///< Burt, on U
  std::optional<double> effective_size;
};

struct UndirectedMetrics {
  int n = 0;
  int m = 0;
  std::optional<double> density, fragmentation, compactness, mean_distance, reachable_share;
  std::optional<int> diameter;
  std::optional<double> transitivity, mean_clustering, centralization_degree, centralization_betweenness;
  std::vector<std::vector<Node>> components;
  std::vector<Node> articulation_points;
  std::vector<Arc> bridges;
  double modularity = 0;  ///< of the communities; below 0.3 there are no clear groups
  std::vector<std::vector<Node>> communities;
  ExternalInternal by_sector;  ///< by measure_groups()
  ExternalInternal by_level;
};

struct DirectedMetrics {
  int m = 0;
  std::optional<double> density, reciprocity_arc, reciprocity_dyadic, centralization_in, centralization_out;
};

struct GraphMetrics {
  UndirectedMetrics undirected;
  DirectedMetrics directed;
  std::vector<NodeMetrics> nodes;
};

/// Every metric that needs no groups.
GraphMetrics measure(const PlainGraph& graph);

/// Burt's constraint (1992) with p = (a_ij + a_ji) / sum; empty for an isolate.
std::vector<std::optional<double>> burt_constraint(const Neighbours& out);
/// Burt's effective size: degree - 2t / degree, t the ties among the neighbours; empty for an isolate.
std::vector<std::optional<double>> burt_effective_size(const Neighbours& undirected);

/// Rank from the highest value down, equals (to 1e-9) sharing the better rank.
std::vector<int> ranks_of(const std::vector<double>& values);

}  // namespace quickscan
