#pragma once

#include "network/findings.hpp"
#include "network/metrics.hpp"
#include "study/study.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quickscan {

/// The stakeholder graph with its metrics and findings: manual/graph.md.

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

/// A stakeholder at a level, or with unit organisation a whole organisation: manual/graph.md#actors.
struct ActorResult : NodeMetrics {
  std::string id;  ///< `veilig-thuis@operational`, or an organisation's id
  LocalText label;
  LocalText short_label;      ///< empty where the study gives none
  StakeholderId stakeholder;  ///< with unit organisation: the organisation
  StakeholderKind kind = StakeholderKind::organisation;
  std::string organisation;
  std::string sector;
  LevelId level;       ///< none with unit organisation
  bool heard = false;  ///< it spoke in a single or group interview
  bool entry = false;  ///< clients first come here: at the stakeholder's level that is nearest to them
  bool help = false;
  std::vector<std::string> interviews;  ///< in which it spoke
  /// Between levels (unit organisation: between sectors); platforms have none.
  std::optional<Brokerage> brokerage;
  std::optional<Brokerage> brokerage_sector;
  std::optional<double> ei_sector;
  std::optional<double> ei_level;
  int community = 0;
  /// By betweenness, 1 for the highest; equals share the better rank.
  int rank = 0;
  /// Lowest and highest rank over all leave-one-interview-out runs; empty where those were too many.
  std::optional<std::pair<int, int>> rank_range;
};

inline bool is_platform(const ActorResult& actor) { return actor.kind == StakeholderKind::platform; }

/// Which ends of a tie claim it: manual/graph.md#confirmation.
enum class Confirmation : std::uint8_t { confirmed, one_sided, unverifiable, own_organisation, third_party, withheld };

/// A statement that a tie exists. A document or survey speaks for no actor: its actor is empty.
struct ClaimResult {
  std::string interview;
  std::string actor;
  InterviewId interview_index;
  SegmentId segment;
  TieStatus status = TieStatus::working;
  std::uint32_t source = 0;
  std::uint32_t line = 0;
  StakeholderId organisation;  ///< of the claiming actor
  std::uint32_t pair = 0;      ///< joined by organisation: which two actors it is about
};

/// A tie between two actors, all its claims merged: manual/graph.md#ties. A relation that holds both ways has the
/// smaller id as source. Its status is that of the latest claims; among those the first present of problematic,
/// pilot, working, planned, ended. Where organisations are joined, each two actors have a status of their own, and a
/// working one wins. A tie without a claim (a member of a platform, a partner of a development) has its registered
/// status.
struct TieResult {
  std::size_t source = 0;  ///< index into NetworkResult::actors
  std::size_t target = 0;
  Relation relation = Relation::works_with;
  TieStatus status = TieStatus::working;
  std::vector<ClaimResult> claims;
  Confirmation confirmation = Confirmation::confirmed;
  /// Its status is among those asked for. The others are drawn, not measured.
  bool in_network = true;
  std::optional<TieStatus> registered;  ///< by the stakeholders or developments file
};

struct NetworkResult {
  NetworkOptions options;
  /// For a public edition: its claims name nobody and may not be counted.
  bool published = false;
  /// Nor may it be known who was heard: no actor is `heard`, and every confirmation is `withheld`.
  bool hides_heard = false;
  std::vector<ActorResult> actors;  ///< by id
  std::vector<TieResult> ties;      ///< by source, target, relation
  UndirectedMetrics undirected;
  DirectedMetrics directed;
  NetworkFindings findings;
};

/// The graph of a study with all its metrics and findings. Only first codings count. An actor exists when it
/// spoke, or a tie, a route, an escalation step, a membership or the frame names it. Speakers in a meeting claim
/// its ties, but do not count as heard by it.
NetworkResult analyse_network(const Study& study, const NetworkOptions& options = {});

/// The number of interviews, documents and surveys that claim a tie.
int claiming_interviews(const TieResult& tie);

/// Works-with and exchanges-staff hold in both directions.
bool goes_both_ways(Relation relation);

std::string_view id_of(Confirmation value);
std::string_view id_of(NetworkUnit value);

}  // namespace quickscan
