#include "report/lanes_routes.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace quickscan {

namespace {

double gutter_width(int tracks) {
  return tracks == 0 ? lane_size::margin : 2 * lane_size::margin + (tracks - 1) * lane_size::pitch;
}

/// A port: one end of a line at a side of a box.
struct Port {
  std::size_t line = 0;
  bool at_from = true;
  double towards = 0;   ///< where its line goes first
  double distance = 0;  ///< of its track from the box
};

struct Piece {
  std::size_t line = 0;
  bool upright = false;
  double at = 0;
  double low = 0;
  double high = 0;
};

std::vector<Piece> pieces_of(const std::vector<LaneLine>& lines) {
  std::vector<Piece> pieces;
  for (std::size_t line = 0; line < lines.size(); ++line) {
    const auto& points = lines[line].points;
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
      const auto& a = points[i];
      const auto& b = points[i + 1];
      const bool upright = std::abs(a.x - b.x) < 0.01;
      const auto [low, high] = upright ? std::minmax(a.y, b.y) : std::minmax(a.x, b.x);
      if (high - low < 0.01) continue;
      pieces.push_back({line, upright, upright ? a.x : a.y, low, high});
    }
  }
  return pieces;
}

struct Conflicts {
  int crossings = 0;
  int overlaps = 0;
};

Conflicts find_conflicts(const std::vector<LaneLine>& lines) {
  constexpr double close = 2;
  Conflicts found;
  const auto pieces = pieces_of(lines);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const auto& a = pieces[i];
    for (std::size_t j = i + 1; j < pieces.size(); ++j) {
      const auto& b = pieces[j];
      if (a.line == b.line) continue;
      if (a.upright != b.upright) {
        if (b.low < a.at && a.at < b.high && a.low < b.at && b.at < a.high) ++found.crossings;
      } else if (a.at - b.at < close && b.at - a.at < close && a.low + 1 < b.high && b.low + 1 < a.high) {
        ++found.overlaps;
      }
    }
  }
  return found;
}

}  // namespace

int count_crossings(const std::vector<LaneLine>& lines) { return find_conflicts(lines).crossings; }

LaneGeometry::LaneGeometry(LaneGrid& grid, std::vector<RoutedLine>& lines)
    : grid_(grid), lines_(lines), gutter_tracks_(grid.column_sector.size() + 1, 2), channel_tracks_(grid.rows + 1, 2) {}

void LaneGeometry::place_boxes() {
  const auto columns = grid_.column_sector.size();
  gutter_x_.clear();
  column_x_.clear();
  double x = lane_size::left;
  for (std::size_t column = 0; column <= columns; ++column) {
    gutter_x_.push_back(x);
    x += gutter_width(gutter_tracks_[column]);
    column_x_.push_back(x);
    if (column < columns) x += grid_.box_width;
  }
  channel_y_.clear();
  row_y_.clear();
  row_height_.assign(grid_.rows, 0);
  double y = lane_size::header;
  for (std::size_t row = 0; row <= grid_.rows; ++row) {
    channel_y_.push_back(y);
    // Rows stay apart where nothing runs between them, too.
    y += std::max(gutter_width(channel_tracks_[row]), row == 0 || row == grid_.rows ? 0.0 : 2 * lane_size::margin);
    row_y_.push_back(y);
    if (row == grid_.rows) break;
    double boxes_y = y;
    for (const double band : grid_.bands[row]) boxes_y += band + lane_size::stack_gap;
    std::map<std::size_t, std::vector<std::size_t>> cells;
    double bottom = grid_.bands[row].empty() ? y : boxes_y - lane_size::stack_gap;
    for (std::size_t index = 0; index < grid_.boxes.size(); ++index) {
      auto& box = grid_.boxes[index];
      if (box.row != row) continue;
      box.x = column_x_[box.column];
      if (box.place >= 0) {
        cells[box.column].push_back(index);
        continue;
      }
      box.y = y;
      for (int band = 0; band < -box.place - 1; ++band) {
        box.y += grid_.bands[row][static_cast<std::size_t>(band)] + lane_size::stack_gap;
      }
    }
    for (auto& entry : cells) {
      std::ranges::sort(entry.second, {}, [&](std::size_t index) { return grid_.boxes[index].place; });
      double top = boxes_y;
      for (const auto index : entry.second) {
        grid_.boxes[index].y = top;
        top += grid_.boxes[index].height + lane_size::stack_gap;
      }
      bottom = std::max(bottom, top - lane_size::stack_gap);
    }
    row_height_[row] = bottom - y;
    y = bottom;
  }
}

