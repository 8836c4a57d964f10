#pragma once

#include "formats/json/values.hpp"
#include "network/network.hpp"
#include "study/study.hpp"

#include <string>

namespace quickscan {

/// `graph/1`, manual/json.md#graph: metrics with the conventions that they follow, actors, ties with claims, findings.
std::string graph_json(const NetworkResult& network, const Study& study, Language language = Language::nl);

/// The key `network` of `analysis/2`: unit, status, counts, metrics, actors, ties and findings, in the shape of
/// `graph/1`.
Json network_json(const NetworkResult& network, const Study& study, Language language);

}  // namespace quickscan
