#pragma once

#include "core/ranges.hpp"

#include <optional>
#include <vector>

namespace quickscan {

/// The voice values of one level and the weight of that level in the recommendation's index.
struct LevelSample {
  std::vector<int> values;
  double weight = 1;
};

/// The smallest number of voices of a level for a bootstrap.
inline constexpr int smallest_bootstrap = 5;

/// The widened tail Φ(−√(n/(n−1))·t_{.975,n−1}) that replaces .025 in small samples (Hesterberg 2015);
/// n ≥ 2. manual/scoring.md#index
double widened_tail(int n);

/// The exact stratified bootstrap of an index by convolution, each tail `tail`: no draws, no seed.
/// `rungs` are w_1 … w_K, all 1 where none were declared. Every sample needs at least one value; levels
/// of weight 0 are left out. Nothing where no sample has weight. Declared rung weights that share no unit
/// (1.37, 1.11, .717) are taken to a 200th of their sum with twenty voices a level, or finer with fewer.
std::optional<Range<double>> bootstrap_interval(const std::vector<LevelSample>& samples,
                                                const std::vector<double>& rungs, double tail);

/// The interval for one level's index, in percent; nothing below five voices.
std::optional<Range<double>> index_interval(const std::vector<int>& values, const std::vector<double>& rungs);

/// The interval for a recommendation's index over its weighted levels; nothing where one of them has fewer
/// than five voices, or all together more than sixty.
std::optional<Range<double>> index_interval(const std::vector<LevelSample>& samples, const std::vector<double>& rungs);

/// What the index ranges over when any one voice is left out: for levels too small for an interval.
/// Nothing where a weighted level has fewer than two voices.
std::optional<Range<double>> leave_one_out_range(const std::vector<LevelSample>& samples,
                                                 const std::vector<double>& rungs);

}  // namespace quickscan
