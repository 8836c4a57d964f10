#pragma once

#include "core/ranges.hpp"
#include "statistics/fraction.hpp"

#include <span>
#include <vector>

namespace quickscan {

/// How many voices stand at each rung, 0 … K: all that the measures of a cell (scoring.md 4.3) look at.
using RungCounts = std::vector<int>;

RungCounts count_rungs(std::span<const int> values, int top);
int total(const RungCounts& counts);

/// The lower median; there is at least one voice.
int median_of(const RungCounts& counts);
/// The two middle values; the same one twice for an odd number of voices.
Range<int> median_pair(const RungCounts& counts);
/// j_1 … j_K: how many voices reach each rung.
std::vector<int> reach_of(const RungCounts& counts);

/// 1 − D, Leik's consensus: from the cumulative distribution only, so it takes no rung for a number.
Fraction leik_consensus(const RungCounts& counts);
/// Van der Eijk's A, from −1 (two poles) to 1 (one rung); the optional second measure.
double van_der_eijk(const RungCounts& counts);
/// Tastle and Wierman's consensus, for comparison only: it averages the codes.
double tastle_wierman(const RungCounts& counts);
/// Median with order-statistic interval: coverage is "at least" for tied data.
struct MedianInterval {
  int low = 0;
  int high = 0;
  double coverage = 0;
};

/// An empty rung separates two groups, each of at least max(2, ⌈n/3⌉) voices.
bool is_split(const RungCounts& counts);
/// Exact order-statistic interval for the median, at least 95 % where the voices allow it.
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

/// 100 · Σ w_k (j_k/n) / Σ w_k: the average share of rungs reached, in percent.
double index_of(const RungCounts& counts, const RungWeights& weights);
/// Which of two groups of voices has the higher index, exactly.
std::strong_ordering compare_indices(const RungCounts& a, const RungCounts& b, const RungWeights& weights);

}  // namespace quickscan