void LaneGeometry::assign_ports(bool with_tracks) {
  std::map<std::pair<std::size_t, bool>, std::vector<Port>> sides;
  for (std::size_t index = 0; index < lines_.size(); ++index) {
    const auto& line = lines_[index];
    if (line.route.direct) continue;
    const bool through = gutter_of(line.from, line.route.from_right) != gutter_of(line.to, line.route.to_right);
    const auto& from = grid_.boxes[line.from];
    const auto& to = grid_.boxes[line.to];
    const double from_middle = with_tracks ? line.from_y : from.y + from.height / 2;
    const double to_middle = with_tracks ? line.to_y : to.y + to.height / 2;
    const double from_way = line.route.from_right ? line.from_x - from.x : from.x - line.from_x;
    const double to_way = line.route.to_right ? line.to_x - to.x : to.x - line.to_x;
    sides[{line.from, line.route.from_right}].push_back(
        {index, true, through ? line.channel_y : to_middle, with_tracks ? from_way : 0});
    sides[{line.to, line.route.to_right}].push_back(
        {index, false, through ? line.channel_y : from_middle, with_tracks ? to_way : 0});
  }
  for (auto& [side, ports] : sides) {
    const auto& box = grid_.boxes[side.first];
    const double middle = box.y + box.height / 2;
    // What goes up leaves above what goes down, the nearest track outermost: then none crosses another.
    std::ranges::stable_sort(ports, [&](const Port& a, const Port& b) {
      const bool a_up = a.towards < middle;
      const bool b_up = b.towards < middle;
      if (a_up != b_up) return a_up;
      if (a.distance != b.distance) return a_up ? a.distance < b.distance : a.distance > b.distance;
      return a.towards < b.towards;
    });
    for (std::size_t i = 0; i < ports.size(); ++i) {
      // The upper part of a bar's sides is where its pieces are joined.
      const double share = static_cast<double>(i + 1) / static_cast<double>(ports.size() + 1);
      const double y = box.platform ? box.y + box.height * (0.45 + 0.55 * share) : box.y + box.height * share;
      auto& line = lines_[ports[i].line];
      (ports[i].at_from ? line.from_y : line.to_y) = y;
    }
  }
}

void LaneGeometry::assign_gutters() {
  std::vector<std::vector<LaneSpan>> gutters(gutter_tracks_.size());
  // Twice the line, plus one for its second gutter.
  const auto add = [&](std::size_t gutter, std::size_t key, double y1, bool before1, double y2, bool before2) {
    if (y1 <= y2) {
      gutters[gutter].push_back({key, y1, y2, before1, before2, 0});
    } else {
      gutters[gutter].push_back({key, y2, y1, before2, before1, 0});
    }
  };
  for (std::size_t index = 0; index < lines_.size(); ++index) {
    const auto& line = lines_[index];
    if (line.route.direct) continue;
    const auto first = gutter_of(line.from, line.route.from_right);
    const auto second = gutter_of(line.to, line.route.to_right);
    if (first == second) {
      add(first, 2 * index, line.from_y, line.route.from_right, line.to_y, line.route.to_right);
      continue;
    }
    add(first, 2 * index, line.from_y, line.route.from_right, line.channel_y, second < first);
    add(second, 2 * index + 1, line.to_y, line.route.to_right, line.channel_y, first < second);
  }
  for (std::size_t gutter = 0; gutter < gutters.size(); ++gutter) {
    gutter_tracks_[gutter] = assign_tracks(gutters[gutter]);
    for (const auto& span : gutters[gutter]) {
      const double x = gutter_x_[gutter] + lane_size::margin + span.track * lane_size::pitch;
      auto& line = lines_[span.line / 2];
      if (span.line % 2 == 0) line.from_x = x;
      const bool same = gutter_of(line.from, line.route.from_right) == gutter_of(line.to, line.route.to_right);
      if (span.line % 2 == 1 || same) line.to_x = x;
    }
  }
}

void LaneGeometry::assign_channels() {
  std::vector<std::vector<LaneSpan>> channels(channel_tracks_.size());
  for (std::size_t index = 0; index < lines_.size(); ++index) {
    const auto& line = lines_[index];
    const auto& route = line.route;
    if (route.direct || gutter_of(line.from, route.from_right) == gutter_of(line.to, route.to_right)) continue;
    const double middle = channel_y_[route.channel];
    const bool from_above = line.from_y < middle;
    const bool to_above = line.to_y < middle;
    if (line.from_x <= line.to_x) {
      channels[route.channel].push_back({index, line.from_x, line.to_x, from_above, to_above, 0});
    } else {
      channels[route.channel].push_back({index, line.to_x, line.from_x, to_above, from_above, 0});
    }
  }
  for (std::size_t channel = 0; channel < channels.size(); ++channel) {
    channel_tracks_[channel] = assign_tracks(channels[channel]);
    for (const auto& span : channels[channel]) {
      lines_[span.line].channel_y = channel_y_[channel] + lane_size::margin + span.track * lane_size::pitch;
    }
  }
}

