#include "report/lanes_grid.hpp"

#include <algorithm>

namespace quickscan {

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
