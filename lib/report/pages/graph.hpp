#pragma once

#include "core/language.hpp"
#include "network/change.hpp"
#include "network/network.hpp"
#include "report/document.hpp"
#include "study/study.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace quickscan {

/// What the stakeholder graph says, in words.

/// One finding of graph.md as a statement: who, what it rests on (how many interviews, how robust), and what
/// would change it. `weight` is the share of the network that it concerns, from 0 to 1.
struct NetworkStatement {
  std::string finding;  ///< referral, coverage, dependence, bridges, escalation, levels, sectors, confirmation …
  double weight = 0;
  std::string text;
  std::string evidence;
  std::string change;
};

/// All findings of a network that has any, the heaviest first.
std::vector<NetworkStatement> network_statements(const NetworkResult& network, const Study& study, Language language);

/// The same as sentences: each finding with its evidence and its robustness.
std::vector<LocalText> network_sentences(const NetworkResult& network, const Study& study);

/// What changed since an earlier wave, as sentences.
std::vector<LocalText> network_change_sentences(const NetworkChange& change, const NetworkResult& before,
                                                const NetworkResult& after, const Study& study);

/// Actors by their place on shortest paths; ties with who names them; pairs between levels.
Table network_actor_table(const NetworkResult& network, const Study& study, Language language);
Table network_tie_table(const NetworkResult& network, const Study& study, Language language);
Table network_level_table(const NetworkResult& network, const Study& study, Language language);

struct NetworkTextOptions {
  Language language = Language::nl;
  std::size_t width = 100;  ///< of a line, in characters
  /// What changed since an earlier wave (network_change_sentences); empty where there is none.
  std::vector<LocalText> changes = {};
};

/// What `quickscan graph` prints: the five findings that matter most, then the rest and the tables.
std::string network_text(const NetworkResult& network, const Study& study, const NetworkTextOptions& options = {});

/// The name of an actor in running text: `Veilig Thuis (uitvoering)`.
std::string actor_name(const NetworkResult& network, const Study& study, std::size_t actor, Language language);
/// Its short name where it has one, without the level.
std::string short_actor_name(const ActorResult& actor, Language language);

}  // namespace quickscan
