#include "commands.hpp"
#include "core/rules.hpp"
#include "core/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace quickscan {

namespace {

std::string all_rules() {
  std::string text = "Rules of `quickscan check` (`quickscan explain QS201` says more):\n\n";
  for (const auto& rule : rules()) {
    fmt::format_to(std::back_inserter(text), "  {}  {:<32}{:<9}{}\n", rule.code, rule.name, name_of(rule.severity),
                   rule.summary);
  }
  return text;
}

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

}  // namespace

int explain_command(const Options& options, Terminal& terminal) {
  if (options.operands.empty()) {
    print_text(terminal, all_rules());
    return exit_clean;
  }
  const auto& asked = options.operands.front();
  const auto* rule = find_rule(asked);
  if (rule == nullptr) rule = find_rule(upper(asked));
  if (rule == nullptr) {
    std::vector<std::string> known;
    for (const auto& each : rules()) {
      known.emplace_back(each.code);
      known.emplace_back(each.name);
    }
    auto problem = UsageProblem{fmt::format("unknown rule `{}`", asked), did_you_mean(asked, known)};
    if (problem.help.empty()) problem.help = "`quickscan explain` lists the rules";
    return usage_problem(problem, terminal);
  }
  print_text(terminal, page_of(*rule));
  return exit_clean;
}

}  // namespace quickscan
