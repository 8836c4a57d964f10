#pragma once

#include "core/ranges.hpp"
#include "statistics/fraction.hpp"

#include <compare>
#include <cstdint>
#include <span>
#include <vector>

namespace quickscan {

/// The number of voices at each rung, 0 … K: what all measures of a cell are computed from (manual/scoring.md#cells).
using RungCounts = std::vector<int>;

RungCounts count_rungs(std::span<const int> values, int top);
int total(const RungCounts& counts);

/// The lower median x₍⌊(n+1)/2⌋₎; n ≥ 1. manual/scoring.md#median
int median_of(const RungCounts& counts);
/// The two middle values; the same one twice for an odd number of voices.
Range<int> median_pair(const RungCounts& counts);
/// j_1 … j_K: how many voices reach each rung. manual/scoring.md#reach
std::vector<int> reach_of(const RungCounts& counts);

/// Consensus 1 − D (Leik 1966), 0 … 1, n ≥ 1: D = (2/K) Σ d_k over the rungs below the top, d_k the smaller of F_k and
/// 1 − F_k, F_k the cumulative share. It does not depend on distances between rungs. manual/scoring.md#consensus
Fraction leik_consensus(const RungCounts& counts);

/// The words for a consensus: from .80 broad, from .60 largely, from .40 divided. An even spread over six rungs has
/// .40.
enum class ConsensusBand : std::uint8_t { broad, largely, divided, strongly_divided };
ConsensusBand consensus_band(double consensus);

/// Median with order-statistic interval: coverage is "at least" for tied data.
struct MedianInterval {
  int low = 0;
  int high = 0;
  double coverage = 0;
};

/// Whether an empty rung separates two groups, each of at least max(2, ⌈n/3⌉) voices. manual/scoring.md#split
bool is_split(const RungCounts& counts);
/// The exact order-statistic interval [x₍j₎, x₍n+1−j₎] for the median, with the largest j whose coverage is at least
/// 95 %; where none is, all values with the coverage that they have. n ≥ 1. manual/scoring.md#median-interval
MedianInterval median_interval(const RungCounts& counts);

/// Weights of the rungs 1 … K as whole numbers on one scale, so that indices compare exactly.
struct RungWeights {
  std::vector<std::int64_t> weights;
  std::int64_t sum() const;
};

/// All equal, K … 1, 1 … K, and as a study declares them (empty: all equal).
RungWeights equal_weights(int top);
RungWeights front_weights(int top);
RungWeights back_weights(int top);
RungWeights declared_weights(const std::vector<double>& declared, int top);

/// 100 · Σ w_k (j_k/n) / Σ w_k: the average share of rungs reached, in percent; n ≥ 1. manual/scoring.md#index
double index_of(const RungCounts& counts, const RungWeights& weights);
/// Which of two groups of voices has the higher index, exactly.
std::strong_ordering compare_indices(const RungCounts& a, const RungCounts& b, const RungWeights& weights);

}  // namespace quickscan
