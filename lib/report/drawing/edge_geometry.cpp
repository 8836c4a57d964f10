#include "report/drawing/edge_router.hpp"

#include <algorithm>
#include <cmath>

namespace quickscan {

namespace {

double gutter_width(int tracks) {
  return tracks == 0 ? lane_size::margin : 2 * lane_size::margin + (tracks - 1) * lane_size::pitch;
}

}  // namespace

LaneGeometry::LaneGeometry(LaneGrid& grid, std::vector<RoutedLine>& lines)
    : grid_(grid),
      lines_(lines),
      port_count_(2 * grid.boxes.size(), 0),
      gutters_(grid.column_sector.size() + 1),
      channels_(grid.rows + 1) {
  regroup();
}

void LaneGeometry::regroup() {
  stacked_.resize(grid_.boxes.size());
  for (std::size_t index = 0; index < stacked_.size(); ++index) stacked_[index] = index;
  const auto& boxes = grid_.boxes;
  // Bars have negative places, the first the largest: they stand above the others in their own order.
  const auto height_of = [](const LaneBox& box) { return box.place < 0 ? -1000 - box.place : box.place; };
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

bool LaneGeometry::are_neighbours(std::size_t a, std::size_t b) const {
  return std::ranges::any_of(neighbours_, [&](const auto& pair) {
    return (pair.first == a && pair.second == b) || (pair.first == b && pair.second == a);
  });
}

void LaneGeometry::place_boxes() {
  const auto columns = grid_.column_sector.size();
  gutter_x_.resize(columns + 1);
  column_x_.resize(columns + 1);
  double x = lane_size::left;
  for (std::size_t column = 0; column <= columns; ++column) {
    gutter_x_[column] = x;
    x += gutter_width(gutter_tracks_[column]);
    column_x_[column] = x;
    if (column < columns) x += grid_.box_width;
  }
  channel_y_.resize(grid_.rows + 1);
  row_y_.resize(grid_.rows + 1);
  row_height_.assign(grid_.rows, 0);
  double y = lane_size::header;
  std::size_t next = 0;
  for (std::size_t row = 0; row <= grid_.rows; ++row) {
    channel_y_[row] = y;
    // Rows stay apart where nothing runs between them, too.
    y += std::max(gutter_width(channel_tracks_[row]), row == 0 || row == grid_.rows ? 0.0 : 2 * lane_size::margin);
    row_y_[row] = y;
    if (row == grid_.rows) break;
    const auto& bands = grid_.bands[row];
    double boxes_y = y;
    for (const double band : bands) boxes_y += band + lane_size::stack_gap;
    double bottom = bands.empty() ? y : boxes_y - lane_size::stack_gap;
    double top = boxes_y;
    for (std::size_t column = columns; next < stacked_.size() && grid_.boxes[stacked_[next]].row == row; ++next) {
      auto& box = grid_.boxes[stacked_[next]];
      if (box.column != column) top = boxes_y;
      column = box.column;
      box.x = column_x_[box.column];
      if (box.place < 0) {
        box.y = y;
        for (int band = 0; band < -box.place - 1; ++band) {
          box.y += bands[static_cast<std::size_t>(band)] + lane_size::stack_gap;
        }
        continue;
      }
      box.y = top;
      top += box.height + lane_size::stack_gap;
      bottom = std::max(bottom, box.y + box.height);
    }
    bottom = std::max(bottom, y + grid_.least_height[row]);
    row_height_[row] = bottom - y;
    y = bottom;
  }
}

void LaneGeometry::rank_ports(bool with_tracks) {
  ports_.clear();
  for (std::size_t index = 0; index < lines_.size(); ++index) {
    const auto& line = lines_[index];
    if (line.route.direct) continue;
    const bool through = from_gutter(line) != to_gutter(line);
    const auto& from = grid_.boxes[line.from];
    const auto& to = grid_.boxes[line.to];
    const double from_middle = with_tracks ? line.from_y : from.y + from.height / 2;
    const double to_middle = with_tracks ? line.to_y : to.y + to.height / 2;
    ports_.push_back({2 * line.from + (line.route.from_right ? 1U : 0U), index, true,
                      through ? line.channel_y : to_middle, with_tracks ? std::abs(line.from_x - from.x) : 0});
    ports_.push_back({2 * line.to + (line.route.to_right ? 1U : 0U), index, false,
                      through ? line.channel_y : from_middle, with_tracks ? std::abs(line.to_x - to.x) : 0});
  }
  // What goes up leaves above what goes down, the nearest track outermost: then none crosses another.
  std::ranges::sort(ports_, [&](const Port& a, const Port& b) {
    if (a.side != b.side) return a.side < b.side;
    const auto& box = grid_.boxes[a.side / 2];
    const double middle = box.y + box.height / 2;
    const bool a_up = a.towards < middle;
    const bool b_up = b.towards < middle;
    if (a_up != b_up) return a_up;
    if (a.distance != b.distance) return a_up ? a.distance < b.distance : a.distance > b.distance;
    if (a.towards != b.towards) return a.towards < b.towards;
    return a.line < b.line;
  });
  std::ranges::fill(port_count_, 0);
  for (const auto& port : ports_) {
    auto& line = lines_[port.line];
    (port.at_from ? line.from_port : line.to_port) = port_count_[port.side]++;
  }
}

void LaneGeometry::assign_gutters() {
  for (auto& spans : gutters_) spans.clear();
  // Twice the line, plus one for its second gutter.
  const auto add = [&](std::size_t gutter, std::size_t key, double y1, bool before1, double y2, bool before2) {
    if (y1 <= y2) {
      gutters_[gutter].push_back({key, y1, y2, before1, before2, 0});
    } else {
      gutters_[gutter].push_back({key, y2, y1, before2, before1, 0});
    }
  };
  for (std::size_t index = 0; index < lines_.size(); ++index) {
    const auto& line = lines_[index];
    if (line.route.direct) continue;
    const auto first = from_gutter(line);
    const auto second = to_gutter(line);
    if (first == second) {
      add(first, 2 * index, line.from_y, line.route.from_right, line.to_y, line.route.to_right);
      continue;
    }
    add(first, 2 * index, line.from_y, line.route.from_right, line.channel_y, second < first);
    add(second, 2 * index + 1, line.to_y, line.route.to_right, line.channel_y, first < second);
  }
  for (std::size_t gutter = 0; gutter < gutters_.size(); ++gutter) {
    gutter_tracks_[gutter] = assign_tracks(gutters_[gutter]);
    for (const auto& span : gutters_[gutter]) {
      auto& line = lines_[span.line / 2];
      if (span.line % 2 == 0) line.from_track = span.track;
      if (span.line % 2 == 1 || from_gutter(line) == to_gutter(line)) line.to_track = span.track;
    }
  }
}

void LaneGeometry::assign_channels() {
  for (auto& spans : channels_) spans.clear();
  for (std::size_t index = 0; index < lines_.size(); ++index) {
    const auto& line = lines_[index];
    if (line.route.direct || from_gutter(line) == to_gutter(line)) continue;
    const auto channel = line.route.channel;
    const bool from_above = line.from_y < channel_y_[channel];
    const bool to_above = line.to_y < channel_y_[channel];
    if (line.from_x <= line.to_x) {
      channels_[channel].push_back({index, line.from_x, line.to_x, from_above, to_above, 0});
    } else {
      channels_[channel].push_back({index, line.to_x, line.from_x, to_above, from_above, 0});
    }
  }
  for (std::size_t channel = 0; channel < channels_.size(); ++channel) {
    channel_tracks_[channel] = assign_tracks(channels_[channel]);
    for (const auto& span : channels_[channel]) lines_[span.line].channel_track = span.track;
  }
}

/// Coordinates from ports and tracks.
void LaneGeometry::locate() {
  const auto port_y = [&](std::size_t index, bool right, int port) {
    const auto& box = grid_.boxes[index];
    const double share = (port + 1.0) / (port_count_[2 * index + (right ? 1U : 0U)] + 1.0);
    // The upper part of a bar's sides is where its pieces are joined.
    return box.y + box.height * (box.platform ? 0.45 + 0.55 * share : share);
  };
  // Lines straight down from one upper box share its lower side.
  direct_.assign(grid_.boxes.size(), 0);
  const auto upper_of = [&](const RoutedLine& line) {
    return grid_.boxes[line.from].y < grid_.boxes[line.to].y ? line.from : line.to;
  };
  for (auto& line : lines_) {
    if (line.route.direct) line.from_port = direct_[upper_of(line)]++;
  }
  for (auto& line : lines_) {
    const auto& from = grid_.boxes[line.from];
    const auto& to = grid_.boxes[line.to];
    if (line.route.direct) {
      line.from_x = line.to_x = from.x + grid_.box_width * (line.from_port + 1) / (direct_[upper_of(line)] + 1);
      line.from_y = from.y < to.y ? from.y + from.height : from.y;
      line.to_y = from.y < to.y ? to.y : to.y + to.height;
      continue;
    }
    line.from_y = port_y(line.from, line.route.from_right, line.from_port);
    line.to_y = port_y(line.to, line.route.to_right, line.to_port);
    line.from_x = gutter_x_[from_gutter(line)] + lane_size::margin + line.from_track * lane_size::pitch;
    line.to_x = gutter_x_[to_gutter(line)] + lane_size::margin + line.to_track * lane_size::pitch;
    line.channel_y = channel_y_[line.route.channel] + lane_size::margin + line.channel_track * lane_size::pitch;
  }
  straighten();
}

/// A line alone at a side of its box takes the height of its other end, where that saves a bend.
void LaneGeometry::straighten() {
  const auto alone = [&](std::size_t box, bool right) { return port_count_[2 * box + (right ? 1U : 0U)] == 1; };
  const auto fits = [&](std::size_t box, double y) {
    return y > grid_.boxes[box].y + 4 && y < grid_.boxes[box].y + grid_.boxes[box].height - 4;
  };
  for (auto& line : lines_) {
    const auto& route = line.route;
    if (route.direct || route.from_right == route.to_right || from_gutter(line) != to_gutter(line)) continue;
    if (alone(line.from, route.from_right) && fits(line.from, line.to_y)) {
      line.from_y = line.to_y;
    } else if (alone(line.to, route.to_right) && fits(line.to, line.from_y)) {
      line.to_y = line.from_y;
    }
  }
}

void LaneGeometry::arrange() {
  gutter_tracks_.assign(gutters_.size(), 2);
  channel_tracks_.assign(channels_.size(), 2);
  place_boxes();
  for (auto& line : lines_) line.channel_y = channel_y_[line.route.channel] + lane_size::margin;
  rank_ports(false);
  locate();
  // Tracks depend on ports and ports on tracks; twice is enough for them to agree.
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

RoutePoints points_of(const LaneGrid& grid, const RoutedLine& line) {
  RoutePoints points;
  const LanePoint first{line.from_x, line.from_y};
  const LanePoint last{line.to_x, line.to_y};
  if (line.route.direct) {
    points.add(first);
    points.add(last);
    return points;
  }
  const auto& from = grid.boxes[line.from];
  const auto& to = grid.boxes[line.to];
  points.add({from.x + (line.route.from_right ? from.width : 0), line.from_y});
  points.add(first);
  if (from.column + (line.route.from_right ? 1U : 0U) != to.column + (line.route.to_right ? 1U : 0U)) {
    points.add({line.from_x, line.channel_y});
    points.add({line.to_x, line.channel_y});
  }
  points.add(last);
  points.add({to.x + (line.route.to_right ? to.width : 0), line.to_y});
  return points;
}

std::vector<LaneLine> LaneGeometry::lines() const {
  std::vector<LaneLine> result;
  for (const auto& line : lines_) {
    const auto points = points_of(grid_, line);
    result.push_back({line.tie, line.from, line.to, {points.all().begin(), points.all().end()}});
  }
  return result;
}

}  // namespace quickscan
