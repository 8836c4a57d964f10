#include "statistics/coder_agreement.hpp"

#include "statistics/distributions.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace quickscan {
namespace {

/// Divisible by the number of pairs of every value in units of up to eleven values: with so many coders all
/// sums are whole numbers, so that α is the double nearest to its fraction.
constexpr double whole_scale = 2520;

double squared(double x) { return x * x; }

/// δ² of every pair of categories. `n` counts the values by category.
std::vector<double> distances(Metric metric, const std::vector<double>& n) {
  const auto size = n.size();
  std::vector<double> result(size * size, 0);
  for (std::size_t c = 0; c < size; ++c) {
    double between = n[c] / 2;
    for (std::size_t k = c + 1; k < size; ++k) {
      double squared_distance = 1;
      if (metric == Metric::ordinal) squared_distance = squared(between + n[k] / 2);
      if (metric == Metric::interval) squared_distance = squared(static_cast<double>(k - c));
      result[c * size + k] = squared_distance;
      between += n[k];
    }
  }
  return result;
}

int categories_in(const std::vector<UnitValues>& units) {
  int most = 0;
  for (const auto& unit : units)
    for (const int value : unit) most = std::max(most, value + 1);
  return most;
}

bool pairable(const UnitValues& unit) { return unit.size() >= 2; }

}  // namespace

Coincidences::Coincidences(int categories)
    : categories_(static_cast<std::size_t>(categories)), cells_(categories_ * categories_, 0) {}

void Coincidences::count(const UnitValues& unit, int sign) {
  if (!pairable(unit)) return;
  const double each = sign * whole_scale / static_cast<double>(unit.size() - 1);
  for (std::size_t i = 0; i < unit.size(); ++i) {
    for (std::size_t j = 0; j < unit.size(); ++j)
      if (i != j) cells_[static_cast<std::size_t>(unit[i]) * categories_ + static_cast<std::size_t>(unit[j])] += each;
  }
}

std::optional<double> Coincidences::alpha(Metric metric) const {
  std::vector<double> n(categories_, 0);
  for (std::size_t c = 0; c < categories_; ++c) {
    const auto row = cells_.begin() + static_cast<std::ptrdiff_t>(c * categories_);
    // Every value is in exactly one row, whatever the size of its unit: the sum is whole but for rounding.
    n[c] = std::round(std::accumulate(row, row + static_cast<std::ptrdiff_t>(categories_), 0.0) / whole_scale);
  }
  const auto total = std::accumulate(n.begin(), n.end(), 0.0);
  const auto apart = distances(metric, n);
  double observed = 0, expected = 0;
  for (std::size_t c = 0; c < categories_; ++c) {
    for (std::size_t k = c + 1; k < categories_; ++k) {
      observed += cells_[c * categories_ + k] * apart[c * categories_ + k];
      expected += n[c] * n[k] * apart[c * categories_ + k];
    }
  }
  if (!(expected > 0)) return std::nullopt;
  return (whole_scale * expected - (total - 1) * observed) / (whole_scale * expected);
}

std::optional<double> krippendorff_alpha(const std::vector<UnitValues>& units, Metric metric) {
  Coincidences coincidences(categories_in(units));
  for (const auto& unit : units) coincidences.add(unit);
  return coincidences.alpha(metric);
}

std::optional<JackknifeInterval> jackknife_alpha(const std::vector<std::vector<UnitValues>>& clusters) {
  int categories = 0;
  for (const auto& cluster : clusters) categories = std::max(categories, categories_in(cluster));
  Coincidences coincidences(categories);
  for (const auto& cluster : clusters)
    for (const auto& unit : cluster) coincidences.add(unit);
  const auto whole = coincidences.alpha(Metric::ordinal);
  if (!whole) return std::nullopt;
  std::vector<double> deleted;
  for (const auto& cluster : clusters) {
    if (std::ranges::none_of(cluster, pairable)) continue;
    for (const auto& unit : cluster) coincidences.remove(unit);
    const auto alpha = coincidences.alpha(Metric::ordinal);
    for (const auto& unit : cluster) coincidences.add(unit);
    if (!alpha) return std::nullopt;
    deleted.push_back(*alpha);
  }
  if (deleted.size() < 5) return std::nullopt;
  const auto m = static_cast<double>(deleted.size());
  const double mean = std::accumulate(deleted.begin(), deleted.end(), 0.0) / m;
  double spread = 0;
  for (const double alpha : deleted) spread += squared(alpha - mean);
  const double se = std::sqrt((m - 1) / m * spread);
  const double reach = student_t_quantile(.975, m - 1) * se;
  return JackknifeInterval{se, *whole - reach, std::min(1.0, *whole + reach)};
}

std::optional<double> ac2_linear(const std::vector<UnitValues>& units, int categories) {
  const auto weight = [categories](int apart) { return 1 - static_cast<double>(apart) / (categories - 1); };
  const auto q = static_cast<std::size_t>(categories);
  std::vector<double> prevalence(q, 0);
  double agreed = 0, n = 0;
  for (const auto& unit : units) {
    if (!pairable(unit)) continue;
    const auto r = static_cast<double>(unit.size());
    double pairs = 0;
    for (std::size_t i = 0; i < unit.size(); ++i) {
      prevalence[static_cast<std::size_t>(unit[i])] += 1 / r;
      for (std::size_t j = i + 1; j < unit.size(); ++j) pairs += 2 * weight(std::abs(unit[i] - unit[j]));
    }
    agreed += pairs / (r * (r - 1));
    n += 1;
  }
  if (n == 0) return std::nullopt;
  double weights = 0, spread = 0;
  for (int apart = 0; apart < categories; ++apart)
    weights += (apart == 0 ? 1 : 2) * (categories - apart) * weight(apart);
  for (const double share : prevalence) spread += share / n * (1 - share / n);
  const auto size = static_cast<double>(categories);
  const double expected = weights / (size * (size - 1)) * spread;
  return (agreed / n - expected) / (1 - expected);
}

}  // namespace quickscan
