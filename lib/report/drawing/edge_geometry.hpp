#pragma once

#include "report/drawing/edge_crossings.hpp"
#include "report/drawing/edge_tracks.hpp"
#include "report/drawing/network_grid.hpp"

#include <array>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace quickscan {

/// The way of an edge: out of a side of one box, along gutters, into a side of the other. `direct`: straight down
/// to the next box of the cell. An edge between two gutters runs through the channel above row `channel`.
struct EdgeRoute {
  bool direct = false;
  bool from_right = false;
  bool to_right = false;
  std::size_t channel = 0;
  friend bool operator==(const EdgeRoute&, const EdgeRoute&) = default;
};

struct RoutedEdge {
  std::size_t tie = 0;
  std::size_t from = 0;
  std::size_t to = 0;
  EdgeRoute route;
  // Ports are numbered from the top of a box's side, tracks from the left of a gutter or the top of a channel.
  int from_port = 0;
  int to_port = 0;
  int from_track = 0;
  int to_track = 0;
  int channel_track = 0;
  // Coordinates, by EdgeGeometry::arrange().
  double from_x = 0;
  double from_y = 0;
  double to_x = 0;
  double to_y = 0;
  double channel_y = 0;
};

/// The coordinates of boxes and edges for one choice of routes: ports, tracks and the widths of gutters.
class EdgeGeometry {
 public:
  EdgeGeometry(MapGrid& grid, std::vector<RoutedEdge>& edges);

  /// To be called after the places of boxes within their cells have changed.
  void regroup();
  /// Computes all coordinates, from routes and places alone.
  void arrange();
  /// Crossings, overlaps, length and tracks as one number, to be minimised; `conflicts()` is then up to date.
  double cost();
  /// By edge: how many others it crosses or overlaps.
  const std::vector<int>& conflicts() const { return conflicts_.by_edge; }
  const EdgeSegments& segments() const { return segments_; }
  /// Crossings and length that an edge would add with this route, drawn in the middle of its gutters, among the
  /// segments of an earlier arrangement; less than that, but not below `limit`, where that is reached.
  double estimated_cost(std::size_t edge, const EdgeRoute& route, const EdgeSegments& others,
                        double limit = std::numeric_limits<double>::infinity()) const;
  std::vector<MapEdge> edges() const;
  /// Adjacent boxes of one cell, the upper one first; a bar belongs to the cells that it lies over.
  const std::vector<std::pair<std::size_t, std::size_t>>& neighbours() const { return neighbours_; }
  bool are_neighbours(std::size_t a, std::size_t b) const;

  double width() const { return column_x_.back() + 4; }
  double height() const { return row_y_.back() + 4; }
  const std::vector<double>& column_x() const { return column_x_; }
  const std::vector<double>& row_y() const { return row_y_; }
  const std::vector<double>& row_height() const { return row_height_; }

 private:
  /// One end of an edge at a side of a box.
  struct Port {
    std::size_t side = 0;  ///< twice the box, plus one on its right
    std::size_t edge = 0;
    bool at_from = true;
    double towards = 0;   ///< the y that its edge goes to first
    double distance = 0;  ///< of its track from the box
  };

  std::size_t gutter_of(std::size_t box, bool right) const { return grid_.boxes[box].column + (right ? 1U : 0U); }
  std::size_t from_gutter(const RoutedEdge& edge) const { return gutter_of(edge.from, edge.route.from_right); }
  std::size_t to_gutter(const RoutedEdge& edge) const { return gutter_of(edge.to, edge.route.to_right); }
  void place_boxes();
  void rank_ports(bool with_tracks);
  void assign_gutters();
  void assign_channels();
  void locate();
  void straighten();
  void connect_directly(RoutedEdge& edge) const;

  MapGrid& grid_;
  std::vector<RoutedEdge>& edges_;
  std::vector<std::size_t> stacked_;  ///< boxes by row, column and place
  std::vector<std::pair<std::size_t, std::size_t>> neighbours_;
  std::vector<int> gutter_tracks_;
  std::vector<int> channel_tracks_;
  std::vector<double> gutter_x_;
  std::vector<double> column_x_;
  std::vector<double> channel_y_;
  std::vector<double> row_y_;
  std::vector<double> row_height_;
  // Kept from one arrangement to the next to use their memory again.
  std::vector<Port> ports_;
  std::vector<int> port_count_;
  std::vector<int> direct_;
  std::vector<std::vector<TrackInterval>> gutters_;
  std::vector<std::vector<TrackInterval>> channels_;
  EdgeSegments segments_;
  EdgeConflicts conflicts_;
};

/// The points of an edge, bends included.
struct EdgePoints {
  std::array<MapPoint, 6> at{};
  std::size_t count = 0;
  void add(MapPoint point) { at[count++] = point; }
  std::span<const MapPoint> all() const { return std::span(at).first(count); }
};
EdgePoints points_of(const MapGrid& grid, const RoutedEdge& edge);

}  // namespace quickscan
