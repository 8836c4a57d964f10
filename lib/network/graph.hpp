#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace quickscan {

/// The simple graph on which metrics are computed: nodes 0 … n-1 and arcs between them.

using Node = std::size_t;
using Arc = std::pair<Node, Node>;
/// By node: its neighbours, sorted, each once.
using Neighbours = std::vector<std::vector<Node>>;

/// The two simple projections of a multigraph: loops and doubles dropped, all nodes kept.
struct PlainGraph {
  std::size_t n = 0;
  Neighbours undirected;  ///< U: a tie in either direction
  Neighbours out;         ///< D
  Neighbours in;
};

/// Projects arcs (a tie that holds both ways is two arcs) onto U and D.
PlainGraph project(std::size_t n, const std::vector<Arc>& arcs);

/// Sorts non-empty sets of nodes: largest first, then by first node.
void sort_by_size(std::vector<std::vector<Node>>& sets);

/// Steps from a node to every other by breadth-first search; -1: not reached.
std::vector<int> distances_from(const Neighbours& neighbours, Node start);

/// The components into which a node's component falls without it: largest first, then by first node.
std::vector<std::vector<Node>> parts_without(const Neighbours& undirected, Node node);
/// Ordered pairs of the nodes in these parts that are no longer connected.
int pairs_lost(const std::vector<std::vector<Node>>& parts);

}  // namespace quickscan
