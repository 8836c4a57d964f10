#pragma once

#include <cstddef>
#include <vector>

namespace quickscan {

/// An interval of a gutter or channel that an edge occupies. Intervals that overlap need different tracks. `before`
/// at an end: the edge goes on towards the smaller coordinate there (left of a gutter, above a channel).
struct TrackInterval {
  std::size_t edge = 0;
  double low = 0;
  double high = 0;
  bool low_before = false;
  bool high_before = false;
  int track = 0;
};

/// Gives each interval of one gutter or channel a track, in an order with few crossings; the number of tracks.
int assign_tracks(std::vector<TrackInterval>& intervals);

}  // namespace quickscan
