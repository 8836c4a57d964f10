#pragma once

#include <cstddef>
#include <vector>

#include "report/lanes_grid.hpp"

namespace quickscan {

/// How a line runs: out of a side of one box, along gutters, into a side of the other. `direct`: straight down
/// to the next box of the cell. A line whose two gutters differ changes over in the channel above row `channel`.
struct LaneRoute {
  bool direct = false;
  bool from_right = false;
  bool to_right = false;
  std::size_t channel = 0;
};

struct RoutedLine {
  std::size_t tie = 0;
  std::size_t from = 0;
  std::size_t to = 0;
  LaneRoute route;
  double from_y = 0;
  double to_y = 0;
  // Where it runs in its gutters and its channel.
  double from_x = 0;
  double to_x = 0;
  double channel_y = 0;
};

/// The grid's geometry for one choice of routes: tracks, widths of gutters, ports and the lines' points.
class LaneGeometry {
 public:
  LaneGeometry(LaneGrid& grid, std::vector<RoutedLine>& lines);

  /// Gives everything its place; to be called after a route or a box's place changed.
  void arrange();
  /// Crossings, lines on one another, length and tracks as one number.
  double cost() const;
  /// Points of all lines.
  std::vector<LaneLine> lines() const;
  /// Whether nothing stands between two boxes of one cell.
  bool are_neighbours(std::size_t a, std::size_t b) const;

  double width() const;
  double height() const;
  const std::vector<double>& column_x() const { return column_x_; }
  const std::vector<double>& row_y() const { return row_y_; }
  const std::vector<double>& row_height() const { return row_height_; }

 private:
  std::size_t gutter_of(std::size_t box, bool right) const { return grid_.boxes[box].column + (right ? 1U : 0U); }
  void place_boxes();
  void assign_ports(bool with_tracks);
  void assign_gutters();
  void assign_channels();
  void place_direct();
  void straighten();

  LaneGrid& grid_;
  std::vector<RoutedLine>& lines_;
  std::vector<int> gutter_tracks_;
  std::vector<int> channel_tracks_;
  std::vector<double> gutter_x_;
  std::vector<double> column_x_;
  std::vector<double> channel_y_;
  std::vector<double> row_y_;
  std::vector<double> row_height_;
};

}  // namespace quickscan
