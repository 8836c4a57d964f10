#pragma once

#include "network/network.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace quickscan {

/// A graph as numbers 0 … n-1 and arcs between them: what the metrics of graph.md are computed on.

using Node = std::size_t;
using Arc = std::pair<Node, Node>;
/// By node: its neighbours, sorted, each once.
using Neighbours = std::vector<std::vector<Node>>;

/// The two simple projections: loops and doubles dropped, all nodes kept.
struct PlainGraph {
  std::size_t n = 0;
  Neighbours undirected;  ///< U: a tie in either direction
  Neighbours out;         ///< D
  Neighbours in;
};

/// Projects arcs (a both-way tie is two arcs) onto U and D.
PlainGraph project(std::size_t n, const std::vector<Arc>& arcs);

/// What is known of one node; a missing value is not defined for it (n too small, an isolate).
struct NodeMetrics {
  int degree = 0;
  int in_degree = 0;
  int out_degree = 0;
  double betweenness_raw = 0;           ///< U, each unordered pair once
  double betweenness_directed_raw = 0;  ///< D, each ordered pair
  std::optional<double> betweenness;
  std::optional<double> betweenness_directed;
  std::optional<double> closeness;
  std::optional<double> harmonic;
  double clustering = 0;
  int core = 0;
  std::optional<double> constraint;             ///< Burt, on D
  std::optional<double> constraint_undirected;  ///< Burt, on U
  std::optional<double> effective_size;
};

struct GraphMetrics {
  UndirectedMetrics undirected;  ///< without the group tables
  DirectedMetrics directed;
  std::vector<NodeMetrics> nodes;
};

/// Every metric of graph.md that needs no groups, by the conventions given there.
GraphMetrics measure(const PlainGraph& graph);

/// Betweenness by Brandes (2001), raw; `directed` counts ordered pairs, else each pair once.
std::vector<double> betweenness(const Neighbours& neighbours, bool directed);

/// Connected components: largest first, then by first node.
std::vector<std::vector<Node>> find_components(const Neighbours& undirected);
/// Nodes without which their component falls apart, sorted.
std::vector<Node> find_articulation_points(const Neighbours& undirected);
/// Ties without which their component falls apart, sorted, the smaller node first.
std::vector<Arc> find_bridges(const Neighbours& undirected);
/// k-core numbers.
std::vector<int> core_numbers(const Neighbours& undirected);
/// Strongly connected components of two or more nodes, each sorted, by first node.
std::vector<std::vector<Node>> find_loops(const Neighbours& out);
/// Parts of a node's component once it is taken away: largest first, then by first node.
std::vector<std::vector<Node>> parts_without(const Neighbours& undirected, Node node);
/// Ordered pairs of others that were connected and no longer are, from those parts.
int pairs_lost(const std::vector<std::vector<Node>>& parts);

/// Steps from a node to every other; -1: not reached.
std::vector<int> distances_from(const Neighbours& neighbours, Node start);

/// Burt's constraint with p = (a_ij + a_ji) / sum; none for an isolate.
std::vector<std::optional<double>> burt_constraint(const Neighbours& out);
/// degree - 2 * ties among the neighbours / degree; none for an isolate.
std::vector<std::optional<double>> burt_effective_size(const Neighbours& undirected);

/// A partition into groups of high modularity: local moving in node order, then of whole groups, until nothing
/// improves (Blondel and others 2008, without chance).
struct Partition {
  std::vector<int> group;  ///< by node
  double modularity = 0;
};
Partition find_communities(const Neighbours& undirected);
/// Newman's Q of a partition; 0 for a graph without ties.
double modularity(const Neighbours& undirected, const std::vector<int>& group);

/// A label per node; an empty one takes the node out of every group table.
using Labels = std::vector<std::string>;

/// (E - I) / (E + I) for the network, per group and (in `nodes`) per node, the value expected from the sizes of
/// the groups, and the table of ties over possible ties; groups in the order given.
ExternalInternal external_internal(const Neighbours& undirected, const Labels& labels,
                                   const std::vector<std::string>& order,
                                   std::vector<std::optional<double>>* nodes = nullptr);

/// Gould and Fernandez (1989): counts of a -> b -> c without a -> c, by role of b.
std::vector<Brokerage> broker_roles(const PlainGraph& graph, const Labels& labels);

/// Rank from the highest value down, equals (to 1e-9) sharing the better rank.
std::vector<int> ranks_of(const std::vector<double>& values);

}  // namespace quickscan
