#include "report/drawing/edge_crossings.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace quickscan {

namespace {

/// Parallel segments nearer than this overlap.
constexpr double overlap_distance = 2;

/// Whether two segments at right angles cross, the second of which is `between` the ends of the first. Without
/// branches, for the search asks it half a million times.
bool cross(const EdgeSegment& segment, const EdgeSegment& other) {
  const int low = other.low < segment.at ? 1 : 0;
  const int high = segment.at < other.high ? 1 : 0;
  const int different = segment.edge != other.edge ? 1 : 0;
  return (low & high & different) != 0;
}

/// Of segments sorted by `at`, those strictly between two coordinates.
std::span<const EdgeSegment> between(const std::vector<EdgeSegment>& segments, double low, double high) {
  const auto first = std::ranges::upper_bound(segments, low, {}, &EdgeSegment::at);
  const auto last = std::ranges::lower_bound(first, segments.end(), high, {}, &EdgeSegment::at);
  return {first, last};
}

void count_overlaps(const std::vector<EdgeSegment>& segments, EdgeConflicts& conflicts) {
  for (std::size_t i = 0; i < segments.size(); ++i) {
    for (std::size_t j = i + 1; j < segments.size() && segments[j].at - segments[i].at < overlap_distance; ++j) {
      const auto& a = segments[i];
      const auto& b = segments[j];
      if (a.edge == b.edge || a.low + 1 >= b.high || b.low + 1 >= a.high) continue;
      ++conflicts.overlaps;
      ++conflicts.by_edge[a.edge];
      ++conflicts.by_edge[b.edge];
    }
  }
}

}  // namespace

void EdgeSegments::add(const MapPoint& a, const MapPoint& b, std::size_t edge) {
  const bool is_vertical = std::abs(a.x - b.x) < 0.01;
  const double low = is_vertical ? std::min(a.y, b.y) : std::min(a.x, b.x);
  const double high = is_vertical ? std::max(a.y, b.y) : std::max(a.x, b.x);
  if (high - low < 0.01) return;
  (is_vertical ? vertical : horizontal).push_back({is_vertical ? a.x : a.y, low, high, edge});
}

void EdgeSegments::sort() {
  std::ranges::sort(vertical, {}, &EdgeSegment::at);
  std::ranges::sort(horizontal, {}, &EdgeSegment::at);
}

void EdgeSegments::clear() {
  vertical.clear();
  horizontal.clear();
}

void count_conflicts(const EdgeSegments& segments, std::size_t edges, EdgeConflicts& conflicts) {
  conflicts.crossings = conflicts.overlaps = 0;
  conflicts.by_edge.assign(edges, 0);
  for (const auto& a : segments.vertical) {
    for (const auto& b : between(segments.horizontal, a.low, a.high)) {
      if (!cross(a, b)) continue;
      ++conflicts.crossings;
      ++conflicts.by_edge[a.edge];
      ++conflicts.by_edge[b.edge];
    }
  }
  count_overlaps(segments.vertical, conflicts);
  count_overlaps(segments.horizontal, conflicts);
}

int count_crossings(const EdgeSegment& segment, bool is_vertical, const EdgeSegments& others) {
  int crossings = 0;
  for (const auto& other : between(is_vertical ? others.horizontal : others.vertical, segment.low, segment.high))
    crossings += static_cast<int>(cross(segment, other));
  return crossings;
}

int count_crossings(const std::vector<MapEdge>& edges) {
  EdgeSegments segments;
  for (std::size_t edge = 0; edge < edges.size(); ++edge) {
    const auto& points = edges[edge].points;
    for (std::size_t i = 0; i + 1 < points.size(); ++i) segments.add(points[i], points[i + 1], edge);
  }
  segments.sort();
  EdgeConflicts conflicts;
  count_conflicts(segments, edges.size(), conflicts);
  return conflicts.crossings;
}

}  // namespace quickscan
