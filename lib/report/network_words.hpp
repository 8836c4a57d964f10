#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "report/messages.hpp"
#include "report/network_text.hpp"

namespace quickscan {

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
  /// "3 interviews": how many claim any of these ties.
  std::string interviews(const std::vector<std::size_t>& ties, std::set<Index> others = {}) const;
  bool is_platform(std::size_t actor) const { return network.actors[actor].kind == StakeholderKind::platform; }
  int heard() const;
  /// Actors that are no platform.
  int can_be_heard() const;

  const NetworkResult& network;
  const Study& study;
  Language language;

 private:
  Messages messages_;
};

}  // namespace quickscan
