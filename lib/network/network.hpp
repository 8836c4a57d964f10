#pragma once

#include "study/study.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quickscan {

/// The stakeholder graph as values (graph.md). Only network*.cpp knows Boost.Graph.

enum class NetworkUnit : std::uint8_t { actor, organisation };

struct NetworkOptions {
  NetworkUnit unit = NetworkUnit::actor;
  /// Statuses that make up the network; the default leaves out planned and ended.
  std::vector<TieStatus> statuses = {TieStatus::working, TieStatus::pilot, TieStatus::problematic};
  /// Relations; empty: all. A tie of another relation is left out altogether.
  std::vector<Relation> relations;
  /// Partners of one development work with each other, at the development's level and by its status.
  bool with_partners = false;
};

/// Counts of brokerage roles: coordinator, consultant, representative, gatekeeper, liaison.
using Brokerage = std::array<int, 5>;

struct ActorResult {
  std::string id;  ///< `veilig-thuis@operational`, or an organisation's id
  LocalText label;
  LocalText short_label;     ///< empty where the study gives none
  Index stakeholder = none;  ///< with unit organisation: the organisation
  StakeholderKind kind = StakeholderKind::organisation;
  std::string organisation;
  std::string sector;
  Index level = none;  ///< none with unit organisation
  bool heard = false;  ///< it spoke in a single or group interview
  bool entry = false;  ///< clients first come here: at the stakeholder's level that is nearest to them
  bool help = false;
  std::vector<std::string> interviews;  ///< in which it spoke
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
  std::optional<double> constraint_undirected;
  /// Between levels (unit organisation: between sectors); platforms have none.
  std::optional<Brokerage> brokerage;
  std::optional<Brokerage> brokerage_sector;
  std::optional<double> ei_sector;
  std::optional<double> ei_level;
  int community = 0;
  /// By betweenness, 1 for the highest; equals share the better rank.
  int rank = 0;
  /// The rank over all leave-one-interview-out runs; empty where those were too many (network_robustness.hpp).
  std::optional<std::pair<int, int>> rank_range;
};

enum class Confirmation : std::uint8_t { confirmed, one_sided, unverifiable, own_organisation, third_party };

/// Who says that a tie is there. A document or survey claims for nobody: its actor is empty.
struct ClaimResult {
  std::string interview;
  std::string actor;
  Index interview_index = none;
  Index segment = none;
  TieStatus status = TieStatus::working;
  std::uint32_t source = 0;
  std::uint32_t line = 0;
  Index organisation = none;  ///< of who claims
};

/// A tie between two actors, all its claims merged. Both-way relations have the smaller id as source.
/// Its status is that of the latest claims; among those the first present of problematic, pilot, working,
/// planned, ended. Without a claim (a member of a platform, a partner of a development) it stands as registered.
struct TieResult {
  std::size_t source = 0;  ///< index into NetworkResult::actors
  std::size_t target = 0;
  Relation relation = Relation::works_with;
  TieStatus status = TieStatus::working;
  std::vector<ClaimResult> claims;
  Confirmation confirmation = Confirmation::confirmed;
  /// Part of the network: its status is among those asked for. The others are drawn, not measured.
  bool in_network = true;
  std::optional<TieStatus> registered;  ///< the stakeholders or developments file says so
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
  double modularity = 0;  ///< of the communities; below 0.3 there are no clear groups
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

/// A stakeholder that others name and that spoke at no level.
struct NeverHeard {
  Index stakeholder = none;
  std::vector<std::size_t> actors;
  std::vector<std::size_t> ties;  ///< that rest on others' word
};

/// Levels of a heard organisation that the study names and that were not heard.
struct UnheardLevels {
  Index organisation = none;
  std::vector<Index> levels;
};

/// How an `escalates` tie moves over the study's ordered steps.
struct EscalationTie {
  std::size_t tie = 0;
  std::optional<int> from_step;  ///< index into Study::escalation; empty: off the ladder
  std::optional<int> to_step;
  std::vector<int> skipped;
  bool skips_only_optional = false;
};

struct CoParticipation {
  std::size_t a = 0;
  std::size_t b = 0;
  double weight = 0;  ///< sum of 1/(k-1) over shared platforms
};

struct NetworkFindings {
  std::array<int, 5> confirmation{};  ///< by Confirmation; ties that stand only as registered not counted
  int registered_only = 0;            ///< ties without a claim
  std::optional<double> confirmation_rate;
  std::vector<std::pair<std::size_t, std::vector<std::size_t>>> named_never_heard;  ///< actor, ties
  std::vector<NeverHeard> never_heard;                                              ///< the same by stakeholder
  std::vector<UnheardLevels> unheard_levels;
  std::vector<std::size_t> heard_never_named;
  std::vector<std::size_t> planned_only;  ///< ties of pairs that nothing but a plan joins
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
  std::vector<std::size_t> brokers;        ///< by betweenness, highest first; above 0
  int interviews = 0;                      ///< left out one by one
  bool left_out = true;                    ///< false: too many runs, nothing is said about robustness
  std::map<std::string, int> rest_on_one;  ///< by interview: ties that it alone claims
};

struct NetworkResult {
  NetworkOptions options;
  std::vector<ActorResult> actors;  ///< by id
  std::vector<TieResult> ties;      ///< by source, target, relation
  UndirectedMetrics undirected;
  DirectedMetrics directed;
  NetworkFindings findings;
};

/// The graph of a study with all its metrics and findings. Only first codings count. An actor exists when it
/// spoke, or a tie, a route, an escalation step, a membership or the frame names it. A meeting's ties are
/// claimed by its speakers, who are not heard by that.
NetworkResult analyse_network(const Study& study, const NetworkOptions& options = {});

/// What changed between two waves. Ties are compared by source, target and relation, in the network only: so
/// planned to working is gained and working to ended is lost.
struct NetworkChange {
  std::vector<std::pair<std::size_t, std::size_t>> kept;            ///< tie before, tie after
  std::vector<std::size_t> lost;                                    ///< ties before
  std::vector<std::size_t> gained;                                  ///< ties after
  std::vector<std::pair<std::size_t, std::size_t>> status_changed;  ///< of the kept
  std::optional<double> jaccard;
  /// Actors that spoke or are in a tie, by id.
  std::vector<std::string> actors_in_both;
  std::vector<std::string> actors_only_before;
  std::vector<std::string> actors_only_after;
  /// Jaccard over the ties between actors of both waves: what is not a matter of who was asked or named.
  std::optional<double> jaccard_matched;
};

/// The change from one wave to the next; actors are matched by id.
NetworkChange compare_networks(const NetworkResult& before, const NetworkResult& after);

/// Works-with and exchanges-staff hold in both directions.
bool goes_both_ways(Relation relation);

std::string_view id_of(Confirmation value);
std::string_view id_of(NetworkUnit value);

}  // namespace quickscan
