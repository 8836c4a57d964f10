#pragma once

#include "core/language.hpp"
#include "network/network.hpp"
#include "report/document.hpp"
#include "study/study.hpp"

namespace quickscan {

/// The network as an adjacency matrix, for networks that are too large for a map of lines: actors by level and sector
/// on both sides, a mark where two of them are tied. No larger than A3.
Figure network_matrix_figure(const NetworkResult& network, const Study& study, Language language);

}  // namespace quickscan
