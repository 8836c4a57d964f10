#pragma once

#include "arguments.hpp"
#include "terminal.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quickscan {

inline constexpr int exit_clean = 0;
inline constexpr int exit_findings = 1;
inline constexpr int exit_failed = 2;
inline constexpr int exit_refused = 3;

/// A command: gives the exit code; throws IoError where a file or another program fails.
using CommandFunction = int (*)(const Options&, Terminal&);

CommandFunction function_of(Command command);

int overview_command(const Options& options, Terminal& terminal);
int init_command(const Options& options, Terminal& terminal);
int check_command(const Options& options, Terminal& terminal);
int explain_command(const Options& options, Terminal& terminal);
int summary_command(const Options& options, Terminal& terminal);
int why_command(const Options& options, Terminal& terminal);
int report_command(const Options& options, Terminal& terminal);
int graph_command(const Options& options, Terminal& terminal);
int agreement_command(const Options& options, Terminal& terminal);
int coverage_command(const Options& options, Terminal& terminal);
int compare_command(const Options& options, Terminal& terminal);
int schema_command(const Options& options, Terminal& terminal);
int verify_command(const Options& options, Terminal& terminal);
int find_command(const Options& options, Terminal& terminal);
int export_command(const Options& options, Terminal& terminal);
int new_command(const Options& options, Terminal& terminal);
int rename_command(const Options& options, Terminal& terminal);
int merge_command(const Options& options, Terminal& terminal);
int split_command(const Options& options, Terminal& terminal);
int withdraw_command(const Options& options, Terminal& terminal);
int watch_command(const Options& options, Terminal& terminal);
int completions_command(const Options& options, Terminal& terminal);
int complete_command(const Options& options, Terminal& terminal);
int help_command(const Options& options, Terminal& terminal);
int version_command(const Options& options, Terminal& terminal);

/// Prints what is wrong with the arguments; gives the exit code.
int usage_problem(const UsageProblem& problem, Terminal& terminal);

/// That `value` is not one of `known`, with a suggestion.
UsageProblem not_known(std::string_view what, const std::string& value, const std::vector<std::string>& known);

/// Prints that; gives the exit code.
int unknown_value(std::string_view what, const std::string& value, const std::vector<std::string>& known,
                  Terminal& terminal);

/// Where `-o` names a file, its ending must be that of the format: `formats` are (name, ending) rows. Where no format
/// was asked for, the first with that ending is chosen.
std::optional<UsageProblem> match_format_to_name(std::vector<std::string>& asked, const std::string& output,
                                                 const std::vector<std::pair<std::string, std::string>>& formats);

/// The names of the rows of a table, such as its formats.
template <typename Rows>
std::vector<std::string> names_of(const Rows& rows) {
  std::vector<std::string> names;
  for (const auto& row : rows) names.emplace_back(row.name);
  return names;
}

/// The ids of a framework's or a study's rows, in file order.
template <typename Row>
std::vector<std::string> ids_of(const std::vector<Row>& rows) {
  std::vector<std::string> ids;
  ids.reserve(rows.size());
  for (const auto& row : rows) ids.push_back(row.id);
  return ids;
}

}  // namespace quickscan
