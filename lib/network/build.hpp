#pragma once

#include "network/graph.hpp"
#include "network/network.hpp"

#include <optional>
#include <vector>

namespace quickscan {

/// Actors and ties with claims, confirmation and status; nothing is measured yet.
NetworkResult build_network(const Study& study, const NetworkOptions& options);

/// The arcs of the ties in the network; a tie that holds both ways is two.
std::vector<Arc> arcs_of(const NetworkResult& network);

/// The status that a tie has by its claims, those of one interview left out; nothing where it would be gone.
std::optional<TieStatus> status_without(const TieResult& tie, const Study& study, InterviewId left_out);

/// Whether a status is among those that make up the network.
bool is_in_network(TieStatus status, const NetworkOptions& options);

}  // namespace quickscan
