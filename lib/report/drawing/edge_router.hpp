#pragma once

#include "report/drawing/network_grid.hpp"
#include "report/drawing/network_map.hpp"

namespace quickscan {

/// Routes the ties of `graph` along the gutters and channels of `grid`, with few crossings, and gives boxes and
/// edges their coordinates. May swap boxes within a cell. Deterministic: the search is limited by a count.
void route_edges(const MapGraph& graph, MapGrid& grid, MapLayout& layout);

}  // namespace quickscan
