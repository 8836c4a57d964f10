#pragma once

#include "core/language.hpp"
#include "network/compare_networks.hpp"
#include "network/network.hpp"
#include "report/reasons.hpp"
#include "study/study.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace quickscan {

/// One finding of manual/graph.md#findings as a statement, with the evidence for it (how many interviews, how robust)
/// and what would change it. `weight` is the share of the network that it concerns, from 0 to 1.
struct NetworkStatement {
  std::string finding;  ///< referral, coverage, dependence, bridges, escalation, levels, sectors, confirmation …
  double weight = 0;
  std::string text;
  std::string plain;  ///< one sentence without statistics, for the main part of a report; empty: as `text`
  std::string evidence;
  std::string change;
};
using MaybeStatement = std::optional<NetworkStatement>;

/// How many statements are put first: on the page and in the report.
inline constexpr std::size_t most_first_statements = 5;

/// All findings of a network, in descending order of weight.
std::vector<NetworkStatement> network_statements(const NetworkResult& network, const Study& study, Language language);

/// A network with the study it is of, by whose framework its levels are named.
struct NetworkOfStudy {
  const NetworkResult& network;
  const Study& study;
};

/// What changed since an earlier wave, as sentences; a report gives no index of it.
std::vector<std::string> network_change_sentences(const NetworkChange& change, const NetworkOfStudy& before,
                                                  const NetworkOfStudy& after, Language language,
                                                  Coefficients coefficients);

using Ties = std::vector<std::size_t>;

inline double share_of(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

inline int count_of(std::size_t value) { return static_cast<int>(value); }

/// Adds a sentence after a space.
void add_sentence(std::string& text, const std::string& more);

template <typename Wanted>
Ties ties_where(const NetworkResult& network, const Wanted& wanted) {
  Ties ties;
  for (std::size_t tie = 0; tie < network.ties.size(); ++tie)
    if (wanted(network.ties[tie])) ties.push_back(tie);
  return ties;
}

}  // namespace quickscan
