#include "statistics/permutation_tests.hpp"

#include "statistics/distributions.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <numeric>

namespace quickscan {
namespace {

// The number of allocations of 60 voices does not fit in 64 bits.
__extension__ using Count = unsigned __int128;

using Groups = std::vector<std::vector<int>>;
using Column = std::vector<std::int64_t>;

/// The values as a table: how many of each group are in each category, lowest category first.
struct CountTable {
  std::vector<Column> columns;
  Column sizes;
  std::int64_t total = 0;
};

CountTable table_of(const Groups& groups) {
  std::vector<int> categories;
  for (const auto& group : groups) categories.insert(categories.end(), group.begin(), group.end());
  CountTable table;
  table.total = std::ssize(categories);
  std::ranges::sort(categories);
  categories.erase(std::unique(categories.begin(), categories.end()), categories.end());
  table.columns.assign(categories.size(), Column(groups.size(), 0));
  for (std::size_t g = 0; g < groups.size(); ++g) {
    table.sizes.push_back(std::ssize(groups[g]));
    for (const int value : groups[g]) {
      const auto at = std::ranges::lower_bound(categories, value) - categories.begin();
      ++table.columns[static_cast<std::size_t>(at)][g];
    }
  }
  return table;
}

std::int64_t sum(const Column& column) { return std::accumulate(column.begin(), column.end(), std::int64_t{0}); }

/// What a column adds to twice J when `below` is in the categories beneath it.
std::int64_t doubled_j(const Column& column, const Column& below) {
  std::int64_t doubled = 0;
  for (std::size_t i = 0; i < column.size(); ++i)
    for (std::size_t j = i + 1; j < column.size(); ++j) doubled += column[i] * (2 * below[j] + column[j]);
  return doubled;
}

std::int64_t doubled_j(const CountTable& table) {
  Column below(table.sizes.size(), 0);
  std::int64_t doubled = 0;
  for (const auto& column : table.columns) {
    doubled += doubled_j(column, below);
    std::ranges::transform(below, column, below.begin(), std::plus{});
  }
  return doubled;
}

/// Pascal's triangle as far as a category of `n` needs it; 60 over 30 fits in 64 bits.
std::vector<std::vector<std::uint64_t>> pascal(std::int64_t n) {
  std::vector<std::vector<std::uint64_t>> rows{{1}};
  for (std::int64_t i = 1; i <= n; ++i) {
    const auto& above = rows.back();
    std::vector<std::uint64_t> row(above.size() + 1, 1);
    for (std::size_t k = 1; k < above.size(); ++k) row[k] = above[k - 1] + above[k];
    rows.push_back(std::move(row));
  }
  return rows;
}

/// The number of ways to reach each value of twice J, from `first` on.
struct Distribution {
  std::int64_t first = 0;
  std::vector<Count> ways;

  void add(const Distribution& other, std::int64_t shift, Count weight) {
    const auto begin = other.first + shift;
    const auto end = begin + std::ssize(other.ways);
    if (ways.empty()) first = begin;
    if (begin < first) {
      ways.insert(ways.begin(), static_cast<std::size_t>(first - begin), 0);
      first = begin;
    }
    if (end > first + std::ssize(ways)) ways.resize(static_cast<std::size_t>(end - first), 0);
    auto* target = ways.data() + (begin - first);
    for (const auto count : other.ways) *target++ += weight * count;
  }
};

/// All tables with the margins of one table, category by category: tables whose row totals so far and
/// whose J so far are equal have the same future, so they are added up.
class Walk {
 public:
  explicit Walk(const CountTable& table) : table_(table), choose_(pascal(table.total)) {
    std::size_t states = 1;
    for (const auto size : table.sizes) {
      strides_.push_back(states);
      states *= static_cast<std::size_t>(size) + 1;
    }
    // The last group is what the others leave.
    states = strides_.back();
    states_.resize(states);
    states_[0].ways = {1};
  }

  Distribution run() {
    std::int64_t below_total = 0;
    for (const auto& column : table_.columns) {
      const auto here = sum(column);
      step(below_total, here);
      below_total += here;
    }
    return states_.back();
  }

 private:
  void step(std::int64_t below_total, std::int64_t here) {
    std::vector<Distribution> next(states_.size());
    Column below(table_.sizes.size());
    for (std::size_t state = 0; state < states_.size(); ++state) {
      if (states_[state].ways.empty()) continue;
      auto rest = below_total;
      for (std::size_t g = 0; g + 1 < below.size(); ++g) {
        const auto radix = static_cast<std::size_t>(table_.sizes[g]) + 1;
        below[g] = static_cast<std::int64_t>(state / strides_[g] % radix);
        rest -= below[g];
      }
      below.back() = rest;
      Column column(below.size(), 0);
      allocate(next, state, below, column, 0, here, 1);
    }
    states_ = std::move(next);
  }

  /// Shares out what is `left` of a category over the groups from `g` on, in every way that fits.
  void allocate(std::vector<Distribution>& next, std::size_t state, const Column& below, Column& column, std::size_t g,
                std::int64_t left, Count weight) {
    const auto room = table_.sizes[g] - below[g];
    if (g + 1 == column.size()) {
      if (left > room) return;
      column[g] = left;
      auto target = state;
      for (std::size_t i = 0; i < g; ++i) target += static_cast<std::size_t>(column[i]) * strides_[i];
      next[target].add(states_[state], doubled_j(column, below), weight);
      return;
    }
    for (std::int64_t taken = 0; taken <= std::min(left, room); ++taken) {
      column[g] = taken;
      allocate(next, state, below, column, g + 1, left - taken,
               weight * choose_[static_cast<std::size_t>(left)][static_cast<std::size_t>(taken)]);
    }
  }

