#include "core/diagnostic.hpp"

#include <algorithm>
#include <tuple>

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
  if (!std::ranges::is_sorted(diagnostics, before)) std::ranges::stable_sort(diagnostics, before);
  const auto same = [&](const auto& a, const auto& b) { return order(a) == order(b); };
  diagnostics.erase(std::unique(diagnostics.begin(), diagnostics.end(), same), diagnostics.end());
}

}  // namespace quickscan
