#include "report/drawing/edge_router.hpp"

#include "report/drawing/edge_geometry.hpp"

#include <algorithm>
#include <cmath>

namespace quickscan {

namespace {

/// The limit of the search, in comparisons of segments: a count, so that the drawing is the same on any machine.
constexpr double most_comparisons = 1e6;
constexpr double most_estimates = 4e6;
constexpr double most_rounds = 4;
constexpr std::size_t most_candidates = 10;
constexpr std::size_t most_tried = 3;

std::vector<EdgeRoute> candidates(const MapGrid& grid, const EdgeGeometry& geometry, const RoutedEdge& edge) {
  std::vector<EdgeRoute> routes;
  if (geometry.are_neighbours(edge.from, edge.to)) routes.push_back({true, false, false, 0});
  const auto& from = grid.boxes[edge.from];
  const auto& to = grid.boxes[edge.to];
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

/// The length of a route before tracks are assigned, with a surcharge for bends.
double estimated_length(const MapGrid& grid, const EdgeGeometry& geometry, const RoutedEdge& edge,
                        const EdgeRoute& route) {
  if (route.direct) return 0;
  const auto& from = grid.boxes[edge.from];
  const auto& to = grid.boxes[edge.to];
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
  Router(MapGrid& grid, std::vector<RoutedEdge>& edges) : grid_(grid), edges_(edges), geometry_(grid, edges) {}

  const EdgeGeometry& run() {
    geometry_.arrange();
    for (auto& edge : edges_) edge.route = routes_by_length(edge).front();
    const auto count = static_cast<double>(edges_.size());
    budget_ = static_cast<long>(most_comparisons / (6 * count * count + 80 * count + 1));
    accept(measure());
    // First many edges at once by their estimated cost, then single edges by their cost, then every route of each.
    const auto rounds = std::min(most_rounds, std::floor(most_estimates / (10 * count * count + 1)));
    for (std::size_t round = 0; round < static_cast<std::size_t>(rounds); ++round) reroute_by_estimate(round);
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
    segments_ = geometry_.segments();
  }

  std::vector<EdgeRoute> routes_by_length(const RoutedEdge& edge) const {
    auto routes = candidates(grid_, geometry_, edge);
    std::ranges::stable_sort(routes, {},
                             [&](const EdgeRoute& route) { return estimated_length(grid_, geometry_, edge, route); });
    if (routes.size() > most_candidates) routes.resize(most_candidates);
    return routes;
  }

  /// Routes whose estimated cost is better or little worse than that of the present one, the best first.
  std::vector<EdgeRoute> promising(std::size_t index) const {
    const auto& edge = edges_[index];
    const double own = geometry_.estimated_cost(index, edge.route, segments_);
    std::vector<std::pair<double, EdgeRoute>> rated;
    for (const auto& route : routes_by_length(edge)) {
      if (route == edge.route) continue;
      const double cost = geometry_.estimated_cost(index, route, segments_, own + 60);
      if (cost < own + 60) rated.emplace_back(cost, route);
    }
    std::ranges::stable_sort(rated, {}, [](const auto& entry) { return entry.first; });
    std::vector<EdgeRoute> routes;
    routes.reserve(rated.size());
    for (const auto& entry : rated) routes.push_back(entry.second);
    if (routes.size() > most_tried) routes.resize(most_tried);
    return routes;
  }

  /// Gives every second edge with a conflict the route of the least estimated cost; of all at once, two neighbours
  /// could both make way for each other.
  void reroute_by_estimate(std::size_t round) {
    const auto before = edges_;
    for (std::size_t index = round % 2; index < edges_.size(); index += 2) {
      if (conflicts_[index] == 0) continue;
      double least = geometry_.estimated_cost(index, edges_[index].route, segments_);
      for (const auto& route : routes_by_length(edges_[index])) {
        if (route == edges_[index].route) continue;
        const double cost = geometry_.estimated_cost(index, route, segments_, least - 1e-6);
        if (cost >= least - 1e-6) continue;
        least = cost;
        edges_[index].route = route;
      }
    }
    const double now = measure();
    if (now < best_ - 1e-6) {
      accept(now);
    } else {
      edges_ = before;
    }
  }

  /// Tries other routes for the edges with a conflict.
  bool improve_routes(bool all) {
    bool better = false;
    for (std::size_t index = 0; index < edges_.size(); ++index) {
      if (conflicts_[index] == 0) continue;
      for (const auto& route : all ? routes_by_length(edges_[index]) : promising(index)) {
        if (budget_ <= 0) return better;
        const auto before = edges_[index].route;
        edges_[index].route = route;
        const double now = measure();
        if (now < best_ - 1e-6) {
          accept(now);
          better = true;
          break;
        }
        edges_[index].route = before;
      }
    }
    return better;
  }

  bool has_conflict(std::size_t box) const {
    for (std::size_t index = 0; index < edges_.size(); ++index) {
      if (conflicts_[index] > 0 && (edges_[index].from == box || edges_[index].to == box)) return true;
    }
    return false;
  }

  /// Swaps adjacent boxes of a cell where that lowers the cost.
  bool swap_boxes() {
    bool better = false;
    const auto pairs = geometry_.neighbours();
    for (const auto& [a, b] : pairs) {
      auto& first = grid_.boxes[a];
      auto& second = grid_.boxes[b];
      if (budget_ <= 0) break;
      if (first.place < 0 || (!has_conflict(a) && !has_conflict(b))) continue;
      const auto routes = edges_;
      std::swap(first.place, second.place);
      geometry_.regroup();
      repair_direct_routes();
      const double now = measure();
      if (now < best_ - 1e-6) {
        accept(now);
        better = true;
      } else {
        std::swap(first.place, second.place);
        geometry_.regroup();
        edges_ = routes;
      }
    }
    return better;
  }

  void repair_direct_routes() {
    for (auto& edge : edges_) {
      if (!edge.route.direct || geometry_.are_neighbours(edge.from, edge.to)) continue;
      edge.route = {false, true, true, 0};
    }
  }

  MapGrid& grid_;
  std::vector<RoutedEdge>& edges_;
  EdgeGeometry geometry_;
  std::vector<int> conflicts_;
  EdgeSegments segments_;
  double best_ = 0;
  long budget_ = 0;
};

}  // namespace

void route_edges(const MapGraph& graph, MapGrid& grid, MapLayout& layout) {
  std::vector<RoutedEdge> edges;
  for (std::size_t tie = 0; tie < graph.ties.size(); ++tie) {
    const auto& row = graph.ties[tie];
    RoutedEdge edge;
    edge.tie = tie;
    // An edge to a platform ends at the part of its bar that is nearest to the other end.
    const bool bar_first = graph.actors[row.source].platform;
    const auto fixed = nearest_box(grid, bar_first ? row.target : row.source, 0);
    const auto other = nearest_box(grid, bar_first ? row.source : row.target, grid.boxes[fixed].column);
    edge.from = bar_first ? other : fixed;
    edge.to = bar_first ? fixed : other;
    edges.push_back(edge);
  }
  Router router(grid, edges);
  const auto& geometry = router.run();
  layout.boxes = grid.boxes;
  layout.edges = geometry.edges();
  layout.crossings = count_crossings(layout.edges);
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

}  // namespace quickscan