  const CountTable& table_;
  std::vector<std::vector<std::uint64_t>> choose_;
  std::vector<std::size_t> strides_;
  std::vector<Distribution> states_;
};

double share(Count part, Count whole) {
  // A fraction that fits is divided once, so that it is the nearest double.
  return static_cast<double>(static_cast<long double>(part) / static_cast<long double>(whole));
}

/// The test of a table whose statistic is `distance` of twice J: the larger, the rarer.
template <typename Distance>
PermutationTest exact_test(const CountTable& table, Distance distance) {
  const auto distribution = Walk(table).run();
  const auto observed = distance(doubled_j(table));
  Count all = 0, at_least = 0, most_extreme = 0;
  auto largest = std::numeric_limits<std::int64_t>::min();
  for (std::size_t i = 0; i < distribution.ways.size(); ++i) {
    const auto ways = distribution.ways[i];
    if (ways == 0) continue;
    const auto here = distance(distribution.first + static_cast<std::int64_t>(i));
    all += ways;
    if (here >= observed) at_least += ways;
    if (here > largest) most_extreme = 0;
    largest = std::max(largest, here);
    if (here == largest) most_extreme += ways;
  }
  PermutationTest test;
  test.p = share(at_least, all);
  test.p_min = share(most_extreme, all);
  test.can_be_significant = most_extreme * 20 <= all;
  return test;
}

double f(double a) { return a * (a - 1) * (2 * a + 5); }
double g(double a) { return a * (a - 1) * (a - 2); }
double h(double a) { return a * (a - 1); }

/// z of J by its mean and its variance with ties (Hollander & Wolfe 1999); nothing where the variance is 0.
std::optional<double> normal_z(const CountTable& table) {
  const auto n = static_cast<double>(table.total);
  if (table.total < 3 || table.columns.size() < 2) return std::nullopt;
  double squares = 0, fs = 0, g_sizes = 0, g_columns = 0, h_sizes = 0, h_columns = 0;
  for (const auto size : table.sizes) {
    const auto a = static_cast<double>(size);
    squares += a * a;
    fs += f(a);
    g_sizes += g(a);
    h_sizes += h(a);
  }
  for (const auto& column : table.columns) {
    const auto a = static_cast<double>(sum(column));
    fs += f(a);
    g_columns += g(a);
    h_columns += h(a);
  }
  const double variance = (f(n) - fs) / 72 + g_sizes * g_columns / (36 * g(n)) + h_sizes * h_columns / (8 * h(n));
  if (!(variance > 0)) return std::nullopt;
  const double mean = (n * n - squares) / 4;
  return (static_cast<double>(doubled_j(table)) / 2 - mean) / std::sqrt(variance);
}

TestForm form_for_table(const CountTable& table) {
  const int largest = table.sizes.size() <= 4 ? largest_exact_size : largest_exact_size_of_many;
  return table.total <= largest ? TestForm::exact : TestForm::normal;
}

/// A test of `table` by its normal form: `tails` is 1 or 2.
PermutationTest normal_test(const CountTable& table, int tails) {
  PermutationTest test;
  test.exact = false;
  if (const auto z = normal_z(table)) test.p = tails == 1 ? normal_above(*z) : 2 * normal_above(std::abs(*z));
  return test;
}

}  // namespace

TestForm form_for(const Groups& groups) { return form_for_table(table_of(groups)); }

PermutationTest jonckheere_terpstra(const Groups& groups, TestForm form) {
  if (groups.size() < 2) return {};
  const auto table = table_of(groups);
  auto test =
      form == TestForm::exact ? exact_test(table, [](std::int64_t doubled) { return doubled; }) : normal_test(table, 1);
  test.statistic = static_cast<double>(doubled_j(table)) / 2;
  return test;
}

PermutationTest jonckheere_terpstra(const Groups& groups) { return jonckheere_terpstra(groups, form_for(groups)); }

PermutationTest cliffs_delta(const std::vector<int>& first, const std::vector<int>& last, TestForm form) {
  if (first.empty() || last.empty()) return {};
  const auto table = table_of({first, last});
  const auto pairs = table.sizes[0] * table.sizes[1];
  auto test = form == TestForm::exact
                  ? exact_test(table, [pairs](std::int64_t doubled) { return std::abs(doubled - pairs); })
                  : normal_test(table, 2);
  test.statistic = static_cast<double>(doubled_j(table) - pairs) / static_cast<double>(pairs);
  return test;
}

PermutationTest cliffs_delta(const std::vector<int>& first, const std::vector<int>& last) {
  return cliffs_delta(first, last, form_for({first, last}));
}

std::vector<double> holm(const std::vector<double>& p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&p](std::size_t i) { return p[i]; });
  std::vector<double> adjusted(p.size());
  double highest = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    highest = std::max(highest, std::min(1.0, static_cast<double>(p.size() - i) * p[order[i]]));
    adjusted[order[i]] = highest;
  }
  return adjusted;
}

}  // namespace quickscan
