#pragma once

#include "network/graph.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace quickscan {

struct NetworkResult;
struct Study;

/// Counts of brokerage roles: coordinator, consultant, representative, gatekeeper, liaison.
using Brokerage = std::array<int, 5>;

/// Connected pairs between two groups (or within one), and how many pairs there could be.
struct GroupCount {
  std::string a;
  std::string b;
  int ties = 0;
  int possible = 0;
};

/// The E-I index (Krackhardt and Stern 1988) of a partition into groups: manual/graph.md#groups.
struct ExternalInternal {
  std::optional<double> index;     ///< (E - I) / (E + I), from -1 to 1; empty without ties
  std::optional<double> expected;  ///< the index if every possible pair were connected
  int external = 0;
  int internal = 0;
  std::map<std::string, std::optional<double>> groups;
  std::vector<GroupCount> blocks;  ///< a <= b in the order of the groups
};

/// A label per node; a node with an empty one is left out of every group table.
using Labels = std::vector<std::string>;

/// The E-I index of the network, of each group and (in `nodes`) of each node, the value expected from the sizes of
/// the groups, and the table of ties over possible ties; groups in the order given.
ExternalInternal external_internal(const Neighbours& undirected, const Labels& labels,
                                   const std::vector<std::string>& order,
                                   std::vector<std::optional<double>>* nodes = nullptr);

/// Gould and Fernandez (1989): counts of a -> b -> c without a -> c, by the role of b: manual/graph.md#brokerage.
std::vector<Brokerage> broker_roles(const PlainGraph& graph, const Labels& labels);

/// Adds group tables, brokerage and each actor's E-I index, by level and by sector; platforms are left out.
void measure_groups(NetworkResult& network, const Study& study, const PlainGraph& graph);

}  // namespace quickscan
