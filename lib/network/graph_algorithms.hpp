#pragma once

#include "network/graph.hpp"

#include <vector>

namespace quickscan {

/// The algorithms that Boost.Graph provides; its headers are included in this source alone.

/// Betweenness by Brandes (2001), raw: the number of shortest paths through each node, paths between the same ends
/// sharing one. `directed` counts ordered pairs, else each pair counts once. O(nm).
std::vector<double> betweenness(const Neighbours& neighbours, bool directed);

/// Connected components: largest first, then by first node.
std::vector<std::vector<Node>> find_components(const Neighbours& undirected);
/// Nodes without which their component is disconnected, sorted.
std::vector<Node> find_articulation_points(const Neighbours& undirected);
/// Ties without which their component is disconnected, sorted, the smaller node first.
std::vector<Arc> find_bridges(const Neighbours& undirected);
/// Core number of each node: the largest k for which it is in the k-core (Seidman 1983).
std::vector<int> core_numbers(const Neighbours& undirected);
/// Strongly connected components of two or more nodes, each sorted, by first node.
std::vector<std::vector<Node>> find_loops(const Neighbours& out);

}  // namespace quickscan
