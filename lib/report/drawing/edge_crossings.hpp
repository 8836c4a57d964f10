#pragma once

#include "report/drawing/network_map.hpp"

#include <cstddef>
#include <vector>

namespace quickscan {

/// A straight segment of an edge: vertical at an x, or horizontal at a y.
struct EdgeSegment {
  double at = 0;
  double low = 0;
  double high = 0;
  std::size_t edge = 0;
};

/// The segments of all edges.
struct EdgeSegments {
  std::vector<EdgeSegment> vertical;
  std::vector<EdgeSegment> horizontal;

  /// Adds the segment between two points; nothing where they coincide.
  void add(const MapPoint& a, const MapPoint& b, std::size_t edge);
  /// Sorts each list by `at`, which the functions below require.
  void sort();
  void clear();
};

struct EdgeConflicts {
  int crossings = 0;
  int overlaps = 0;          ///< segments of different edges on top of each other
  std::vector<int> by_edge;  ///< how many others an edge crosses or overlaps
};

/// Counts the conflicts between `edges` edges; `conflicts` is passed in so that its memory is used again.
void count_conflicts(const EdgeSegments& segments, std::size_t edges, EdgeConflicts& conflicts);

/// Crossings of one segment with those of other edges.
int count_crossings(const EdgeSegment& segment, bool is_vertical, const EdgeSegments& others);

/// Points where two edges cross.
int count_crossings(const std::vector<MapEdge>& edges);

}  // namespace quickscan
