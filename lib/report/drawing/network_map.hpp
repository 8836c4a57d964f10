#pragma once

#include "core/language.hpp"
#include "network/network.hpp"
#include "report/document.hpp"
#include "study/study.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// The stakeholder graph drawn on a grid: levels are rows (the first on top), sectors are columns.

enum class MapPanel : std::uint8_t { overview, steering_and_funding, cooperation_and_referral, escalation };

struct MapOptions {
  Language language = Language::nl;
  MapPanel panel = MapPanel::overview;
  /// Other waves whose actors and ties get a place too, so that all waves are drawn on the same coordinates.
  std::vector<const NetworkResult*> waves;
};

/// More ties than this are not drawn as lines: the drawing then counts actors and ties by level and sector.
inline constexpr std::size_t most_drawn_ties = 400;

/// The drawing as one SVG element with title and description made from the data. Every panel of a network has
/// the same coordinates. A4 landscape holds 29 actors at 7 pt.
std::string draw_network_map(const NetworkResult& network, const Study& study, const MapOptions& options = {});

/// The drawing with its title, its description and the ties that it shows as a table.
Figure network_map_figure(const NetworkResult& network, const Study& study, const MapOptions& options = {});

/// Several panels on one layout, which is the costly part, without their tables.
std::vector<Figure> network_map_figures(const NetworkResult& network, const Study& study, const MapOptions& options,
                                        const std::vector<MapPanel>& panels);

struct MapPoint {
  double x = 0;
  double y = 0;
};

/// A box of the drawing; a platform has one for each column with members, joined to a bar.
struct MapBox {
  std::size_t actor = 0;  ///< into the actors laid out
  bool platform = false;
  std::size_t row = 0;
  std::size_t column = 0;
  int place = 0;  ///< from the top of its cell; bars have negative places
  double x = 0, y = 0, width = 0, height = 0;
  std::vector<std::string> lines;  ///< of its label
};

/// A tie drawn from box to box, in horizontal and vertical segments.
struct MapEdge {
  std::size_t tie = 0;  ///< into the ties laid out
  std::size_t from = 0;
  std::size_t to = 0;
  std::vector<MapPoint> points;
};

/// The coordinates of boxes and edges, in units of which 10 are the size of a label.
struct MapLayout {
  struct Band {
    std::string name;
    double begin = 0;
    double end = 0;
    std::vector<std::string> lines = {};  ///< of the name of a row
  };
  /// A level and a sector, as indices into `rows` and `columns`.
  struct Cell {
    std::size_t row = 0;
    std::size_t column = 0;
    auto operator<=>(const Cell&) const = default;
  };
  std::vector<std::string> actors;  ///< ids
  std::vector<std::string> ties;    ///< `source target relation`
  std::vector<MapBox> boxes;
  std::vector<MapEdge> edges;
  /// By actor; empty unless there are too many ties to be drawn as lines. There are no boxes and edges then.
  std::vector<Cell> cells;
  std::vector<Band> rows;
  std::vector<Band> columns;
  double width = 0;
  double height = 0;          ///< of the grid, without the legend
  double drawing_height = 0;  ///< with legend and banner
  int crossings = 0;
};

/// The layout behind draw_network_map(); deterministic.
MapLayout lay_out_network_map(const NetworkResult& network, const Study& study, const MapOptions& options = {});

/// The size of a label in points when the drawing fills a sheet of A4 landscape with margins of 10 mm, under its
/// title.
double printed_label_size(const MapLayout& layout);

/// A size of paper, landscape, and how large a label gets on it.
struct PaperSheet {
  std::string_view name = "A4";
  double label_size = 0;  ///< in points
};

/// The smallest sheet from A4 to A1 on which no label is under 7 points; A1 where none is large enough.
PaperSheet sheet_for(const MapLayout& layout);

inline constexpr double map_label_size = 10;

}  // namespace quickscan
