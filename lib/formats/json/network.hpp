#pragma once

#include "formats/json/parts.hpp"

namespace quickscan {

/// The key `network` of `analysis/1`: unit, status, counts, metrics, actors, ties and findings, in the shape
/// that they have in `graph/1`. Only sources of this room include this header.
Json network_json(const NetworkResult& network, const Study& study, Language language);

}  // namespace quickscan
