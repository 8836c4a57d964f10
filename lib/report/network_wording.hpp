#pragma once

#include "core/messages.hpp"
#include "network/network.hpp"

#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// The name of an actor in running text: `Veilig Thuis (uitvoering)`.
std::string actor_name(const NetworkResult& network, const Study& study, std::size_t actor, Language language);
/// Its short name where it has one, without the level.
std::string short_actor_name(const ActorResult& actor, Language language);

/// Whether the statuses are the default ones.
bool has_usual_statuses(const NetworkOptions& options);

/// Whether a tie is among those asked for: with the default statuses, plans and ended ties are shown too.
bool is_shown(const NetworkResult& network, const TieResult& tie);

/// A network with the words of one language, for statements, tables and the drawing.
class NetworkWords {
 public:
  NetworkWords(const NetworkResult& its_network, const Study& its_study, Language its_language)
      : network(its_network), study(its_study), language(its_language), messages_(its_language) {}

  /// A message of the group `network`.
  std::string say(std::string_view key) const;
  std::string say(std::string_view key, std::initializer_list<MessageArgument> arguments) const;

  std::string relation(Relation relation) const { return say("relation_" + std::string(id_of(relation))); }
  std::string status(TieStatus status) const { return say("status_" + std::string(id_of(status))); }
  std::string name(std::size_t actor) const { return actor_name(network, study, actor, language); }
  std::string level(LevelId level) const;
  /// The actors of a step of the escalation route, by name.
  std::string step(const EscalationStep& step) const;
  std::string stakeholder(StakeholderId stakeholder) const;
  std::string sector(const std::string& id) const;
  /// At most eight, then how many more.
  std::string some(const std::vector<std::string>& items) const;
  std::string list(const std::vector<std::string>& items) const { return messages_.list(items); }
  /// `a, b`: for lists within lists.
  std::string commas(const std::vector<std::string>& items) const;
  /// At most eight names, grouped by level.
  std::string names(const std::vector<std::size_t>& actors, bool with_level = true) const;
  std::string tie_name(const TieResult& tie) const;
  std::string tie_names(const std::vector<std::size_t>& ties) const;
  /// "3 interviews and 1 document": the sources that claim any of these ties, and the interviews in `others`.
  std::string interviews(const std::vector<std::size_t>& ties, std::set<InterviewId> others = {}) const;
  bool is_shown(const TieResult& tie) const { return quickscan::is_shown(network, tie); }
  int heard() const;
  /// Actors that are no platform.
  int can_be_heard() const;

  /// The selection of ties that was asked for, as one sentence; empty without a selection.
  std::string selection() const;
  /// Whether ties of this relation are among those asked for; without an argument: whether all are.
  bool has_relation(std::optional<Relation> relation = {}) const;
  bool has_status(TieStatus status) const;
  /// Whether all statuses of existing ties (working, pilot, problematic) are among those asked for.
  bool has_existing_ties() const;
  /// Whether statements about the network as a whole hold: no relation and no existing tie was left out.
  bool is_whole() const { return has_relation() && has_existing_ties(); }

  const NetworkResult& network;
  const Study& study;
  Language language;

 private:
  Messages messages_;
};

}  // namespace quickscan