void LaneGeometry::place_direct() {
  std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>> pairs;
  for (std::size_t index = 0; index < lines_.size(); ++index) {
    if (lines_[index].route.direct) pairs[std::minmax(lines_[index].from, lines_[index].to)].push_back(index);
  }
  for (const auto& [pair, members] : pairs) {
    for (std::size_t i = 0; i < members.size(); ++i) {
      const double share = static_cast<double>(i + 1) / static_cast<double>(members.size() + 1);
      auto& line = lines_[members[i]];
      line.from_x = line.to_x = grid_.boxes[pair.first].x + grid_.box_width * share;
      const auto& from = grid_.boxes[line.from];
      const auto& to = grid_.boxes[line.to];
      line.from_y = from.y < to.y ? from.y + from.height : from.y;
      line.to_y = from.y < to.y ? to.y : to.y + to.height;
    }
  }
}

/// A line alone at a side of its box takes the height of its other end, where that saves a bend.
void LaneGeometry::straighten() {
  std::map<std::pair<std::size_t, bool>, int> ports;
  for (const auto& line : lines_) {
    if (line.route.direct) continue;
    ++ports[{line.from, line.route.from_right}];
    ++ports[{line.to, line.route.to_right}];
  }
  const auto fits = [&](std::size_t box, double y) {
    return y > grid_.boxes[box].y + 4 && y < grid_.boxes[box].y + grid_.boxes[box].height - 4;
  };
  for (auto& line : lines_) {
    const auto& route = line.route;
    if (route.direct || gutter_of(line.from, route.from_right) != gutter_of(line.to, route.to_right)) continue;
    if (route.from_right == route.to_right) continue;
    if (ports[{line.from, route.from_right}] == 1 && fits(line.from, line.to_y)) {
      line.from_y = line.to_y;
    } else if (ports[{line.to, route.to_right}] == 1 && fits(line.to, line.from_y)) {
      line.to_y = line.from_y;
    }
  }
}

void LaneGeometry::arrange() {
  place_boxes();
  for (auto& line : lines_) {
    if (!line.route.direct) line.channel_y = channel_y_[line.route.channel] + lane_size::margin;
  }
  assign_ports(false);
  for (int round = 0; round < 2; ++round) {
    assign_gutters();
    assign_channels();
    place_boxes();
    assign_ports(true);
  }
  straighten();
  assign_gutters();
  assign_channels();
  place_boxes();
  // The last widths may have moved boxes; ports and tracks move along with them.
  assign_ports(true);
  straighten();
  for (std::size_t round = 0; round < 1; ++round) {
    assign_gutters();
    assign_channels();
  }
  place_direct();
}

std::vector<LaneLine> LaneGeometry::lines() const {
  std::vector<LaneLine> result;
  result.reserve(lines_.size());
  for (const auto& line : lines_) {
    LaneLine drawn{line.tie, line.from, line.to, {}};
    auto& points = drawn.points;
    if (line.route.direct) {
      points = {{line.from_x, line.from_y}, {line.to_x, line.to_y}};
      result.push_back(std::move(drawn));
      continue;
    }
    const auto& from = grid_.boxes[line.from];
    const auto& to = grid_.boxes[line.to];
    points.push_back({from.x + (line.route.from_right ? from.width : 0), line.from_y});
    points.push_back({line.from_x, line.from_y});
    if (gutter_of(line.from, line.route.from_right) != gutter_of(line.to, line.route.to_right)) {
      points.push_back({line.from_x, line.channel_y});
      points.push_back({line.to_x, line.channel_y});
    }
    points.push_back({line.to_x, line.to_y});
    points.push_back({to.x + (line.route.to_right ? to.width : 0), line.to_y});
    result.push_back(std::move(drawn));
  }
  return result;
}

double LaneGeometry::cost() const {
  const auto drawn = lines();
  const auto conflicts = find_conflicts(drawn);
  double length = 0;
  for (const auto& line : drawn) {
    for (std::size_t i = 0; i + 1 < line.points.size(); ++i) {
      length += std::abs(line.points[i].x - line.points[i + 1].x) + std::abs(line.points[i].y - line.points[i + 1].y);
    }
  }
  int tracks = 0;
  for (const int count : gutter_tracks_) tracks += count;
  for (const int count : channel_tracks_) tracks += count;
  return 100.0 * conflicts.crossings + 400.0 * conflicts.overlaps + 0.08 * length + 6.0 * tracks;
}

bool LaneGeometry::are_neighbours(std::size_t a, std::size_t b) const {
  const auto& first = grid_.boxes[a];
  const auto& second = grid_.boxes[b];
  if (first.row != second.row || first.column != second.column) return false;
  const auto low = std::min(first.y, second.y);
  const auto high = std::max(first.y, second.y);
  return std::ranges::none_of(grid_.boxes, [&](const LaneBox& box) {
    return box.row == first.row && box.column == first.column && box.y > low && box.y < high;
  });
}

double LaneGeometry::width() const { return column_x_.back() + 4; }

double LaneGeometry::height() const { return row_y_.back() + 4; }

}  // namespace quickscan
