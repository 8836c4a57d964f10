#pragma once

#include "report/drawing/network_map.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quickscan {

/// How the drawing is made; only lanes*.cpp include this header.

struct LaneActor {
  std::string id;
  std::string label;
  std::string sector;
  std::size_t row = 0;
  bool platform = false;
};

struct LaneTie {
  std::size_t source = 0;
  std::size_t target = 0;
  Relation relation = Relation::works_with;
};

/// Actors and ties of all waves together, by id.
struct LaneGraph {
  std::vector<LaneActor> actors;
  std::vector<LaneTie> ties;
  std::vector<std::string> rows;     ///< names
  std::vector<std::string> sectors;  ///< ids, in the study's order
};

LaneGraph gather_lanes(const NetworkResult& network, const Study& study, const LanesOptions& options);

/// Boxes with their places on the grid and their sizes, columns with the sectors that they belong to.
struct LaneGrid {
  std::vector<LaneBox> boxes;
  /// By column: the sector, as an index into `sectors`.
  std::vector<std::size_t> column_sector;
  std::vector<std::string> sectors;  ///< in drawn order
  std::size_t rows = 0;
  /// By row: heights of the bars above its boxes.
  std::vector<std::vector<double>> bands;
  double box_width = 0;
  /// By row: its name on one line, or on two where the row's boxes are not high enough for one.
  std::vector<std::vector<std::string>> row_names;
  /// By row: the least height that its name needs.
  std::vector<double> least_height;
};

LaneGrid make_grid(const LaneGraph& graph);

/// A text on lines of at most `width`; words that are too wide are broken with a hyphen.
std::vector<std::string> wrap_label(std::string_view label, double width, std::size_t most);

/// Names of rows within the height that the boxes and bars of a row have, or a row that is high enough for its name.
void fit_row_names(const LaneGraph& graph, LaneGrid& grid);

/// The box of an actor that is nearest to a column.
std::size_t nearest_box(const LaneGrid& grid, std::size_t actor, std::size_t column);

/// Lays lines along the gutters of the grid, and gives boxes and gutters their coordinates.
void route_lanes(const LaneGraph& graph, LaneGrid& grid, LaneLayout& layout);

/// An interval in a gutter that needs a track of its own beside those it overlaps. `before` at an end: the line
/// goes on towards the smaller coordinate there (left of a column gutter, up from a row gutter).
struct LaneSpan {
  std::size_t line = 0;
  double low = 0;
  double high = 0;
  bool low_before = false;
  bool high_before = false;
  int track = 0;
};

/// Gives each span of one gutter a track, in an order with few crossings; the number of tracks.
int assign_tracks(std::vector<LaneSpan>& spans);

namespace lane_size {
inline constexpr double line = 12;          ///< of text
inline constexpr double padding = 4;        ///< around a label
inline constexpr double pitch = 6;          ///< between tracks
inline constexpr double margin = 8.5;       ///< from a box to the first track
inline constexpr double stack_gap = 13;     ///< between boxes of a cell
inline constexpr double left = 22;          ///< for the names of rows, on two lines at most
inline constexpr double row_name = 11;      ///< the size of their letters
inline constexpr double header = 50;        ///< title and the names of columns
inline constexpr double sheet_width = 785;  ///< A4 landscape within 10 mm, in points
inline constexpr double sheet_height = 538;
}  // namespace lane_size

}  // namespace quickscan
