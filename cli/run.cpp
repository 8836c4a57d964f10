#include "commands.hpp"
#include "core/suggest.hpp"
#include "core/utf8.hpp"
#include "files.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>
#include <new>
#include <utility>
#include <variant>

namespace quickscan {

namespace {

using Function = int (*)(const Options&, Terminal&);

constexpr auto functions = std::to_array<std::pair<Command, Function>>({
    {Command::where, where_command},
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

int run_command(std::vector<std::string> arguments, Terminal& terminal) {
  const auto parsed = parse_arguments(std::move(arguments));
  if (const auto* problem = std::get_if<UsageProblem>(&parsed)) return usage_problem(*problem, terminal);
  const auto& options = std::get<Options>(parsed);
  const auto row = std::ranges::find(functions, options.command, &std::pair<Command, Function>::first);
  return row->second(options, terminal);
}

}  // namespace

bool is_set(const Terminal& terminal, const char* name) { return !terminal.environment(name).value_or("").empty(); }

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

int run(std::vector<std::string> arguments, Terminal& terminal) {
  try {
    return run_command(std::move(arguments), terminal);
  } catch (const IoError& failure) {
    terminal.err(fmt::format("quickscan: {}\n", make_visible(failure.what())));
  } catch (const std::bad_alloc&) {
    terminal.err("quickscan: out of memory\n");
  } catch (const std::exception& failure) {  // a thread that could not be started, say
    terminal.err(fmt::format("quickscan: the run failed: {}\n", make_visible(failure.what())));
  }
  return exit_failed;
}

}  // namespace quickscan
