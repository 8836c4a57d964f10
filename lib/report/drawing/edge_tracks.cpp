#include "report/drawing/edge_tracks.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace quickscan {

namespace {

constexpr double near = 4;

bool overlap(const TrackInterval& a, const TrackInterval& b) { return a.low < b.high + near && b.low < a.high + near; }

/// What is gained by `second` before `first` instead of after it: crossings avoided, each counted twice, and ends
/// that no longer overlap. Crossings are products, for a branch would be guessed wrong every other time.
int gain_of_swap(const TrackInterval& first, const TrackInterval& second) {
  // An edge whose end lies within the other interval crosses it, unless it leaves on its own side.
  const auto leave = [](const TrackInterval& other, double at, bool before) {
    return static_cast<int>(other.low < at) * static_cast<int>(at < other.high) * (1 - 2 * static_cast<int>(before));
  };
  // Two ends at the same coordinate that run towards each other would overlap; few are.
  const auto clash = [](double a, bool a_before, double b, bool b_before) {
    return std::abs(a - b) < near ? static_cast<int>(b_before) - static_cast<int>(a_before) : 0;
  };
  return 2 * (leave(second, first.low, first.low_before) + leave(second, first.high, first.high_before) -
              leave(first, second.low, second.low_before) - leave(first, second.high, second.high_before)) +
         3 * (clash(first.low, first.low_before, second.low, second.low_before) +
              clash(first.low, first.low_before, second.high, second.high_before) +
              clash(first.high, first.high_before, second.low, second.low_before) +
              clash(first.high, first.high_before, second.high, second.high_before));
}

/// The key of the first order: intervals with both ends before come first, the shorter the earlier; with both ends
/// after last, the shorter the later.
double sort_key(const TrackInterval& interval) {
  const double length = interval.high - interval.low;
  if (interval.low_before && interval.high_before) return -1e6 + length;
  if (!interval.low_before && !interval.high_before) return 1e6 - length;
  // One end on either side: in the order of their middles, so that the steps of a staircase do not cross.
  return interval.low_before ? -(interval.low + interval.high) / 2 : (interval.low + interval.high) / 2;
}

}  // namespace

int assign_tracks(std::vector<TrackInterval>& intervals) {
  std::ranges::sort(intervals, [](const TrackInterval& a, const TrackInterval& b) {
    const double first = sort_key(a);
    const double second = sort_key(b);
    return first != second ? first < second : a.edge < b.edge;
  });
  // Insertion sort by gain. The gain is no total order, so the number of rounds is limited; a round begins where the
  // one before it changed the order.
  std::size_t begin = 1;
  for (int round = 0; round < 4; ++round) {
    auto changed = intervals.size();
    for (auto i = begin; i < intervals.size(); ++i) {
      int gain = 0;
      int best = 0;
      std::size_t to = i;
      for (std::size_t j = i; j-- > 0;) {
        if (overlap(intervals[j], intervals[i])) gain += gain_of_swap(intervals[j], intervals[i]);
        if (gain > best) {
          best = gain;
          to = j;
        }
      }
      if (to == i) continue;
      std::rotate(intervals.begin() + static_cast<std::ptrdiff_t>(to),
                  intervals.begin() + static_cast<std::ptrdiff_t>(i),
                  intervals.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      changed = std::min(changed, to);
    }
    begin = std::max<std::size_t>(changed, 1);
  }
  int tracks = 0;
  for (std::size_t i = 0; i < intervals.size(); ++i) {
    int track = 0;
    for (std::size_t j = 0; j < i; ++j)
      track = std::max(track, overlap(intervals[i], intervals[j]) ? intervals[j].track + 1 : 0);
    intervals[i].track = track;
    tracks = std::max(tracks, track + 1);
  }
  return tracks;
}

}  // namespace quickscan
