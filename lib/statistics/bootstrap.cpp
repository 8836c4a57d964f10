#include "statistics/bootstrap.hpp"

#include "statistics/distributions.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <iterator>
#include <numeric>

namespace quickscan {
namespace {

/// A distribution on whole numbers; only the window that matters is kept.
struct Window {
  std::int64_t first = 0;
  std::vector<double> chance;
};

/// Chances below this, at the ends of a sum of thousands of draws, move no quantile.
constexpr double negligible = 1e-25;

Window convolve(const Window& a, const Window& b) {
  std::vector<double> sum(a.chance.size() + b.chance.size() - 1, 0);
  for (std::size_t i = 0; i < a.chance.size(); ++i) {
    const double chance = a.chance[i];
    if (chance == 0) continue;
    for (std::size_t j = 0; j < b.chance.size(); ++j) sum[i + j] += chance * b.chance[j];
  }
  const auto counts = [](double chance) { return chance >= negligible; };
  const auto begin = std::find_if(sum.begin(), sum.end(), counts);
  const auto end = std::find_if(sum.rbegin(), std::make_reverse_iterator(begin), counts).base();
  return {a.first + b.first + (begin - sum.begin()), std::vector<double>(begin, end)};
}

/// The sum of `n` independent draws, by doubling.
Window sum_of_draws(const Window& one, std::size_t n) {
  Window result{0, {1}};
  for (auto bit = std::bit_floor(n); bit != 0; bit /= 2) {
    result = convolve(result, result);
    if ((n & bit) != 0) result = convolve(result, one);
  }
  return result;
}

/// The weights as whole numbers without a common divisor, to nine decimals; to a `finest`th of their sum
/// where that is coarser, so that the lattice of sums stays small.
std::vector<std::int64_t> whole_weights(const std::vector<double>& weights, std::int64_t finest) {
  double scale = 1;
  const auto is_whole = [&scale](double weight) { return weight * scale == std::round(weight * scale); };
  while (scale < 1e9 && !std::ranges::all_of(weights, is_whole)) scale *= 10;
  std::vector<std::int64_t> whole;
  std::int64_t divisor = 0, sum = 0;
  for (const double weight : weights) {
    whole.push_back(std::llround(weight * scale));
    divisor = std::gcd(divisor, whole.back());
    sum += whole.back();
  }
  if (divisor == 0) return whole;
  if (sum / divisor <= finest) {
    for (auto& weight : whole) weight /= divisor;
    return whole;
  }
  for (auto& weight : whole)
    weight = std::llround(static_cast<double>(weight) / static_cast<double>(sum) * static_cast<double>(finest));
  return whole;
}

/// What a voice at each rung 0 … K adds to the sum of its level.
std::vector<std::int64_t> scores_of(const std::vector<double>& rungs, std::size_t largest_sample, bool alone) {
  const auto points = alone ? 20'000 : 4'000;
  const auto finest = std::max(std::int64_t{50}, points / static_cast<std::int64_t>(largest_sample));
  std::vector<std::int64_t> scores{0};
  for (const auto weight : whole_weights(rungs, finest)) scores.push_back(scores.back() + weight);
  return scores;
}

Window bootstrap_sum(const std::vector<int>& values, const std::vector<std::int64_t>& scores) {
  std::vector<double> chance(static_cast<std::size_t>(scores.back()) + 1, 0);
  for (const int value : values) chance[static_cast<std::size_t>(scores[static_cast<std::size_t>(value)])] += 1;
  for (auto& each : chance) each /= static_cast<double>(values.size());
  return sum_of_draws({0, std::move(chance)}, values.size());
}

struct Mass {
  std::int64_t value = 0;
  double chance = 0;
};

/// A probability mass function: by value, each value once.
using Masses = std::vector<Mass>;

/// Levels whose sums spread wider than this on their common scale share no unit worth an interval.
constexpr std::int64_t widest = 30'000'000;

/// Adds `factor` times another sum to a distribution; nothing where that would take too long.
std::optional<Masses> add(const Masses& masses, const Window& sum, std::int64_t factor) {
  const auto first = masses.front().value + factor * sum.first;
  const auto last = masses.back().value + factor * (sum.first + std::ssize(sum.chance) - 1);
  if (last - first > widest) return std::nullopt;
  std::vector<double> chance(static_cast<std::size_t>(last - first) + 1, 0);
  for (const auto& mass : masses) {
    auto at = static_cast<std::size_t>(mass.value + factor * sum.first - first);
    for (const double each : sum.chance) {
      chance[at] += mass.chance * each;
      at += static_cast<std::size_t>(factor);
    }
  }
  Masses result;
  for (std::size_t i = 0; i < chance.size(); ++i)
    if (chance[i] > 0) result.push_back({first + static_cast<std::int64_t>(i), chance[i]});
  return result;
}

/// The quantiles of the sum of two independent distributions.
class Sum {
 public:
  Sum(const Masses& many, const Masses& few)
      : many_(many), few_(few), below_(many.size() + 1), above_(many.size() + 1) {
    for (std::size_t i = 0; i < many.size(); ++i) below_[i + 1] = below_[i] + many[i].chance;
    for (std::size_t i = many.size(); i > 0; --i) above_[i - 1] = above_[i] + many[i - 1].chance;
  }

  /// The smallest v with P(V ≤ v) ≥ `tail`.
  std::int64_t low(double tail) const {
    return smallest([this, tail](std::int64_t v) { return weigh(v, below_) >= tail; });
  }
  /// The smallest v with P(V ≤ v) ≥ 1 − `tail`.
  std::int64_t high(double tail) const {
    return smallest([this, tail](std::int64_t v) { return weigh(v, above_) <= tail; });
  }

