#pragma once

#include "core/language.hpp"
#include "network/network.hpp"
#include "study/study.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace quickscan {

struct NetworkTextOptions {
  Language language = Language::nl;
  std::size_t width = 100;  ///< of a line, in characters
  /// What changed since an earlier wave (network_change_sentences); empty where there is none.
  std::vector<std::string> changes = {};
};

/// What `quickscan graph` prints: the findings of most weight, then the others and the tables.
std::string network_text(const NetworkResult& network, const Study& study, const NetworkTextOptions& options = {});

}  // namespace quickscan
