#include "report/drawing/edge_router.hpp"

#include "report/drawing/network_grid.hpp"

#include <algorithm>
#include <cmath>

namespace quickscan {

namespace {

/// How much work improving the routes may be, in comparisons of pieces of lines: a count, so that the drawing
/// does not depend on the machine.
constexpr double most_comparisons = 1e6;
constexpr double most_looks = 4e6;
constexpr double most_rounds = 4;
constexpr std::size_t most_candidates = 10;
constexpr std::size_t most_tried = 3;

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

  const LaneGeometry& run() {
    geometry_.arrange();
    for (auto& line : lines_) line.route = routes_by_length(line).front();
    const auto count = static_cast<double>(lines_.size());
    budget_ = static_cast<long>(most_comparisons / (6 * count * count + 80 * count + 1));
    accept(measure());
    // First all that looks better from afar at once, then one by one, then everything, as long as the budget lasts.
    const auto rounds = std::min(most_rounds, std::floor(most_looks / (10 * count * count + 1)));
    for (std::size_t round = 0; round < static_cast<std::size_t>(rounds); ++round) reroute_by_look(round);
    for (bool better = true; better && budget_ > 0;) {
      better = improve_routes(false);
      better = swap_boxes() || better;
      if (!better) better = improve_routes(true);
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

  void accept(double cost) {
    best_ = cost;
    conflicts_ = geometry_.conflicts();
    pieces_ = geometry_.pieces();
  }

  std::vector<LaneRoute> routes_by_length(const RoutedLine& line) const {
    auto routes = candidates(grid_, geometry_, line);
    std::ranges::stable_sort(routes, {},
                             [&](const LaneRoute& route) { return rough_length(grid_, geometry_, line, route); });
    if (routes.size() > most_candidates) routes.resize(most_candidates);
    return routes;
  }

  /// Routes that look better than the line's own, the best first.
  std::vector<LaneRoute> promising(std::size_t index) const {
    const auto& line = lines_[index];
    const double own = geometry_.rough_cost(index, line.route, pieces_);
    std::vector<std::pair<double, LaneRoute>> rated;
    for (const auto& route : routes_by_length(line)) {
      if (route == line.route) continue;
      const double cost = geometry_.rough_cost(index, route, pieces_);
      if (cost < own + 60) rated.emplace_back(cost, route);
    }
    std::ranges::stable_sort(rated, {}, [](const auto& entry) { return entry.first; });
    std::vector<LaneRoute> routes;
    routes.reserve(rated.size());
    for (const auto& entry : rated) routes.push_back(entry.second);
    if (routes.size() > most_tried) routes.resize(most_tried);
    return routes;
  }

  /// Gives every other line that crosses one the route that looks best among the rest as they run now; two
  /// neighbours in the list would dodge each other.
  void reroute_by_look(std::size_t round) {
    const auto before = lines_;
    for (std::size_t index = round % 2; index < lines_.size(); index += 2) {
      if (conflicts_[index] == 0) continue;
      double least = geometry_.rough_cost(index, lines_[index].route, pieces_);
      for (const auto& route : routes_by_length(lines_[index])) {
        const double cost = geometry_.rough_cost(index, route, pieces_);
        if (cost >= least - 1e-6) continue;
        least = cost;
        lines_[index].route = route;
      }
    }
    const double now = measure();
    if (now < best_ - 1e-6) {
      accept(now);
    } else {
      lines_ = before;
    }
  }

  /// Other routes for the lines that cross another.
  bool improve_routes(bool all) {
    bool better = false;
    for (std::size_t index = 0; index < lines_.size(); ++index) {
      if (conflicts_[index] == 0) continue;
      for (const auto& route : all ? routes_by_length(lines_[index]) : promising(index)) {
        if (budget_ <= 0) return better;
        const auto before = lines_[index].route;
        lines_[index].route = route;
        const double now = measure();
        if (now < best_ - 1e-6) {
          accept(now);
          better = true;
          break;
        }
        lines_[index].route = before;
      }
    }
    return better;
  }

  bool has_conflict(std::size_t box) const {
    for (std::size_t index = 0; index < lines_.size(); ++index) {
      if (conflicts_[index] > 0 && (lines_[index].from == box || lines_[index].to == box)) return true;
    }
    return false;
  }

  /// Neighbours of one cell change places where that helps; lines that ran straight between them still do.
  bool swap_boxes() {
    bool better = false;
    const auto pairs = geometry_.neighbours();
    for (const auto& [a, b] : pairs) {
      auto& first = grid_.boxes[a];
      auto& second = grid_.boxes[b];
      if (budget_ <= 0) break;
      if (first.place < 0 || (!has_conflict(a) && !has_conflict(b))) continue;
      const auto routes = lines_;
      std::swap(first.place, second.place);
      geometry_.regroup();
      mend_direct();
      const double now = measure();
      if (now < best_ - 1e-6) {
        accept(now);
        better = true;
      } else {
        std::swap(first.place, second.place);
        geometry_.regroup();
        lines_ = routes;
      }
    }
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
  std::vector<int> conflicts_;
  LaneGeometry::Pieces pieces_;
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
    layout.rows.push_back({graph.rows[row], geometry.row_y()[row], geometry.row_y()[row] + geometry.row_height()[row],
                           grid.row_names[row]});
  }
  for (std::size_t column = 0; column < grid.column_sector.size(); ++column) {
    const auto& name = grid.sectors[grid.column_sector[column]];
    const double begin = geometry.column_x()[column];
    const bool goes_on = column > 0 && grid.column_sector[column - 1] == grid.column_sector[column];
    if (!goes_on) layout.columns.push_back({name, begin, begin});
    layout.columns.back().end = begin + grid.box_width;
  }
}

namespace {

constexpr double near = 4;

bool overlap(const LaneSpan& a, const LaneSpan& b) { return a.low < b.high + near && b.low < a.high + near; }

bool strictly_inside(const LaneSpan& span, double at) { return span.low < at && at < span.high; }

/// What it gains to have `second` before `first` instead of after it: crossings that are then not there, and
/// ends that do not lie on one another.
int gain_of_swap(const LaneSpan& first, const LaneSpan& second) {
  int gain = 0;
  // Where an end lies within the other span, its line crosses the other unless it leaves on its own side.
  const auto leave = [&](const LaneSpan& other, double at, bool before, int sign) {
    if (strictly_inside(other, at)) gain += before ? -sign : sign;
  };
  leave(second, first.low, first.low_before, 2);
  leave(second, first.high, first.high_before, 2);
  leave(first, second.low, second.low_before, -2);
  leave(first, second.high, second.high_before, -2);
  // Two ends at one height that run towards each other would lie on one another.
  const auto clash = [&](double a, bool a_before, double b, bool b_before) {
    if (a_before != b_before && a - b < near && b - a < near) gain += b_before ? 3 : -3;
  };
  clash(first.low, first.low_before, second.low, second.low_before);
  clash(first.low, first.low_before, second.high, second.high_before);
  clash(first.high, first.high_before, second.low, second.low_before);
  clash(first.high, first.high_before, second.high, second.high_before);
  return gain;
}

/// Both ends before: first, the shorter the earlier; both after: last, the shorter the later.
double rule(const LaneSpan& span) {
  const double length = span.high - span.low;
  if (span.low_before && span.high_before) return -1e6 + length;
  if (!span.low_before && !span.high_before) return 1e6 - length;
  // Staircases: those that come from before at the top stand in the order of their ends, from the bottom.
  return span.low_before ? -(span.low + span.high) / 2 : (span.low + span.high) / 2;
}

}  // namespace

int assign_tracks(std::vector<LaneSpan>& spans) {
  std::ranges::sort(spans, [](const LaneSpan& a, const LaneSpan& b) {
    const double first = rule(a);
    const double second = rule(b);
    return first != second ? first < second : a.line < b.line;
  });
  // Insertion until nothing gains; the order is total, so few rounds are enough.
  for (int round = 0; round < 4; ++round) {
    bool moved = false;
    for (std::size_t i = 1; i < spans.size(); ++i) {
      int gain = 0;
      int best = 0;
      std::size_t to = i;
      for (std::size_t j = i; j-- > 0;) {
        if (overlap(spans[j], spans[i])) gain += gain_of_swap(spans[j], spans[i]);
        if (gain > best) {
          best = gain;
          to = j;
        }
      }
      if (to == i) continue;
      std::rotate(spans.begin() + static_cast<std::ptrdiff_t>(to), spans.begin() + static_cast<std::ptrdiff_t>(i),
                  spans.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      moved = true;
    }
    if (!moved) break;
  }
  int tracks = 0;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    spans[i].track = 0;
    for (std::size_t j = 0; j < i; ++j) {
      if (overlap(spans[i], spans[j])) spans[i].track = std::max(spans[i].track, spans[j].track + 1);
    }
    tracks = std::max(tracks, spans[i].track + 1);
  }
  return tracks;
}

}  // namespace quickscan
