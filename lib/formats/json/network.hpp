#pragma once

#include "core/language.hpp"
#include "network/network.hpp"
#include "study/study.hpp"

#include <string>

namespace quickscan {

/// `graph/1`, manual/json.md#graph: metrics with the conventions that they follow, actors, ties with claims, findings.
std::string graph_json(const NetworkResult& network, const Study& study, Language language = Language::nl);

}  // namespace quickscan
