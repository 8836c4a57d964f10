#pragma once

#include "network/graph.hpp"
#include "network/network.hpp"

#include <optional>
#include <vector>

namespace quickscan {

inline bool is_platform(const ActorResult& actor) { return actor.kind == StakeholderKind::platform; }

/// The steps of analyse_network(), each in a file of its own.

/// Actors and ties with claims, confirmation and status; nothing measured yet (network_model.cpp).
NetworkResult build_network(const Study& study, const NetworkOptions& options);

/// The arcs of the ties in the network; a both-way tie is two.
std::vector<Arc> arcs_of(const NetworkResult& network);

/// The first and the last day that a date can mean, as a number that sorts.
int first_day(const Date& date);
int last_day(const Date& date);

/// The status that a tie has by its claims, those of one interview left out; nothing where it would be gone.
std::optional<TieStatus> status_without(const TieResult& tie, const Study& study, Index left_out);

/// Whether a status is among those that make up the network.
bool is_in_network(TieStatus status, const NetworkOptions& options);

/// Group tables, brokerage and E-I per actor; platforms stay out of all of them (network.cpp).
void measure_groups(NetworkResult& network, const Study& study, const PlainGraph& graph);

/// Findings 1-6 of graph.md (network_findings.cpp, network_coverage.cpp).
void find_coverage(NetworkResult& network, const Study& study);
void find_escalation(NetworkResult& network, const Study& study);
void find_referrals(NetworkResult& network);
void find_levels(NetworkResult& network, const PlainGraph& graph);
void find_dependence(NetworkResult& network, const PlainGraph& graph);

/// Ranks and articulation points with each single or group interview left out. An interview whose claims
/// change no tie of the network is one that changes nothing, so only the others are run; where those runs
/// times n * (n + m) pass `leave_one_out_limit`, none is and `left_out` is false (network_robustness.cpp).
void leave_one_interview_out(NetworkResult& network, const Study& study, const PlainGraph& graph);
inline constexpr double leave_one_out_limit = 2e7;

}  // namespace quickscan
