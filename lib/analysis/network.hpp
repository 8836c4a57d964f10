#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "study/model.hpp"

namespace quickscan {

/// The stakeholder graph as values (graph.md). Only network*.cpp knows Boost.Graph.

enum class NetworkUnit : std::uint8_t { actor, organisation };

struct NetworkOptions {
  NetworkUnit unit = NetworkUnit::actor;
  /// Statuses that make up the network; the default leaves out planned and ended.
  std::vector<TieStatus> statuses = {TieStatus::working, TieStatus::pilot, TieStatus::problematic};
  /// Relations; empty: all.
  std::vector<Relation> relations;
  bool with_partners = false;
};

/// Counts of brokerage roles: coordinator, consultant, representative, gatekeeper, liaison.
using Brokerage = std::array<int, 5>;

struct ActorResult {
  std::string id;  ///< `veilig-thuis@operational`, or an organisation's id
  LocalText label;
  StakeholderKind kind = StakeholderKind::organisation;
  std::string organisation;
  std::string sector;
  Index level = none;  ///< none with unit organisation
  bool heard = false;
  bool entry = false;
  bool help = false;
  std::vector<std::string> interviews;
  int degree = 0;
  int in_degree = 0;
  int out_degree = 0;
  std::optional<double> betweenness;
  double betweenness_raw = 0;
  std::optional<double> betweenness_directed;
  std::optional<double> closeness;
  std::optional<double> harmonic;
  double clustering = 0;
  int core = 0;
  std::optional<double> constraint;
  std::optional<double> effective_size;
  std::optional<Brokerage> brokerage;
  int community = 0;
  /// Rank by betweenness over all leave-one-interview-out runs.
  std::optional<std::pair<int, int>> rank_range;
};

enum class Confirmation : std::uint8_t { confirmed, one_sided, unverifiable, own_organisation, third_party };

struct ClaimResult {
  std::string interview;
  std::string actor;  ///< who claims; empty for documents
  std::uint32_t source = 0;
  std::uint32_t line = 0;
};

struct TieResult {
  std::size_t source = 0;  ///< index into NetworkResult::actors
  std::size_t target = 0;
  Relation relation = Relation::works_with;
  TieStatus status = TieStatus::working;
  std::vector<ClaimResult> claims;
  Confirmation confirmation = Confirmation::confirmed;
  /// Part of the network: its status and relation are among those asked for.
  bool in_network = true;
};

struct GroupCount {
  std::string a;
  std::string b;
  int ties = 0;
  int possible = 0;
};

struct ExternalInternal {
  std::optional<double> index;
  std::optional<double> expected;
  int external = 0;
  int internal = 0;
  std::map<std::string, std::optional<double>> groups;
  std::vector<GroupCount> blocks;
};

struct UndirectedMetrics {
  int n = 0;
  int m = 0;
  std::optional<double> density;
  std::optional<double> fragmentation;
  std::optional<double> compactness;
  std::optional<double> mean_distance;
  std::optional<double> reachable_share;
  std::optional<int> diameter;
  std::optional<double> transitivity;
  std::optional<double> mean_clustering;
  std::optional<double> centralization_degree;
  std::optional<double> centralization_betweenness;
  std::vector<std::vector<std::size_t>> components;
  std::vector<std::size_t> articulation_points;
  std::vector<std::pair<std::size_t, std::size_t>> bridges;
  double modularity = 0;
  std::vector<std::vector<std::size_t>> communities;
  ExternalInternal by_sector;
  ExternalInternal by_level;
};

struct DirectedMetrics {
  int m = 0;
  std::optional<double> density;
  std::optional<double> reciprocity_arc;
  std::optional<double> reciprocity_dyadic;
  std::optional<double> centralization_in;
  std::optional<double> centralization_out;
};

/// Who is cut off when an actor falls away.
struct ArticulationEffect {
  std::size_t actor = 0;
  int parts = 0;
  std::vector<std::size_t> cut_off;
  int pairs_lost = 0;  ///< ordered pairs of others
  bool always = true;  ///< also with any one interview left out
};

struct FragileBridge {
  std::size_t a = 0;
  std::size_t b = 0;
  bool no_working_tie = false;
  bool not_confirmed = false;
};

struct Handoff {
  std::size_t entry = 0;
  std::optional<int> steps;  ///< referrals to the nearest help; empty: reaches none
  std::vector<std::size_t> path;
};

struct CoParticipation {
  std::size_t a = 0;
  std::size_t b = 0;
  double weight = 0;  ///< sum of 1/(k-1) over shared platforms
};

struct NetworkFindings {
  std::array<int, 5> confirmation{};  ///< by Confirmation
  std::optional<double> confirmation_rate;
  std::vector<std::pair<std::size_t, std::vector<std::size_t>>> named_never_heard;  ///< actor, ties
  std::vector<std::size_t> heard_never_named;
  std::vector<std::size_t> front_line_without_way_up;
  std::vector<Handoff> handoffs;
  std::vector<std::vector<std::size_t>> referral_loops;
  std::vector<std::size_t> referral_dead_ends;
  std::vector<std::size_t> leaps;  ///< ties between levels that are not adjacent
  std::vector<std::size_t> isolates;
  std::vector<ArticulationEffect> articulation;
  std::vector<std::size_t> sometimes_articulation;
  std::vector<FragileBridge> fragile_bridges;
  std::vector<CoParticipation> co_participation;
  std::vector<std::size_t> brokers;  ///< by betweenness, highest first; above 0
  int interviews = 0;                ///< left out one by one
};

struct NetworkResult {
  NetworkOptions options;
  std::vector<ActorResult> actors;  ///< by id
  std::vector<TieResult> ties;      ///< by source, target, relation
  UndirectedMetrics undirected;
  DirectedMetrics directed;
  NetworkFindings findings;
};

/// The graph of a study with all its metrics and findings.
NetworkResult analyse_network(const Study& study, const NetworkOptions& options = {});

}  // namespace quickscan
