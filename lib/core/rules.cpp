#include "core/rules.hpp"

#include "embedded.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace quickscan {

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::note: break;
  }
  return "note";
}

std::span<const Rule> rules() { return rule::table; }

const Rule* find_rule(std::string_view code_or_name) {
  const auto found = std::ranges::find_if(
      rules(), [&](const Rule& one) { return one.code == code_or_name || one.name == code_or_name; });
  return found == rules().end() ? nullptr : &*found;
}

std::string_view page_of(const Rule& rule) {
  constexpr std::string_view end = "\n---\n";
  const auto page = embedded(fmt::format("data/rules/{}.md", rule.code));
  return page.substr(page.find(end) + end.size());
}

}  // namespace quickscan
