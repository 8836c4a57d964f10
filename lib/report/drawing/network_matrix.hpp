#pragma once

#include "core/language.hpp"
#include "network/network.hpp"
#include "report/document.hpp"
#include "study/study.hpp"

namespace quickscan {

/// The network as an adjacency matrix, for networks that are too large for a map: actors by level and sector on both
/// sides, a mark where two of them are tied. Above some 400 ties or 110 actors the sides are levels and sectors, and
/// every cell says how many ties there are between them. No larger than A3.
Figure network_matrix_figure(const NetworkResult& network, const Study& study, Language language);

}  // namespace quickscan
