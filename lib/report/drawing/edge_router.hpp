#pragma once

#include "report/drawing/network_grid.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace quickscan {

/// How a line runs: out of a side of one box, along gutters, into a side of the other. `direct`: straight down
/// to the next box of the cell. A line whose two gutters differ changes over in the channel above row `channel`.
struct LaneRoute {
  bool direct = false;
  bool from_right = false;
  bool to_right = false;
  std::size_t channel = 0;
  friend bool operator==(const LaneRoute&, const LaneRoute&) = default;
};

struct RoutedLine {
  std::size_t tie = 0;
  std::size_t from = 0;
  std::size_t to = 0;
  LaneRoute route;
  // Its places among the others: ports of a box's side, tracks of gutters and of a channel.
  int from_port = 0;
  int to_port = 0;
  int from_track = 0;
  int to_track = 0;
  int channel_track = 0;
  // What follows from them.
  double from_x = 0;
  double from_y = 0;
  double to_x = 0;
  double to_y = 0;
  double channel_y = 0;
};

/// A straight piece of a line: upright at an x, or level at a y.
struct LanePiece {
  double at = 0;
  double low = 0;
  double high = 0;
  std::size_t line = 0;
};

/// The grid's geometry for one choice of routes: tracks, widths of gutters, ports and the lines' points.
class LaneGeometry {
 public:
  LaneGeometry(LaneGrid& grid, std::vector<RoutedLine>& lines);

  /// Takes over the boxes' places within their cells.
  void regroup();
  /// Gives everything its coordinates; what comes out depends on routes and places alone.
  void arrange();
  /// Crossings, lines on one another, length and tracks as one number; `conflicts()` are then up to date.
  double cost();
  /// By line: how many others it crosses or lies on.
  const std::vector<int>& conflicts() const { return conflicts_; }
  /// What a route of one line would cost among the others as they run now (`pieces` of an earlier arrangement):
  /// crossings and length, with the line in the middle of its gutters.
  struct Pieces {  // sorted by where they are
    std::vector<LanePiece> upright;
    std::vector<LanePiece> level;
  };
  Pieces pieces() const { return {upright_, level_}; }
  double rough_cost(std::size_t line, const LaneRoute& route, const Pieces& others) const;
  std::vector<LaneLine> lines() const;
  /// Boxes of one cell that stand next to each other, the upper one first; bars are in the cells they lie over.
  const std::vector<std::pair<std::size_t, std::size_t>>& neighbours() const { return neighbours_; }
  bool are_neighbours(std::size_t a, std::size_t b) const;

  double width() const { return column_x_.back() + 4; }
  double height() const { return row_y_.back() + 4; }
  const std::vector<double>& column_x() const { return column_x_; }
  const std::vector<double>& row_y() const { return row_y_; }
  const std::vector<double>& row_height() const { return row_height_; }

 private:
  /// One end of a line at a side of a box.
  struct Port {
    std::size_t side = 0;  ///< twice the box, plus one on its right
    std::size_t line = 0;
    bool at_from = true;
    double towards = 0;   ///< where its line goes first
    double distance = 0;  ///< of its track from the box
  };

  std::size_t gutter_of(std::size_t box, bool right) const { return grid_.boxes[box].column + (right ? 1U : 0U); }
  std::size_t from_gutter(const RoutedLine& line) const { return gutter_of(line.from, line.route.from_right); }
  std::size_t to_gutter(const RoutedLine& line) const { return gutter_of(line.to, line.route.to_right); }
  void place_boxes();
  void rank_ports(bool with_tracks);
  void assign_gutters();
  void assign_channels();
  void locate();
  void straighten();
  void cut_into_pieces();

  LaneGrid& grid_;
  std::vector<RoutedLine>& lines_;
  std::vector<std::size_t> stacked_;  ///< boxes by row, column and place
  std::vector<std::pair<std::size_t, std::size_t>> neighbours_;
  std::vector<int> gutter_tracks_;
  std::vector<int> channel_tracks_;
  std::vector<double> gutter_x_;
  std::vector<double> column_x_;
  std::vector<double> channel_y_;
  std::vector<double> row_y_;
  std::vector<double> row_height_;
  // Kept from one arrangement to the next for their memory alone.
  std::vector<Port> ports_;
  std::vector<int> port_count_;
  std::vector<int> direct_;
  std::vector<std::vector<LaneSpan>> gutters_;
  std::vector<std::vector<LaneSpan>> channels_;
  std::vector<LanePiece> upright_;
  std::vector<LanePiece> level_;
  std::vector<int> conflicts_;
};

/// The points of a line, bends included.
struct RoutePoints {
  std::array<LanePoint, 6> at{};
  std::size_t count = 0;
  void add(LanePoint point) { at[count++] = point; }
  std::span<const LanePoint> all() const { return std::span(at).first(count); }
};
RoutePoints points_of(const LaneGrid& grid, const RoutedLine& line);

}  // namespace quickscan
