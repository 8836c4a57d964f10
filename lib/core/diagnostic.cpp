#include "core/diagnostic.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>
#include <vector>

namespace quickscan {

Diagnostic finding(const Rule& rule, Place place, std::string message) {
  Diagnostic result;
  result.rule = &rule;
  result.severity = rule.severity;
  result.place = place;
  result.message = std::move(message);
  return result;
}

void sort_and_unify(Diagnostics& diagnostics, const Sources& sources) {
  const auto order = [&](const Diagnostic& one) {
    const auto known = one.place.known();
    return std::tuple(known, known ? std::string_view(sources.path(one.place.source)) : std::string_view{},
                      one.place.begin, one.place.end, one.rule->code, std::string_view(one.message));
  };
  for (auto& one : diagnostics) {
    if (one.help.empty()) one.help = one.rule->help;
  }
  const auto before = [&](const auto& a, const auto& b) { return order(a) < order(b); };
  if (!std::ranges::is_sorted(diagnostics, before)) {
    // Places are sorted first, for a finding is large; each is then moved once, without room for half of them.
    std::vector<std::size_t> from(diagnostics.size());
    std::iota(from.begin(), from.end(), std::size_t{0});
    std::ranges::stable_sort(
        from, [&](std::size_t a, std::size_t b) { return order(diagnostics[a]) < order(diagnostics[b]); });
    for (std::size_t first = 0; first < from.size(); ++first) {
      if (from[first] == first) continue;
      auto held = std::move(diagnostics[first]);
      auto to = first;
      for (; from[to] != first; to = std::exchange(from[to], to)) diagnostics[to] = std::move(diagnostics[from[to]]);
      diagnostics[to] = std::move(held);
      from[to] = to;
    }
  }
  const auto same = [&](const auto& a, const auto& b) { return order(a) == order(b); };
  diagnostics.erase(std::unique(diagnostics.begin(), diagnostics.end(), same), diagnostics.end());
}

}  // namespace quickscan
