#include "commands.hpp"

#include "core/utf8.hpp"
#include "files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace quickscan {

namespace {

constexpr auto functions = std::to_array<std::pair<Command, CommandFunction>>({
    {Command::overview, overview_command},    {Command::init, init_command},
    {Command::check, check_command},          {Command::explain, explain_command},
    {Command::summary, summary_command},      {Command::why, why_command},
    {Command::report, report_command},        {Command::graph, graph_command},
    {Command::agreement, agreement_command},  {Command::coverage, coverage_command},
    {Command::compare, compare_command},      {Command::schema, schema_command},
    {Command::verify, verify_command},        {Command::find, find_command},
    {Command::export_tables, export_command}, {Command::new_entry, new_command},
    {Command::rename, rename_command},        {Command::merge, merge_command},
    {Command::split, split_command},          {Command::withdraw, withdraw_command},
    {Command::watch, watch_command},          {Command::completions, completions_command},
    {Command::complete, complete_command},    {Command::help, help_command},
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

std::optional<UsageProblem> match_format_to_name(std::vector<std::string>& asked, const std::string& output,
                                                 const std::vector<std::pair<std::string, std::string>>& formats) {
  const auto name = name_in(output);
  const auto dot = name.rfind('.');
  if (dot == std::string::npos || dot == 0 || asked.size() > 1 || kind_of(output) == PathKind::folder)
    return std::nullopt;
  const auto ending = name.substr(dot);
  const auto by_name = std::ranges::find(formats, ending, &std::pair<std::string, std::string>::second);
  if (by_name == formats.end()) return std::nullopt;
  if (asked.empty()) {
    asked.push_back(by_name->first);
    return std::nullopt;
  }
  const auto fits = [&](const auto& row) { return row.first == asked.front() && row.second == ending; };
  if (std::ranges::any_of(formats, fits)) return std::nullopt;
  return UsageProblem{fmt::format("`--format {}` does not go with the name {}", asked.front(), output),
                      fmt::format("leave out `--format` for {}, or give the file another ending", by_name->first)};
}

UsageProblem not_known(std::string_view what, const std::string& value, const std::vector<std::string>& known) {
  return {fmt::format("unknown {} `{}`", what, value), help_for_value(value, known)};
}

int unknown_value(std::string_view what, const std::string& value, const std::vector<std::string>& known,
                  Terminal& terminal) {
  return usage_problem(not_known(what, value, known), terminal);
}

}  // namespace quickscan
