#pragma once

#include "network/graph.hpp"

#include <vector>

namespace quickscan {

/// A partition of the nodes into communities, numbered by size, largest first, then by first node.
struct Partition {
  std::vector<int> group;  ///< by node
  double modularity = 0;
};

/// A partition of high modularity by the method of Louvain (Blondel and others 2008): nodes move in order, then whole
/// groups, until no move improves the modularity. It is run in several orders, which follow from the graph and not from
/// the spelling of ids, and the best result is kept. manual/graph.md#communities.
Partition find_communities(const Neighbours& undirected);

/// Modularity Q of a partition (Newman and Girvan 2004), at most 1; 0 for a graph without ties.
double modularity(const Neighbours& undirected, const std::vector<int>& group);

}  // namespace quickscan
