#pragma once

#include "report/drawing/network_map.hpp"
#include "report/drawing/svg.hpp"
#include "report/network_wording.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quickscan {

/// The symbols of the network map: colours, arrowheads, dashes and the legend.

inline constexpr double legend_line = 16;
inline constexpr double sample_width = 30;
inline constexpr std::string_view bar_fill = "#e3ebf2";

/// A colour of at least 3:1 on white, and an arrowhead by which the relation is recognised without colour.
struct RelationStyle {
  std::string_view colour;
  enum class Head : std::uint8_t { plain, both_open, triangle, open, diamond, ring, double_open } head;
};

RelationStyle style_of(Relation relation);

struct StatusStyle {
  double width = 1.3;
  std::string_view dash = {};
};

StatusStyle style_of(TieStatus status);

using Points = std::vector<std::pair<double, double>>;

/// The end of a line, and its direction there.
struct LineHead {
  std::pair<double, double> tip;
  double dx = 0;
  double dy = 0;
};

/// Positions of a line's heads; the line is shortened before a solid one, so that it does not extend beyond the tip.
std::vector<LineHead> place_heads(const RelationStyle& style, Points& points);
void draw_head(Drawing& drawing, const RelationStyle& style, const LineHead& head);
/// The cross on a problematic tie.
void draw_cross(Drawing& drawing, double x, double y);

/// One entry of the legend: a sample and its words.
struct LegendItem {
  std::string text;
  std::optional<Relation> relation;
  std::optional<TieStatus> status;
  enum class Box : std::uint8_t { line, heard, not_heard, platform, border } box = Box::line;
};

/// Entries for every relation and status of any wave, so that all panels have the same legend.
std::vector<LegendItem> legend_of(const NetworkResult& network, const MapOptions& options, const NetworkWords& words);
std::size_t legend_lines(const std::vector<LegendItem>& items, double width);
void draw_legend(Drawing& drawing, const std::vector<LegendItem>& items, double width, double y);

}  // namespace quickscan
