#pragma once

#include "report/network_wording.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace quickscan {

/// One function a finding; only network_statements*.cpp include this header.

using MaybeStatement = std::optional<NetworkStatement>;
using Ties = std::vector<std::size_t>;

inline double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

inline int count_of(std::size_t value) { return static_cast<int>(value); }

/// Adds a sentence.
void add(std::string& text, const std::string& more);

template <typename Wanted>
Ties ties_where(const NetworkResult& network, const Wanted& wanted) {
  Ties ties;
  for (std::size_t tie = 0; tie < network.ties.size(); ++tie) {
    if (wanted(network.ties[tie])) ties.push_back(tie);
  }
  return ties;
}

/// Those of whom nobody spoke.
std::vector<std::size_t> unheard(const NetworkResult& network, const std::vector<std::size_t>& actors);

// About the whole network (network_statements_whole.cpp).
MaybeStatement state_levels(const NetworkWords& words);
MaybeStatement state_sectors(const NetworkWords& words);
MaybeStatement state_confirmation(const NetworkWords& words);
MaybeStatement state_apart(const NetworkWords& words);
MaybeStatement state_planned(const NetworkWords& words);

}  // namespace quickscan
