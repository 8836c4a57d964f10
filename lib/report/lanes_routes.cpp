#include "report/lanes_routes.hpp"

#include <algorithm>
#include <cmath>

namespace quickscan {

namespace {

/// How much work improving the routes may be, in comparisons of pieces of lines: a count, so that the drawing
/// does not depend on the machine.
constexpr double most_comparisons = 2e7;

std::vector<LaneRoute> candidates(const LaneGrid& grid, const LaneGeometry& geometry, const RoutedLine& line) {
  std::vector<LaneRoute> routes;
  if (geometry.are_neighbours(line.from, line.to)) routes.push_back({true, false, false, 0});
  const auto& from = grid.boxes[line.from];
  const auto& to = grid.boxes[line.to];
  std::vector<std::size_t> channels = {from.row, from.row + 1, to.row, to.row + 1};
  std::ranges::sort(channels);
  channels.erase(std::unique(channels.begin(), channels.end()), channels.end());
  for (const bool from_right : {false, true}) {
    for (const bool to_right : {false, true}) {
      const auto first = from.column + (from_right ? 1U : 0U);
      const auto second = to.column + (to_right ? 1U : 0U);
      if (first == second) {
        routes.push_back({false, from_right, to_right, 0});
        continue;
      }
      for (const auto channel : channels) routes.push_back({false, from_right, to_right, channel});
    }
  }
  return routes;
}

/// The length of a route before there are tracks, with a little for every bend.
double rough_length(const LaneGrid& grid, const LaneGeometry& geometry, const RoutedLine& line,
                    const LaneRoute& route) {
  if (route.direct) return 0;
  const auto& from = grid.boxes[line.from];
  const auto& to = grid.boxes[line.to];
  const double from_y = from.y + from.height / 2;
  const double to_y = to.y + to.height / 2;
  const double from_x = from.x + (route.from_right ? from.width + 10 : -10);
  const double to_x = to.x + (route.to_right ? to.width + 10 : -10);
  const bool same = from.column + (route.from_right ? 1U : 0U) == to.column + (route.to_right ? 1U : 0U);
  if (same) return std::abs(from_y - to_y) + 20;
  const double channel = geometry.row_y()[route.channel] - 10;
  return std::abs(from_y - channel) + std::abs(to_y - channel) + std::abs(from_x - to_x) + 60;
}

class Router {
 public:
  Router(LaneGrid& grid, std::vector<RoutedLine>& lines) : grid_(grid), lines_(lines), geometry_(grid, lines) {}

  LaneGeometry& run() {
    geometry_.arrange();
    for (auto& line : lines_) {
      const auto routes = candidates(grid_, geometry_, line);
      line.route = *std::ranges::min_element(
          routes, {}, [&](const LaneRoute& route) { return rough_length(grid_, geometry_, line, route); });
    }
    best_ = measure();
    const double pieces = 4.0 * static_cast<double>(lines_.size());
    budget_ = static_cast<long>(most_comparisons /
                                std::max(pieces * pieces / 2 + 400 * static_cast<double>(lines_.size()), 1.0));
    for (bool better = true; better && budget_ > 0;) {
      better = improve_routes();
      better = swap_boxes() || better;
    }
    geometry_.arrange();
    return geometry_;
  }

 private:
  double measure() {
    --budget_;
    geometry_.arrange();
    return geometry_.cost();
  }

  bool improve_routes() {
    bool better = false;
    for (auto& line : lines_) {
      for (const auto& route : candidates(grid_, geometry_, line)) {
        if (budget_ <= 0) return better;
        const auto before = line.route;
        line.route = route;
        const double now = measure();
        if (now < best_ - 1e-6) {
          best_ = now;
          better = true;
        } else {
          line.route = before;
        }
      }
    }
    geometry_.arrange();
    return better;
  }

  /// Neighbours of one cell change places where that helps; lines that ran straight between them still do.
  bool swap_boxes() {
    bool better = false;
    for (std::size_t a = 0; a < grid_.boxes.size(); ++a) {
      for (std::size_t b = 0; b < grid_.boxes.size(); ++b) {
        auto& first = grid_.boxes[a];
        auto& second = grid_.boxes[b];
        const bool adjacent = first.row == second.row && first.column == second.column && first.place >= 0 &&
                              second.place == first.place + 1;
        if (!adjacent || budget_ <= 0) continue;
        const auto routes = lines_;
        std::swap(first.place, second.place);
        geometry_.arrange();
        mend_direct();
        const double now = measure();
        if (now < best_ - 1e-6) {
          best_ = now;
          better = true;
        } else {
          std::swap(first.place, second.place);
          lines_ = routes;
        }
      }
    }
    geometry_.arrange();
    return better;
  }

  void mend_direct() {
    for (auto& line : lines_) {
      if (!line.route.direct || geometry_.are_neighbours(line.from, line.to)) continue;
      line.route = {false, true, true, 0};
    }
  }

  LaneGrid& grid_;
  std::vector<RoutedLine>& lines_;
  LaneGeometry geometry_;
  double best_ = 0;
  long budget_ = 0;
};

}  // namespace

void route_lanes(const LaneGraph& graph, LaneGrid& grid, LaneLayout& layout) {
  std::vector<RoutedLine> lines;
  for (std::size_t tie = 0; tie < graph.ties.size(); ++tie) {
    const auto& row = graph.ties[tie];
    RoutedLine line;
    line.tie = tie;
    // A bar is met where it is nearest to the other end.
    const bool bar_first = graph.actors[row.source].platform;
    const auto fixed = nearest_box(grid, bar_first ? row.target : row.source, 0);
    const auto other = nearest_box(grid, bar_first ? row.source : row.target, grid.boxes[fixed].column);
    line.from = bar_first ? other : fixed;
    line.to = bar_first ? fixed : other;
    lines.push_back(line);
  }
  Router router(grid, lines);
  const auto& geometry = router.run();
  layout.boxes = grid.boxes;
  layout.lines = geometry.lines();
  layout.crossings = count_crossings(layout.lines);
  layout.width = geometry.width();
  layout.height = geometry.height();
  for (std::size_t row = 0; row < grid.rows; ++row) {
    layout.rows.push_back({graph.rows[row], geometry.row_y()[row], geometry.row_y()[row] + geometry.row_height()[row]});
  }
  for (std::size_t column = 0; column < grid.column_sector.size(); ++column) {
    const auto& name = grid.sectors[grid.column_sector[column]];
    const double begin = geometry.column_x()[column];
    const bool goes_on = column > 0 && grid.column_sector[column - 1] == grid.column_sector[column];
    if (!goes_on) layout.columns.push_back({name, begin, begin});
    layout.columns.back().end = begin + grid.box_width;
  }
}

}  // namespace quickscan
