#include "report/drawing/column_order.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace quickscan {

namespace {

/// Up to this number of columns the order is optimal.
constexpr std::size_t most_exact = 10;

long length_of(const std::vector<std::size_t>& order, const std::vector<std::vector<int>>& weights) {
  long sum = 0;
  for (std::size_t a = 0; a < order.size(); ++a)
    for (std::size_t b = a + 1; b < order.size(); ++b) sum += weights[order[a]][order[b]] * static_cast<long>(b - a);
  return sum;
}

/// The optimal order, by dynamic programming over sets of columns: a tie is as long as the number of gaps between
/// columns that it spans, so the total length is the sum, over the gaps, of the weight between the set of columns on
/// the left and the others. O(2^n n^2).
std::vector<std::size_t> shortest_order(const std::vector<std::vector<int>>& weights) {
  const auto n = weights.size();
  const auto sets = std::size_t{1} << n;
  std::vector<long> best(sets, 0);
  std::vector<std::size_t> last(sets, 0);
  for (std::size_t set = 1; set < sets; ++set) {
    long cut = 0;
    for (std::size_t a = 0; a < n; ++a) {
      for (std::size_t b = 0; b < n; ++b)
        if ((set >> a & 1U) != 0 && (set >> b & 1U) == 0) cut += weights[a][b];
    }
    bool first = true;
    for (std::size_t a = 0; a < n; ++a) {
      if ((set >> a & 1U) == 0) continue;
      const auto before = best[set ^ (std::size_t{1} << a)];
      if (!first && before + cut >= best[set]) continue;
      best[set] = before + cut;
      last[set] = a;
      first = false;
    }
  }
  std::vector<std::size_t> order;
  for (auto set = sets - 1; set != 0; set ^= std::size_t{1} << last[set]) order.push_back(last[set]);
  std::ranges::reverse(order);
  return order;
}

}  // namespace

std::vector<std::size_t> order_columns(const std::vector<std::vector<int>>& weights) {
  if (weights.size() <= most_exact) return shortest_order(weights);
  std::vector<std::size_t> best(weights.size());
  std::iota(best.begin(), best.end(), std::size_t{0});
  auto shortest = length_of(best, weights);
  for (bool better = true; better;) {
    better = false;
    for (std::size_t from = 0; from < best.size(); ++from) {
      for (std::size_t to = 0; to < best.size(); ++to) {
        auto tried = best;
        const auto moved = tried[from];
        tried.erase(tried.begin() + static_cast<std::ptrdiff_t>(from));
        tried.insert(tried.begin() + static_cast<std::ptrdiff_t>(to), moved);
        const auto length = length_of(tried, weights);
        if (length >= shortest) continue;
        shortest = length;
        best = std::move(tried);
        better = true;
      }
    }
  }
  return best;
}

}  // namespace quickscan
