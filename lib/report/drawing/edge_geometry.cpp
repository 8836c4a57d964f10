#include "report/drawing/edge_geometry.hpp"

#include <algorithm>
#include <cmath>

namespace quickscan {

namespace {

// The terms of the cost: a crossing is worth a detour of 1250 units.
constexpr double crossing_cost = 100;
constexpr double overlap_cost = 400;
constexpr double length_cost = 0.08;
constexpr double track_cost = 6;

double gutter_width(int tracks) {
  return tracks == 0 ? map_size::margin : 2 * map_size::margin + (tracks - 1) * map_size::pitch;
}

}  // namespace

EdgeGeometry::EdgeGeometry(MapGrid& grid, std::vector<RoutedEdge>& edges)
    : grid_(grid),
      edges_(edges),
      port_count_(2 * grid.boxes.size(), 0),
      gutters_(grid.column_sector.size() + 1),
      channels_(grid.rows + 1) {
  regroup();
}

void EdgeGeometry::regroup() {
  stacked_.resize(grid_.boxes.size());
  for (std::size_t index = 0; index < stacked_.size(); ++index) stacked_[index] = index;
  const auto& boxes = grid_.boxes;
  // Bars have negative places, the first the largest, and come above the other boxes.
  const auto height_of = [](const MapBox& box) { return box.place < 0 ? -1000 - box.place : box.place; };
  std::ranges::sort(stacked_, [&](std::size_t a, std::size_t b) {
    const auto& first = boxes[a];
    const auto& second = boxes[b];
    if (first.row != second.row) return first.row < second.row;
    if (first.column != second.column) return first.column < second.column;
    return height_of(first) < height_of(second);
  });
  neighbours_.clear();
  for (std::size_t i = 0; i + 1 < stacked_.size(); ++i) {
    const auto& upper = boxes[stacked_[i]];
    const auto& lower = boxes[stacked_[i + 1]];
    if (upper.row == lower.row && upper.column == lower.column) neighbours_.emplace_back(stacked_[i], stacked_[i + 1]);
  }
}

bool EdgeGeometry::are_neighbours(std::size_t a, std::size_t b) const {
  return std::ranges::any_of(neighbours_, [&](const auto& pair) {
    return (pair.first == a && pair.second == b) || (pair.first == b && pair.second == a);
  });
}

void EdgeGeometry::place_boxes() {
  const auto columns = grid_.column_sector.size();
  gutter_x_.resize(columns + 1);
  column_x_.resize(columns + 1);
  double x = map_size::left;
  for (std::size_t column = 0; column <= columns; ++column) {
    gutter_x_[column] = x;
    x += gutter_width(gutter_tracks_[column]);
    column_x_[column] = x;
    if (column < columns) x += grid_.box_width;
  }
  channel_y_.resize(grid_.rows + 1);
  row_y_.resize(grid_.rows + 1);
  row_height_.assign(grid_.rows, 0);
  double y = map_size::header;
  std::size_t next = 0;
  for (std::size_t row = 0; row <= grid_.rows; ++row) {
    channel_y_[row] = y;
    // A least distance between rows, also where no edge runs between them.
    y += std::max(gutter_width(channel_tracks_[row]), row == 0 || row == grid_.rows ? 0.0 : 2 * map_size::margin);
    row_y_[row] = y;
    if (row == grid_.rows) break;
    const auto& bands = grid_.bands[row];
    double boxes_y = y;
    for (const double band : bands) boxes_y += band + map_size::stack_gap;
    double bottom = bands.empty() ? y : boxes_y - map_size::stack_gap;
    double top = boxes_y;
    for (std::size_t column = columns; next < stacked_.size() && grid_.boxes[stacked_[next]].row == row; ++next) {
      auto& box = grid_.boxes[stacked_[next]];
      if (box.column != column) top = boxes_y;
      column = box.column;
      box.x = column_x_[box.column];
      if (box.place < 0) {
        box.y = y;
        for (int band = 0; band < -box.place - 1; ++band)
          box.y += bands[static_cast<std::size_t>(band)] + map_size::stack_gap;
        continue;
      }
      box.y = top;
      top += box.height + map_size::stack_gap;
      bottom = std::max(bottom, box.y + box.height);
    }
    bottom = std::max(bottom, y + grid_.least_height[row]);
    row_height_[row] = bottom - y;
    y = bottom;
  }
}

void EdgeGeometry::rank_ports(bool with_tracks) {
  ports_.clear();
  for (std::size_t index = 0; index < edges_.size(); ++index) {
    const auto& edge = edges_[index];
    if (edge.route.direct) continue;
    const bool through = from_gutter(edge) != to_gutter(edge);
    const auto& from = grid_.boxes[edge.from];
    const auto& to = grid_.boxes[edge.to];
    const double from_middle = with_tracks ? edge.from_y : from.y + from.height / 2;
    const double to_middle = with_tracks ? edge.to_y : to.y + to.height / 2;
    ports_.push_back({2 * edge.from + (edge.route.from_right ? 1U : 0U), index, true,
                      through ? edge.channel_y : to_middle, with_tracks ? std::abs(edge.from_x - from.x) : 0});
    ports_.push_back({2 * edge.to + (edge.route.to_right ? 1U : 0U), index, false,
                      through ? edge.channel_y : from_middle, with_tracks ? std::abs(edge.to_x - to.x) : 0});
  }
  // Edges that go up leave above those that go down, the nearest track outermost, so that none crosses another.
  std::ranges::sort(ports_, [&](const Port& a, const Port& b) {
    if (a.side != b.side) return a.side < b.side;
    const auto& box = grid_.boxes[a.side / 2];
    const double middle = box.y + box.height / 2;
    const bool a_up = a.towards < middle;
    const bool b_up = b.towards < middle;
    if (a_up != b_up) return a_up;
    if (a.distance != b.distance) return a_up ? a.distance < b.distance : a.distance > b.distance;
    if (a.towards != b.towards) return a.towards < b.towards;
    return a.edge < b.edge;
  });
  std::ranges::fill(port_count_, 0);
  for (const auto& port : ports_) {
    auto& edge = edges_[port.edge];
    (port.at_from ? edge.from_port : edge.to_port) = port_count_[port.side]++;
  }
}

void EdgeGeometry::assign_gutters() {
  for (auto& intervals : gutters_) intervals.clear();
  // The key of an interval: twice the edge, plus one for its second gutter.
  const auto add = [&](std::size_t gutter, std::size_t key, double y1, bool before1, double y2, bool before2) {
    if (y1 <= y2) {
      gutters_[gutter].push_back({key, y1, y2, before1, before2, 0});
    } else {
      gutters_[gutter].push_back({key, y2, y1, before2, before1, 0});
    }
  };
  for (std::size_t index = 0; index < edges_.size(); ++index) {
    const auto& edge = edges_[index];
    if (edge.route.direct) continue;
    const auto first = from_gutter(edge);
    const auto second = to_gutter(edge);
    if (first == second) {
      add(first, 2 * index, edge.from_y, edge.route.from_right, edge.to_y, edge.route.to_right);
      continue;
    }
    add(first, 2 * index, edge.from_y, edge.route.from_right, edge.channel_y, second < first);
    add(second, 2 * index + 1, edge.to_y, edge.route.to_right, edge.channel_y, first < second);
  }
  for (std::size_t gutter = 0; gutter < gutters_.size(); ++gutter) {
    gutter_tracks_[gutter] = assign_tracks(gutters_[gutter]);
    for (const auto& interval : gutters_[gutter]) {
      auto& edge = edges_[interval.edge / 2];
      if (interval.edge % 2 == 0) edge.from_track = interval.track;
      if (interval.edge % 2 == 1 || from_gutter(edge) == to_gutter(edge)) edge.to_track = interval.track;
    }
  }
}

void EdgeGeometry::assign_channels() {
  for (auto& intervals : channels_) intervals.clear();
  for (std::size_t index = 0; index < edges_.size(); ++index) {
    const auto& edge = edges_[index];
    if (edge.route.direct || from_gutter(edge) == to_gutter(edge)) continue;
    const auto channel = edge.route.channel;
    const bool from_above = edge.from_y < channel_y_[channel];
    const bool to_above = edge.to_y < channel_y_[channel];
    if (edge.from_x <= edge.to_x) {
      channels_[channel].push_back({index, edge.from_x, edge.to_x, from_above, to_above, 0});
    } else {
      channels_[channel].push_back({index, edge.to_x, edge.from_x, to_above, from_above, 0});
    }
  }
  for (std::size_t channel = 0; channel < channels_.size(); ++channel) {
    channel_tracks_[channel] = assign_tracks(channels_[channel]);
    for (const auto& interval : channels_[channel]) edges_[interval.edge].channel_track = interval.track;
  }
}

/// Coordinates from ports and tracks.
void EdgeGeometry::locate() {
  const auto port_y = [&](std::size_t index, bool right, int port) {
    const auto& box = grid_.boxes[index];
    const double share = (port + 1.0) / (port_count_[2 * index + (right ? 1U : 0U)] + 1.0);
    // The upper part of a bar's sides is where its parts are joined.
    return box.y + box.height * (box.platform ? 0.45 + 0.55 * share : share);
  };
  // Edges straight down from one upper box share its lower side.
  direct_.assign(grid_.boxes.size(), 0);
  const auto upper_of = [&](const RoutedEdge& edge) {
    return grid_.boxes[edge.from].y < grid_.boxes[edge.to].y ? edge.from : edge.to;
  };
  for (auto& edge : edges_) {
    if (edge.route.direct) edge.from_port = direct_[upper_of(edge)]++;
  }
  for (auto& edge : edges_) {
    const auto& from = grid_.boxes[edge.from];
    if (edge.route.direct) {
      edge.from_x = edge.to_x = from.x + grid_.box_width * (edge.from_port + 1) / (direct_[upper_of(edge)] + 1);
      connect_directly(edge);
      continue;
    }
    edge.from_y = port_y(edge.from, edge.route.from_right, edge.from_port);
    edge.to_y = port_y(edge.to, edge.route.to_right, edge.to_port);
    edge.from_x = gutter_x_[from_gutter(edge)] + map_size::margin + edge.from_track * map_size::pitch;
    edge.to_x = gutter_x_[to_gutter(edge)] + map_size::margin + edge.to_track * map_size::pitch;
    edge.channel_y = channel_y_[edge.route.channel] + map_size::margin + edge.channel_track * map_size::pitch;
  }
  straighten();
}

/// From the lower side of the upper box to the upper side of the lower one.
void EdgeGeometry::connect_directly(RoutedEdge& edge) const {
  const auto& from = grid_.boxes[edge.from];
  const auto& to = grid_.boxes[edge.to];
  edge.from_y = from.y < to.y ? from.y + from.height : from.y;
  edge.to_y = from.y < to.y ? to.y : to.y + to.height;
}

/// An edge alone at a side of its box takes the height of its other end, where that saves a bend.
void EdgeGeometry::straighten() {
  const auto alone = [&](std::size_t box, bool right) { return port_count_[2 * box + (right ? 1U : 0U)] == 1; };
  const auto fits = [&](std::size_t box, double y) {
    return y > grid_.boxes[box].y + 4 && y < grid_.boxes[box].y + grid_.boxes[box].height - 4;
  };
  for (auto& edge : edges_) {
    const auto& route = edge.route;
    if (route.direct || route.from_right == route.to_right || from_gutter(edge) != to_gutter(edge)) continue;
    if (alone(edge.from, route.from_right) && fits(edge.from, edge.to_y)) {
      edge.from_y = edge.to_y;
    } else if (alone(edge.to, route.to_right) && fits(edge.to, edge.from_y)) {
      edge.to_y = edge.from_y;
    }
  }
}

void EdgeGeometry::arrange() {
  gutter_tracks_.assign(gutters_.size(), 2);
  channel_tracks_.assign(channels_.size(), 2);
  place_boxes();
  for (auto& edge : edges_) edge.channel_y = channel_y_[edge.route.channel] + map_size::margin;
  rank_ports(false);
  locate();
  // Tracks depend on ports and ports on tracks; two rounds settle both.
  for (int round = 0; round < 2; ++round) {
    assign_gutters();
    locate();
    assign_channels();
    place_boxes();
    locate();
    rank_ports(true);
    locate();
  }
  assign_gutters();
  assign_channels();
  place_boxes();
  locate();
}

EdgePoints points_of(const MapGrid& grid, const RoutedEdge& edge) {
  EdgePoints points;
  const MapPoint first{edge.from_x, edge.from_y};
  const MapPoint last{edge.to_x, edge.to_y};
  if (edge.route.direct) {
    points.add(first);
    points.add(last);
    return points;
  }
  const auto& from = grid.boxes[edge.from];
  const auto& to = grid.boxes[edge.to];
  points.add({from.x + (edge.route.from_right ? from.width : 0), edge.from_y});
  points.add(first);
  if (from.column + (edge.route.from_right ? 1U : 0U) != to.column + (edge.route.to_right ? 1U : 0U)) {
    points.add({edge.from_x, edge.channel_y});
    points.add({edge.to_x, edge.channel_y});
  }
  points.add(last);
  points.add({to.x + (edge.route.to_right ? to.width : 0), edge.to_y});
  return points;
}

std::vector<MapEdge> EdgeGeometry::edges() const {
  std::vector<MapEdge> result;
  for (const auto& edge : edges_) {
    const auto points = points_of(grid_, edge);
    result.push_back({edge.tie, edge.from, edge.to, {points.all().begin(), points.all().end()}});
  }
  return result;
}

double EdgeGeometry::cost() {
  segments_.clear();
  double length = 0;
  for (std::size_t index = 0; index < edges_.size(); ++index) {
    const auto points = points_of(grid_, edges_[index]);
    for (std::size_t i = 0; i + 1 < points.count; ++i) segments_.add(points.at[i], points.at[i + 1], index);
  }
  segments_.sort();
  count_conflicts(segments_, edges_.size(), conflicts_);
  for (const auto& segment : segments_.vertical) length += segment.high - segment.low;
  for (const auto& segment : segments_.horizontal) length += segment.high - segment.low;
  int tracks = 0;
  for (const int count : gutter_tracks_) tracks += count;
  for (const int count : channel_tracks_) tracks += count;
  return crossing_cost * conflicts_.crossings + overlap_cost * conflicts_.overlaps + length_cost * length +
         track_cost * tracks;
}

double EdgeGeometry::estimated_cost(std::size_t index, const EdgeRoute& route, const EdgeSegments& others,
                                    double limit) const {
  RoutedEdge edge = edges_[index];
  edge.route = route;
  const auto middle = [](double begin, double end) { return (begin + end) / 2; };
  const auto gutter_middle = [&](std::size_t gutter) { return middle(gutter_x_[gutter], column_x_[gutter]); };
  const auto box_middle = [&](std::size_t box) { return grid_.boxes[box].y + grid_.boxes[box].height / 2; };
  if (route.direct) {
    const auto& from = grid_.boxes[edge.from];
    edge.from_x = edge.to_x = from.x + from.width / 2;
    connect_directly(edge);
  } else {
    edge.from_x = gutter_middle(from_gutter(edge));
    edge.to_x = gutter_middle(to_gutter(edge));
    edge.channel_y = middle(channel_y_[route.channel], row_y_[route.channel]);
    edge.from_y = box_middle(edge.from);
    edge.to_y = box_middle(edge.to);
  }
  const auto points = points_of(grid_, edge);
  double length = 0;
  for (std::size_t i = 0; i + 1 < points.count; ++i) {
    length += std::abs(points.at[i].x - points.at[i + 1].x) + std::abs(points.at[i].y - points.at[i + 1].y);
  }
  double cost = length_cost * length;
  int crossings = 0;
  for (std::size_t i = 0; i + 1 < points.count && cost < limit; ++i) {
    const auto& a = points.at[i];
    const auto& b = points.at[i + 1];
    const bool is_vertical = a.x == b.x;
    const auto [low, high] = is_vertical ? std::minmax(a.y, b.y) : std::minmax(a.x, b.x);
    crossings += count_crossings({is_vertical ? a.x : a.y, low, high, index}, is_vertical, others);
    cost = crossing_cost * crossings + length_cost * length;
  }
  return cost;
}

}  // namespace quickscan