 private:
  double weigh(std::int64_t v, const std::vector<double>& cumulative) const {
    double sum = 0;
    for (const auto& mass : few_) {
      const auto at = std::ranges::upper_bound(many_, v - mass.value, {}, &Mass::value) - many_.begin();
      sum += mass.chance * cumulative[static_cast<std::size_t>(at)];
    }
    return sum;
  }

  template <typename Predicate>
  std::int64_t smallest(Predicate holds) const {
    auto low = many_.front().value + few_.front().value;
    auto high = many_.back().value + few_.back().value;
    while (low < high) {
      const auto middle = low + (high - low) / 2;
      if (holds(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  const Masses& many_;
  const Masses& few_;
  std::vector<double> below_;
  std::vector<double> above_;
};

std::vector<LevelSample> weighted(const std::vector<LevelSample>& samples) {
  std::vector<LevelSample> kept;
  for (const auto& sample : samples)
    if (sample.weight > 0 && !sample.values.empty()) kept.push_back(sample);
  return kept;
}

std::size_t largest(const std::vector<LevelSample>& samples) {
  return std::ranges::max_element(samples, {}, [](const auto& sample) { return sample.values.size(); })->values.size();
}

std::size_t smallest(const std::vector<LevelSample>& samples) {
  return std::ranges::min_element(samples, {}, [](const auto& sample) { return sample.values.size(); })->values.size();
}

/// Whole factors that bring the sums of all levels onto one scale, and that scale's 100 %.
struct Scale {
  std::vector<std::int64_t> factors;
  std::int64_t whole = 0;
};

Scale scale_of(const std::vector<LevelSample>& samples, std::int64_t top_score) {
  std::vector<double> weights;
  std::int64_t multiple = 1;
  for (const auto& sample : samples) {
    weights.push_back(sample.weight);
    multiple = std::lcm(multiple, std::ssize(sample.values));
  }
  Scale scale;
  const auto whole = whole_weights(weights, 1'000'000);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    scale.factors.push_back(whole[i] * (multiple / std::ssize(samples[i].values)));
    scale.whole += whole[i] * multiple * top_score;
  }
  return scale;
}

double percent(std::int64_t part, std::int64_t whole) {
  return 100 * static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

double widened_tail(int n) {
  const auto size = static_cast<double>(n);
  return normal_below(-std::sqrt(size / (size - 1)) * student_t_quantile(.975, size - 1));
}

std::optional<Range<double>> bootstrap_interval(const std::vector<LevelSample>& samples,
                                                const std::vector<double>& rungs, double tail) {
  const auto used = weighted(samples);
  if (used.empty()) return std::nullopt;
  const auto scores = scores_of(rungs, largest(used), used.size() == 1);
  const auto scale = scale_of(used, scores.back());
  // Two halves, so that the largest step, all sums of all levels, is never written out.
  std::optional<Masses> halves[2] = {Masses{{0, 1}}, Masses{{0, 1}}};
  for (std::size_t i = 0; i < used.size(); ++i) {
    auto& half = halves[i < (used.size() + 1) / 2 ? 0 : 1];
    half = add(*half, bootstrap_sum(used[i].values, scores), scale.factors[i]);
    if (!half) return std::nullopt;
  }
  const Sum sum(*halves[0], *halves[1]);
  return Range<double>{percent(sum.low(tail), scale.whole), percent(sum.high(tail), scale.whole)};
}

std::optional<Range<double>> index_interval(const std::vector<int>& values, const std::vector<double>& rungs) {
  if (std::ssize(values) < smallest_bootstrap) return std::nullopt;
  return bootstrap_interval({{values, 1}}, rungs, widened_tail(static_cast<int>(values.size())));
}

std::optional<Range<double>> index_interval(const std::vector<LevelSample>& samples, const std::vector<double>& rungs) {
  std::size_t all = 0;
  for (const auto& sample : samples) {
    if (sample.weight <= 0) continue;
    if (std::ssize(sample.values) < smallest_bootstrap) return std::nullopt;
    all += sample.values.size();
  }
  if (all == 0 || all > 60) return std::nullopt;
  return bootstrap_interval(samples, rungs, widened_tail(static_cast<int>(smallest(weighted(samples)))));
}

std::optional<Range<double>> leave_one_out_range(const std::vector<LevelSample>& samples,
                                                 const std::vector<double>& rungs) {
  std::vector<double> scores{0};
  for (const double weight : rungs) scores.push_back(scores.back() + weight);
  double index = 0, weights = 0;
  std::vector<Range<double>> shifts;
  for (const auto& sample : samples) {
    if (sample.weight <= 0) continue;
    if (sample.values.size() < 2) return std::nullopt;
    const auto score = [&scores](int value) { return scores[static_cast<std::size_t>(value)]; };
    const auto n = static_cast<double>(sample.values.size());
    const auto sum = std::transform_reduce(sample.values.begin(), sample.values.end(), 0.0, std::plus{}, score);
    const auto [least, most] = std::ranges::minmax(sample.values);
    const auto shift = [&](int left_out) { return sample.weight * ((sum - score(left_out)) / (n - 1) - sum / n); };
    shifts.push_back({shift(most), shift(least)});
    index += sample.weight * sum / n;
    weights += sample.weight;
  }
  if (shifts.empty()) return std::nullopt;
  Range<double> range{0, 0};
  for (const auto& shift : shifts) {
    range.low = std::min(range.low, shift.low);
    range.high = std::max(range.high, shift.high);
  }
  // All on the top rung is 100, whatever the last digit of a sum says.
  const auto in_percent = [&](double shift) {
    return std::clamp(100 * (index + shift) / (weights * scores.back()), 0.0, 100.0);
  };
  return Range<double>{in_percent(range.low), in_percent(range.high)};
}

}  // namespace quickscan
