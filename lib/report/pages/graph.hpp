#pragma once

#include "core/language.hpp"
#include "network/network.hpp"
#include "report/document.hpp"
#include "study/study.hpp"

#include <string>
#include <vector>

namespace quickscan {

struct NetworkPageOptions {
  Language language = Language::nl;
  /// What changed since an earlier wave (network_change_sentences); empty where there is none.
  std::vector<std::string> changes = {};
};

/// What `quickscan graph` prints: the findings of most weight, then the others and the tables.
Document network_page(const NetworkResult& network, const Study& study, const NetworkPageOptions& options = {});

}  // namespace quickscan
