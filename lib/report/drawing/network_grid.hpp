#pragma once

#include "report/drawing/network_map.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace quickscan {

/// The grid of the network map: levels are rows, sectors are columns (README.md in this folder).

struct MapActor {
  std::string id, label, sector;
  std::size_t row = 0;
  bool platform = false;
};

struct MapTie {
  std::size_t source = 0;
  std::size_t target = 0;
  Relation relation = Relation::works_with;
};

/// Actors and ties of all waves together, by id.
struct MapGraph {
  std::vector<MapActor> actors;
  std::vector<MapTie> ties;
  std::vector<std::string> rows;     ///< names
  std::vector<std::string> sectors;  ///< ids, in the study's order
};

/// The actors and ties of a network and of the other waves in `options`.
MapGraph gather_map_graph(const NetworkResult& network, const Study& study, const MapOptions& options);

/// Boxes with their places on the grid and their sizes, columns with the sectors that they belong to.
struct MapGrid {
  std::vector<MapBox> boxes;
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

/// Orders the columns and gives every box its cell and size; coordinates follow from route_edges().
MapGrid make_grid(const MapGraph& graph);

/// The box of an actor that is nearest to a column; a platform has several.
std::size_t nearest_box(const MapGrid& grid, std::size_t actor, std::size_t column);

namespace map_size {
inline constexpr double line = 12;          ///< height of a line of text
inline constexpr double padding = 4;        ///< around a label
inline constexpr double pitch = 6;          ///< between tracks
inline constexpr double margin = 8.5;       ///< from a box to the first track
inline constexpr double stack_gap = 13;     ///< between boxes of a cell
inline constexpr double left = 22;          ///< margin for the names of rows, on at most two lines
inline constexpr double row_name = 11;      ///< the size of their letters
inline constexpr double header = 50;        ///< title and the names of columns
inline constexpr double sheet_width = 785;  ///< A4 landscape within 10 mm, in points
inline constexpr double sheet_height = 538;
}  // namespace map_size

}  // namespace quickscan
