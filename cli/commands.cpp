#include "commands.hpp"

#include "core/suggest.hpp"
#include "core/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace quickscan {

namespace {

constexpr auto functions = std::to_array<std::pair<Command, CommandFunction>>({
    {Command::overview, overview_command},
    {Command::init, init_command},
    {Command::check, check_command},
    {Command::explain, explain_command},
    {Command::summary, summary_command},
    {Command::why, why_command},
    {Command::report, report_command},
    {Command::graph, graph_command},
    {Command::agreement, agreement_command},
    {Command::coverage, coverage_command},
    {Command::compare, compare_command},
    {Command::schema, schema_command},
    {Command::verify, verify_command},
    {Command::completions, completions_command},
    {Command::help, help_command},
    {Command::version, version_command},
});

}  // namespace

CommandFunction function_of(Command command) {
  return std::ranges::find(functions, command, &std::pair<Command, CommandFunction>::first)->second;
}

int usage_problem(const UsageProblem& problem, Terminal& terminal) {
  terminal.err(fmt::format("quickscan: {}\n", make_visible(problem.message)));
  if (!problem.help.empty()) terminal.err(fmt::format("  = help: {}\n", make_visible(problem.help)));
  return exit_failed;
}

int unknown_value(std::string_view what, const std::string& value, const std::vector<std::string>& known,
                  Terminal& terminal) {
  auto help = did_you_mean(value, known);
  if (help.empty()) help = fmt::format("one of {}", fmt::join(known, ", "));
  return usage_problem({fmt::format("unknown {} `{}`", what, value), std::move(help)}, terminal);
}

}  // namespace quickscan
