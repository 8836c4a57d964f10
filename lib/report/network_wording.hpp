#pragma once

#include "core/messages.hpp"
#include "report/pages/graph.hpp"

#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// Whether the statuses are those of a network that nobody asked anything of.
bool has_usual_statuses(const NetworkOptions& options);

/// Whether a tie is among those asked for: without a choice of statuses, plans and what has ended are shown too.
bool is_shown(const NetworkResult& network, const TieResult& tie);

/// A network with the words of one language; shared by the network_*.cpp and lanes_*.cpp files of this room.
class NetworkWords {
 public:
  NetworkWords(const NetworkResult& its_network, const Study& its_study, Language its_language)
      : network(its_network), study(its_study), language(its_language), messages_(its_language) {}

  /// A message of the group `network`.
  std::string say(std::string_view key) const;
  std::string say(std::string_view key, std::initializer_list<MessageArgument> arguments) const;

  std::string name(std::size_t actor) const { return actor_name(network, study, actor, language); }
  std::string level(Index level) const;
  std::string stakeholder(Index stakeholder) const;
  std::string sector(const std::string& id) const;
  /// At most eight, then how many more.
  std::string some(const std::vector<std::string>& items) const;
  std::string list(const std::vector<std::string>& items) const { return messages_.list(items); }
  /// `a, b`: for lists within lists.
  std::string commas(const std::vector<std::string>& items) const;
  /// At most eight names; those of one level stand together before its name.
  std::string names(const std::vector<std::size_t>& actors, bool with_level = true) const;
  std::string tie_name(const TieResult& tie) const;
  std::string tie_names(const std::vector<std::size_t>& ties) const;
  /// "3 interviews and 1 document": what claims any of these ties; `others` are interviews beside them.
  std::string interviews(const std::vector<std::size_t>& ties, std::set<Index> others = {}) const;
  bool is_platform(std::size_t actor) const { return network.actors[actor].kind == StakeholderKind::platform; }
  bool is_shown(const TieResult& tie) const { return quickscan::is_shown(network, tie); }
  int heard() const;
  /// Actors that are no platform.
  int can_be_heard() const;

  /// What was asked of the graph, as one sentence; empty where nothing was.
  std::string selection() const;
  /// Whether ties of this kind are among those asked for; without one: whether all kinds are.
  bool has_relation(std::optional<Relation> relation = {}) const;
  bool has_status(TieStatus status) const;
  /// Whether all that works, also as a pilot or badly, is among what was asked for.
  bool has_all_that_works() const;
  /// What is said of the network as a whole holds: neither kinds of ties nor what works was left out.
  bool is_whole() const { return has_relation() && has_all_that_works(); }

  const NetworkResult& network;
  const Study& study;
  Language language;

 private:
  Messages messages_;
};

}  // namespace quickscan
