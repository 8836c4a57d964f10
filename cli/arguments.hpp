#pragma once

#include "core/language.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace quickscan {

enum class Command {
  where,  ///< no command: where one stands
  init,
  check,
  explain,
  summary,
  why,
  report,
  graph,
  agreement,
  coverage,
  compare,
  schema,
  verify,
  completions,
  help,
  version,
};

enum class ColourChoice { automatic, always, never };

/// What was asked for, as plain values; a command reads the fields that its help names.
struct Options {
  Command command = Command::where;
  /// The command's own name, for `help`.
  std::string topic;
  std::vector<std::string> operands;
  bool quiet = false;
  bool verbose = false;
  ColourChoice colour = ColourChoice::automatic;

  std::vector<std::string> select;
  std::vector<std::string> ignore;
  std::vector<std::string> formats;
  /// `--output FORMAT=FILE` of check, split.
  std::vector<std::pair<std::string, std::string>> outputs;
  std::string output;
  std::string baseline;
  std::string stdin_filename;
  bool strict = false;
  bool fix = false;
  bool json = false;
  bool details = false;
  std::string level;
  std::string recommendation;
  std::optional<Language> language;
  std::string audience = "internal";
  bool suppress = false;
  std::string since;
  std::string template_file;
  std::string unit;
  std::vector<std::string> statuses;
  std::vector<std::string> relations;
  bool with_partners = false;
  std::string example;
  std::string framework;
  unsigned threads = 0;
};

/// What is wrong with the arguments, and what may help.
struct UsageProblem {
  std::string message;
  std::string help;
};

/// A command as its user knows it.
struct CommandEntry {
  Command command = Command::where;
  std::string_view name;
  std::string_view operands;  ///< `[STUDY]`
  std::string_view summary;
};

/// All commands, in the order of the help.
const std::vector<CommandEntry>& command_entries();

/// The options of a command as they are typed (`--strict`), sorted; for help tests and completions.
std::vector<std::string> option_names(Command command);

/// Reads the arguments; never prints and never exits.
std::variant<Options, UsageProblem> parse_arguments(std::vector<std::string> arguments);

}  // namespace quickscan
