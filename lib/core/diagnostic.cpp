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

std::vector<KnownPosition> positions_of(const Diagnostics& diagnostics, std::uint32_t source, std::string_view text) {
  std::vector<std::uint32_t> offsets;
  const auto add = [&](const Place& place) {
    if (place.source == source) offsets.insert(offsets.end(), {place.begin, std::max(place.begin, place.end)});
  };
  for (const auto& one : diagnostics) {
    add(one.place);
    for (const auto& note : one.notes) add(note.place);
  }
  std::ranges::sort(offsets);
  offsets.erase(std::unique(offsets.begin(), offsets.end()), offsets.end());
  const auto positions = positions_of(text, offsets);
  std::vector<KnownPosition> known;
  known.reserve(offsets.size());
  for (std::size_t at = 0; at < offsets.size(); ++at) known.push_back({source, offsets[at], positions[at]});
  return known;
}

void sort_and_unify(Diagnostics& diagnostics, const Sources& sources) {
  const auto file = [&](const Diagnostic& one) {
    return one.place.known() ? std::string_view(sources.path(one.place.source)) : std::string_view{};
  };
  const auto in_file = [](const Diagnostic& one) {
    return std::tuple(one.place.begin, one.place.end, one.rule->code, std::string_view(one.message));
  };
  const auto before = [&](const Diagnostic& a, const Diagnostic& b) {
    // Most are in one file, and the paths of a study have a long beginning in common.
    const auto files = a.place.source == b.place.source ? 0 : file(a).compare(file(b));
    return files != 0 ? files < 0 : in_file(a) < in_file(b);
  };
  for (auto& one : diagnostics)
    if (one.help.empty()) one.help = one.rule->help;
  if (!std::ranges::is_sorted(diagnostics, before)) {
    // Places are sorted first, for a finding is large; each is then moved once, without room for half of them.
    std::vector<std::size_t> from(diagnostics.size());
    std::iota(from.begin(), from.end(), std::size_t{0});
    std::ranges::stable_sort(from,
                             [&](std::size_t a, std::size_t b) { return before(diagnostics[a], diagnostics[b]); });
    for (std::size_t first = 0; first < from.size(); ++first) {
      if (from[first] == first) continue;
      auto held = std::move(diagnostics[first]);
      auto to = first;
      for (; from[to] != first; to = std::exchange(from[to], to)) diagnostics[to] = std::move(diagnostics[from[to]]);
      diagnostics[to] = std::move(held);
      from[to] = to;
    }
  }
  const auto same = [&](const auto& a, const auto& b) { return in_file(a) == in_file(b) && file(a) == file(b); };
  diagnostics.erase(std::unique(diagnostics.begin(), diagnostics.end(), same), diagnostics.end());
}

}  // namespace quickscan
