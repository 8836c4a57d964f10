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
  overview,  ///< no command: the study, its findings and the next step
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
  find,
  export_tables,
  new_entry,
  rename,
  merge,
  split,
  withdraw,
  watch,
  completions,
  complete,  ///< `__complete`: what a shell offers; in no help
  help,
  version,
};

enum class ColourChoice { automatic, always, never };

/// What was asked for, as plain values; a command reads the fields that its help names.
struct Options {
  Command command = Command::overview;
  /// The command's own name, for `help`.
  std::string topic;
  std::vector<std::string> operands;
  /// The operand at `index`; empty where fewer were given.
  std::string operand(std::size_t index) const { return index < operands.size() ? operands[index] : std::string(); }
  bool quiet = false;
  bool verbose = false;
  ColourChoice colour = ColourChoice::automatic;

  std::vector<std::string> select, ignore, formats;
  /// `--output FORMAT=FILE` of check, split.
  std::vector<std::pair<std::string, std::string>> outputs;
  std::string output, baseline, stdin_filename;
  bool strict = false, fix = false, json = false, details = false;
  std::string level;
  std::string recommendation;
  std::optional<Language> language;
  std::string audience = "internal";
  bool suppress = false;
  std::string no_key;    ///< why a public report is made without a key file
  std::string replaces;  ///< the public edition that this one takes the place of
  std::string since;
  std::string template_file;
  std::string print;  ///< what is printed instead: a template of `report`, a schema of `schema`
  std::string unit;
  std::vector<std::string> statuses, relations, high, low;
  bool with_partners = false;
  std::string example, framework, from_framework;
  unsigned threads = 0;
  bool outside = false;  ///< follow paths that lead out of a study's folder
  // find
  std::string stage, basis, who, factor, development, coder, text;
  bool quotable = false;
  // export
  std::string csv_dialect = "standard";
  std::vector<std::string> tables;
  // rename, merge, split, withdraw
  bool dry_run = false;
};

/// What is wrong with the arguments, and what may help.
struct UsageProblem {
  std::string message;
  std::string help;
};

/// What helps where `value` is none of `known`: the one that it is nearest to, or all.
std::string help_for_value(const std::string& value, const std::vector<std::string>& known);

/// A command with its line in the help.
struct CommandEntry {
  Command command = Command::overview;
  std::string_view name;
  std::string_view operands;  ///< `[STUDY]`
  std::string_view summary;
};

/// All commands, in the order of the help.
const std::vector<CommandEntry>& command_entries();
const CommandEntry& entry_of(Command command);

/// An option as it is typed: `--strict`, `-o`.
struct OptionEntry {
  std::string name;
  bool takes_value = false;
};

/// The options of a command without those of every command, sorted by name; for help tests and completions.
std::vector<OptionEntry> option_entries(Command command);

/// Reads the arguments; never prints and never exits.
std::variant<Options, UsageProblem> parse_arguments(std::vector<std::string> arguments);

}  // namespace quickscan
