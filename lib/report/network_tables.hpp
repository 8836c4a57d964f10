#pragma once

#include "core/language.hpp"
#include "network/network.hpp"
#include "report/document.hpp"

namespace quickscan {

/// The tables of the network, for the report, the drawing and the `graph` command.

/// Actors by their place on shortest paths.
Table network_actor_table(const NetworkResult& network, const Study& study, Language language);
/// Ties, with their confirmation and how many sources claim them.
Table network_tie_table(const NetworkResult& network, const Study& study, Language language);
/// Connected pairs and possible pairs between levels.
Table network_level_table(const NetworkResult& network, const Study& study, Language language);

}  // namespace quickscan
