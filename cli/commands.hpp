#pragma once

#include "arguments.hpp"
#include "terminal.hpp"

namespace quickscan {

/// One function a command; each gives the exit code and throws IoError where a file or child program fails.

inline constexpr int exit_clean = 0;
inline constexpr int exit_findings = 1;
inline constexpr int exit_failed = 2;
inline constexpr int exit_refused = 3;

int where_command(const Options& options, Terminal& terminal);
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
int completions_command(const Options& options, Terminal& terminal);
int help_command(const Options& options, Terminal& terminal);
int version_command(const Options& options, Terminal& terminal);

/// Says what is wrong with the arguments; gives the exit code.
int usage_problem(const UsageProblem& problem, Terminal& terminal);

/// Says that `value` is not one of `known`, with a suggestion; gives the exit code.
int unknown_value(std::string_view what, const std::string& value, const std::vector<std::string>& known,
                  Terminal& terminal);

}  // namespace quickscan
