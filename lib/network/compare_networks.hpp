#pragma once

#include "network/network.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace quickscan {

/// What changed between two waves: manual/graph.md#change. Ties in the network are compared by source, target and
/// relation, so a planned tie that now works is gained and a working tie that ended is lost.
struct NetworkChange {
  std::vector<std::pair<std::size_t, std::size_t>> kept;            ///< tie before, tie after
  std::vector<std::size_t> lost;                                    ///< ties before
  std::vector<std::size_t> gained;                                  ///< ties after
  std::vector<std::pair<std::size_t, std::size_t>> status_changed;  ///< of the kept
  std::optional<double> jaccard;
  /// Actors that spoke or are in a tie, by id.
  std::vector<std::string> actors_in_both, actors_only_before, actors_only_after;
  /// Jaccard over the ties between actors of both waves, which does not depend on who was asked or named.
  std::optional<double> jaccard_matched;
};

/// The change from one wave to the next; actors are matched by id.
NetworkChange compare_networks(const NetworkResult& before, const NetworkResult& after);

}  // namespace quickscan
