#include "report/drawing/edge_router.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace quickscan {

namespace {

constexpr double close = 2;

void add_piece(const LanePoint& a, const LanePoint& b, std::size_t line, std::vector<LanePiece>& upright,
               std::vector<LanePiece>& level) {
  const bool is_upright = std::abs(a.x - b.x) < 0.01;
  const double low = is_upright ? std::min(a.y, b.y) : std::min(a.x, b.x);
  const double high = is_upright ? std::max(a.y, b.y) : std::max(a.x, b.x);
  if (high - low < 0.01) return;
  (is_upright ? upright : level).push_back({is_upright ? a.x : a.y, low, high, line});
}

bool cross(const LanePiece& upright, const LanePiece& level) {
  return level.low < upright.at && upright.at < level.high && upright.low < level.at && level.at < upright.high &&
         upright.line != level.line;
}

/// Of pieces sorted by where they are, those strictly between two places.
std::span<const LanePiece> between(const std::vector<LanePiece>& pieces, double low, double high) {
  const auto first = std::ranges::upper_bound(pieces, low, {}, &LanePiece::at);
  const auto last = std::ranges::lower_bound(first, pieces.end(), high, {}, &LanePiece::at);
  return {first, last};
}

/// Pieces of different lines that lie on one another, of pieces sorted by where they are.
template <typename Found>
int count_overlaps(const std::vector<LanePiece>& pieces, const Found& found) {
  int overlaps = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    for (std::size_t j = i + 1; j < pieces.size() && pieces[j].at - pieces[i].at < close; ++j) {
      const auto& a = pieces[i];
      const auto& b = pieces[j];
      if (a.line == b.line || a.low + 1 >= b.high || b.low + 1 >= a.high) continue;
      ++overlaps;
      found(a, b);
    }
  }
  return overlaps;
}

}  // namespace

int count_crossings(const std::vector<LaneLine>& lines) {
  std::vector<LanePiece> upright;
  std::vector<LanePiece> level;
  for (std::size_t line = 0; line < lines.size(); ++line) {
    const auto& points = lines[line].points;
    for (std::size_t i = 0; i + 1 < points.size(); ++i) add_piece(points[i], points[i + 1], line, upright, level);
  }
  int crossings = 0;
  for (const auto& a : upright) {
    crossings += static_cast<int>(std::ranges::count_if(level, [&](const LanePiece& b) { return cross(a, b); }));
  }
  return crossings;
}

void LaneGeometry::cut_into_pieces() {
  upright_.clear();
  level_.clear();
  for (std::size_t index = 0; index < lines_.size(); ++index) {
    const auto points = points_of(grid_, lines_[index]);
    for (std::size_t i = 0; i + 1 < points.count; ++i) {
      add_piece(points.at[i], points.at[i + 1], index, upright_, level_);
    }
  }
  std::ranges::sort(upright_, {}, &LanePiece::at);
  std::ranges::sort(level_, {}, &LanePiece::at);
}

double LaneGeometry::cost() {
  cut_into_pieces();
  conflicts_.assign(lines_.size(), 0);
  const auto note = [&](const LanePiece& a, const LanePiece& b) {
    ++conflicts_[a.line];
    ++conflicts_[b.line];
  };
  int crossings = 0;
  for (const auto& a : upright_) {
    for (const auto& b : between(level_, a.low, a.high)) {
      if (!cross(a, b)) continue;
      ++crossings;
      note(a, b);
    }
  }
  const int overlaps = count_overlaps(upright_, note) + count_overlaps(level_, note);
  double length = 0;
  for (const auto& piece : upright_) length += piece.high - piece.low;
  for (const auto& piece : level_) length += piece.high - piece.low;
  int tracks = 0;
  for (const int count : gutter_tracks_) tracks += count;
  for (const int count : channel_tracks_) tracks += count;
  return 100.0 * crossings + 400.0 * overlaps + 0.08 * length + 6.0 * tracks;
}

double LaneGeometry::rough_cost(std::size_t index, const LaneRoute& route, const Pieces& others) const {
  RoutedLine line = lines_[index];
  line.route = route;
  const auto middle = [](double begin, double end) { return (begin + end) / 2; };
  const auto gutter_middle = [&](std::size_t gutter) { return middle(gutter_x_[gutter], column_x_[gutter]); };
  const auto box_middle = [&](std::size_t box) { return grid_.boxes[box].y + grid_.boxes[box].height / 2; };
  if (route.direct) {
    const auto& from = grid_.boxes[line.from];
    const auto& to = grid_.boxes[line.to];
    line.from_x = line.to_x = from.x + from.width / 2;
    line.from_y = from.y < to.y ? from.y + from.height : from.y;
    line.to_y = from.y < to.y ? to.y : to.y + to.height;
  } else {
    line.from_x = gutter_middle(from_gutter(line));
    line.to_x = gutter_middle(to_gutter(line));
    line.channel_y = middle(channel_y_[route.channel], row_y_[route.channel]);
    line.from_y = box_middle(line.from);
    line.to_y = box_middle(line.to);
  }
  int crossings = 0;
  double length = 0;
  const auto points = points_of(grid_, line);
  for (std::size_t i = 0; i + 1 < points.count; ++i) {
    const auto& a = points.at[i];
    const auto& b = points.at[i + 1];
    const bool is_upright = a.x == b.x;
    const LanePiece piece = is_upright ? LanePiece{a.x, std::min(a.y, b.y), std::max(a.y, b.y), index}
                                       : LanePiece{a.y, std::min(a.x, b.x), std::max(a.x, b.x), index};
    length += piece.high - piece.low;
    for (const auto& other : between(is_upright ? others.level : others.upright, piece.low, piece.high)) {
      crossings += is_upright ? cross(piece, other) : cross(other, piece);
    }
  }
  return 100.0 * crossings + 0.08 * length;
}

}  // namespace quickscan
