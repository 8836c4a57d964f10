#pragma once

#include "network/escalation_move.hpp"
#include "network/graph.hpp"
#include "study/study.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace quickscan {

struct NetworkResult;

/// Findings on a network: manual/graph.md#findings. Actors and ties are indices into the
/// network's lists.

/// The actors that are cut off when an actor falls away.
struct ArticulationEffect {
  std::size_t actor = 0;
  int parts = 0;
  std::vector<std::size_t> cut_off;
  int pairs_lost = 0;  ///< ordered pairs of others
  bool always = true;  ///< with any one interview left out it cuts off some actors, not always the same ones
};

/// A bridge without a working tie, or without a confirmed one.
struct FragileBridge {
  std::size_t a = 0;
  std::size_t b = 0;
  bool no_working_tie = false;
  bool not_confirmed = false;
};

/// The shortest chain of referrals from an entry point to help.
struct Handoff {
  std::size_t entry = 0;
  std::optional<int> steps;  ///< referrals to the nearest help; empty: reaches none
  std::vector<std::size_t> path;
};

/// A stakeholder that others name and that spoke at no level.
struct NeverHeard {
  StakeholderId stakeholder;
  std::vector<std::size_t> actors;
  std::vector<std::size_t> ties;  ///< claimed only by others
};

/// Levels of a heard organisation that the study names and that were not heard.
struct UnheardLevels {
  StakeholderId organisation;
  std::vector<LevelId> levels;
};

/// How an `escalates` tie moves over the study's ordered steps.
struct EscalationTie {
  std::size_t tie = 0;
  EscalationStepMove move;
};

struct CoParticipation {
  std::size_t a = 0;
  std::size_t b = 0;
  double weight = 0;  ///< sum of 1/(k-1) over shared platforms of k members
};

struct NetworkFindings {
  std::array<int, 5> confirmation{};  ///< by Confirmation; ties without a claim not counted
  int registered_only = 0;            ///< ties without a claim
  std::optional<double> confirmation_rate;
  std::vector<std::pair<std::size_t, std::vector<std::size_t>>> named_never_heard;  ///< actor, ties
  std::vector<NeverHeard> never_heard;                                              ///< the same by stakeholder
  std::vector<UnheardLevels> unheard_levels;
  std::vector<std::size_t> heard_never_named;
  std::vector<std::size_t> planned_only;  ///< planned ties of pairs without any other tie
  std::vector<EscalationTie> escalation;
  std::vector<std::size_t> front_line_without_way_up;
  std::vector<Handoff> handoffs;
  std::vector<std::vector<std::size_t>> referral_loops;
  std::vector<std::size_t> referral_dead_ends;
  std::vector<std::size_t> leaps;       ///< ties between levels that are not adjacent
  std::array<int, 3> level_distance{};  ///< pairs joined within a level, over one, over more
  std::vector<std::size_t> isolates;
  std::vector<ArticulationEffect> articulation;
  std::vector<std::size_t> sometimes_articulation;
  std::vector<FragileBridge> fragile_bridges;
  std::vector<CoParticipation> co_participation;
  std::vector<std::size_t> brokers;        ///< betweenness above 0, highest first
  int interviews = 0;                      ///< left out one by one
  bool left_out = true;                    ///< false: too many runs, robustness was not computed
  std::map<std::string, int> rest_on_one;  ///< by interview: ties that it alone claims
};

/// Confirmation of ties, and which stakeholders and levels were never heard.
void find_coverage(NetworkResult& network, const Study& study);
/// Escalations by the study's steps, and front-line actors without any.
void find_escalation(NetworkResult& network, const Study& study);
/// Hand-offs from each entry to the nearest help, loops and dead ends.
void find_referrals(NetworkResult& network);
/// Ties within and between levels, and isolates.
void find_levels(NetworkResult& network, const PlainGraph& graph);
/// Brokers, articulation points, fragile bridges and co-participation.
void find_dependence(NetworkResult& network, const PlainGraph& graph);

}  // namespace quickscan
