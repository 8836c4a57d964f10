#include "statistics/ordinal.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <numeric>

namespace quickscan {

namespace {

__extension__ using Wide = __int128;

/// x₍i₎, i from 1.
int order_statistic(const RungCounts& counts, int i) {
  int below = 0;
  for (std::size_t rung = 0; rung < counts.size(); ++rung) {
    below += counts[rung];
    if (below >= i) return static_cast<int>(rung);
  }
  return static_cast<int>(counts.size()) - 1;
}

struct Tail {
  int j = 1;
  double coverage = 0;
};

/// Up to 62 voices everything is a whole number below 2^62. (40 · Σ C(n,i) = 2ⁿ has no solution.)
Tail tail_of_few(int n) {
  const std::uint64_t all = std::uint64_t{1} << static_cast<unsigned>(n);
  const std::uint64_t allowed = all / 40;
  std::uint64_t binomial = 1;
  std::uint64_t sum = 1;
  int j = 1;
  for (int i = 1; i <= n / 2; ++i) {
    binomial = static_cast<std::uint64_t>(static_cast<Wide>(binomial) * (n - i + 1) / i);
    if (sum + binomial > allowed) break;
    sum += binomial;
    j = i + 1;
  }
  return {j, 1.0 - 2.0 * static_cast<double>(sum) / static_cast<double>(all)};
}

/// More voices: weights relative to the middle term, which neither overflow nor need a logarithm.
Tail tail_of_many(int n) {
  const int middle = n / 2;
  std::vector<double> weight(static_cast<std::size_t>(middle) + 1);
  double relative = 1.0;
  for (int i = middle; i >= 0; --i) {
    weight[static_cast<std::size_t>(i)] = relative;
    relative *= static_cast<double>(i) / static_cast<double>(n - i + 1);
  }
  double half = 0;
  for (std::size_t i = 0; i < weight.size() - 1; ++i) half += weight[i];
  const double all = 2.0 * half + (n % 2 == 0 ? 1.0 : 2.0);
  double sum = 0;
  int j = 0;
  while (j < middle && sum + weight[static_cast<std::size_t>(j)] <= all / 40.0) {
    sum += weight[static_cast<std::size_t>(j)];
    ++j;
  }
  return {j, 1.0 - 2.0 * (sum / all)};
}

Wide weighted_reach(const RungCounts& counts, const RungWeights& weights) {
  Wide sum = 0;
  int reached = 0;
  for (std::size_t rung = counts.size() - 1; rung >= 1; --rung) {
    reached += counts[rung];
    sum += static_cast<Wide>(weights.weights[rung - 1]) * reached;
  }
  return sum;
}

}  // namespace

RungCounts count_rungs(std::span<const int> values, int top) {
  RungCounts counts(static_cast<std::size_t>(top) + 1, 0);
  for (const int value : values) ++counts[static_cast<std::size_t>(value)];
  return counts;
}

int total(const RungCounts& counts) { return std::accumulate(counts.begin(), counts.end(), 0); }

int median_of(const RungCounts& counts) {
  const int n = total(counts);
  assert(n > 0);
  return order_statistic(counts, (n + 1) / 2);
}

Range<int> median_pair(const RungCounts& counts) {
  const int n = total(counts);
  assert(n > 0);
  return {order_statistic(counts, (n + 1) / 2), order_statistic(counts, n / 2 + 1)};
}

std::vector<int> reach_of(const RungCounts& counts) {
  std::vector<int> reach(counts.size() - 1, 0);
  int reached = 0;
  for (std::size_t rung = counts.size() - 1; rung >= 1; --rung) {
    reached += counts[rung];
    reach[rung - 1] = reached;
  }
  return reach;
}

Fraction leik_consensus(const RungCounts& counts) {
  const std::int64_t n = total(counts);
  const auto top = static_cast<std::int64_t>(counts.size()) - 1;
  assert(n > 0);
  std::int64_t cumulative = 0;
  std::int64_t dispersion = 0;
  for (std::size_t rung = 0; rung + 1 < counts.size(); ++rung) {
    cumulative += counts[rung];
    dispersion += std::min(cumulative, n - cumulative);
  }
  return {top * n - 2 * dispersion, top * n};
}

ConsensusBand consensus_band(double consensus) {
  if (consensus >= 0.8) return ConsensusBand::broad;
  if (consensus >= 0.6) return ConsensusBand::largely;
  return consensus >= 0.4 ? ConsensusBand::divided : ConsensusBand::strongly_divided;
}

bool is_split(const RungCounts& counts) {
  const int n = total(counts);
  const int group = std::max(2, (n + 2) / 3);
  int below = 0;
  for (const int count : counts) {
    if (count == 0 && below >= group && n - below >= group) return true;
    below += count;
  }
  return false;
}

MedianInterval median_interval(const RungCounts& counts) {
  const int n = total(counts);
  assert(n > 0);
  const Tail tail = n <= 62 ? tail_of_few(n) : tail_of_many(n);
  return {order_statistic(counts, tail.j), order_statistic(counts, n + 1 - tail.j), tail.coverage};
}

std::int64_t RungWeights::sum() const { return std::accumulate(weights.begin(), weights.end(), std::int64_t{0}); }

RungWeights equal_weights(int top) { return {std::vector<std::int64_t>(static_cast<std::size_t>(top), 1)}; }

RungWeights back_weights(int top) {
  RungWeights result{std::vector<std::int64_t>(static_cast<std::size_t>(top))};
  std::iota(result.weights.begin(), result.weights.end(), 1);
  return result;
}

RungWeights front_weights(int top) {
  RungWeights result = back_weights(top);
  std::ranges::reverse(result.weights);
  return result;
}

RungWeights declared_weights(const std::vector<double>& declared, int top) {
  constexpr double largest = 9.0e15;  // whole numbers up to here are exact
  if (declared.size() != static_cast<std::size_t>(top)) return equal_weights(top);
  std::int64_t scale = 1;
  for (const double weight : declared) scale = std::max(scale, decimal(weight).denominator);
  while (scale > 1 && std::ranges::max(declared) * static_cast<double>(scale) > largest) scale /= 10;
  RungWeights result;
  for (const double weight : declared) {
    const double scaled = std::round(weight * static_cast<double>(scale));
    result.weights.push_back(static_cast<std::int64_t>(std::clamp(scaled, 0.0, largest)));
  }
  return result.sum() > 0 ? result : equal_weights(top);
}

double index_of(const RungCounts& counts, const RungWeights& weights) {
  const Wide whole = static_cast<Wide>(total(counts)) * weights.sum();
  assert(whole > 0);
  return static_cast<double>(100 * weighted_reach(counts, weights)) / static_cast<double>(whole);
}

std::strong_ordering compare_indices(const RungCounts& a, const RungCounts& b, const RungWeights& weights) {
  const Wide left = weighted_reach(a, weights) * total(b);
  const Wide right = weighted_reach(b, weights) * total(a);
  if (left == right) return std::strong_ordering::equal;
  return left < right ? std::strong_ordering::less : std::strong_ordering::greater;
}

}  // namespace quickscan
