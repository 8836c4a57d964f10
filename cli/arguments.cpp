#include "arguments.hpp"

#include "core/format.hpp"
#include "core/suggest.hpp"
#include "help.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace quickscan {

namespace {

/// Values that are converted after parsing.
struct Raw {
  std::string colour = "auto";
  std::string language;
  std::vector<std::string> outputs;
};

void add_list(CLI::App& app, const std::string& name, std::vector<std::string>& into) {
  // Without these two CLI11 takes the operands after a list for its values.
  app.add_option(name, into)->delimiter(',')->allow_extra_args(false);
}

void add_language(CLI::App& app, Raw& raw) { app.add_option("--lang", raw.language); }

void common_options(CLI::App& app, Options& options, Raw& raw) {
  app.set_help_flag();
  app.add_flag("-q,--quiet", options.quiet);
  app.add_flag("-v,--verbose", options.verbose);
  app.add_option("--color,--colour", raw.colour);
  app.add_flag("--outside", options.outside);
}

void no_options(CLI::App& /*app*/, Options& /*options*/, Raw& /*raw*/) {}

void init_options(CLI::App& app, Options& options, Raw& raw) {
  app.add_option("--example", options.example);
  app.add_option("--framework", options.framework);
  app.add_option("--from-framework", options.from_framework);
  add_language(app, raw);
}

void check_options(CLI::App& app, Options& options, Raw& raw) {
  app.add_flag("--strict", options.strict);
  app.add_flag("--fix", options.fix);
  add_list(app, "--select", options.select);
  add_list(app, "--ignore", options.ignore);
  app.add_option("--baseline", options.baseline);
  app.add_option("--format", options.formats)->expected(1)->allow_extra_args(false);
  app.add_option("--output", raw.outputs)->allow_extra_args(false);
  app.add_option("-o", options.output);
  app.add_option("--stdin-filename", options.stdin_filename);
  app.add_option("--threads", options.threads);
}

void summary_options(CLI::App& app, Options& options, Raw& raw) {
  app.add_option("--level", options.level);
  app.add_option("--rec", options.recommendation);
  app.add_flag("--details", options.details);
  app.add_flag("--json", options.json);
  app.add_option("-o", options.output);
  add_language(app, raw);
}

void language_and_output(CLI::App& app, Options& options, Raw& raw) {
  app.add_option("-o", options.output);
  add_language(app, raw);
}

void watch_options(CLI::App& app, Options& options, Raw& raw) {
  add_list(app, "--format", options.formats);
  app.add_option("--audience", options.audience);
  app.add_flag("--suppress", options.suppress);
  app.add_option("--no-key", options.no_key);
  app.add_option("--replaces", options.replaces);
  app.add_option("--since", options.since);
  app.add_option("--template", options.template_file);
  language_and_output(app, options, raw);
}

void report_options(CLI::App& app, Options& options, Raw& raw) {
  watch_options(app, options, raw);
  app.add_option("--print-template", options.print);
}

void graph_options(CLI::App& app, Options& options, Raw& raw) {
  add_list(app, "--format", options.formats);
  app.add_option("--unit", options.unit);
  add_list(app, "--status", options.statuses);
  add_list(app, "--relation", options.relations);
  app.add_flag("--with-partners", options.with_partners);
  app.add_option("--audience", options.audience);
  language_and_output(app, options, raw);
}

void json_and_language(CLI::App& app, Options& options, Raw& raw) {
  app.add_flag("--json", options.json);
  language_and_output(app, options, raw);
}

void compare_options(CLI::App& app, Options& options, Raw& raw) {
  json_and_language(app, options, raw);
  add_list(app, "--high", options.high);
  add_list(app, "--low", options.low);
}

void schema_options(CLI::App& app, Options& options, Raw& /*raw*/) {
  app.add_option("-o", options.output);
  app.add_option("--print", options.print);
  app.add_flag("--analysis", [&options](std::int64_t) { options.print = "analysis"; });
}

void agreement_options(CLI::App& app, Options& options, Raw& raw) {
  add_list(app, "--format", options.formats);
  json_and_language(app, options, raw);
}

void find_options(CLI::App& app, Options& options, Raw& raw) {
  app.add_option("--rec", options.recommendation);
  app.add_option("--level", options.level);
  app.add_option("--stage", options.stage);
  app.add_option("--basis", options.basis);
  app.add_option("--who", options.who);
  app.add_option("--factor", options.factor);
  app.add_option("--dev", options.development);
  app.add_option("--coder", options.coder);
  app.add_option("--text", options.text);
  app.add_flag("--quotable", options.quotable);
  add_list(app, "--format", options.formats);
  json_and_language(app, options, raw);
}

void export_options(CLI::App& app, Options& options, Raw& raw) {
  add_list(app, "--format", options.formats);
  app.add_option("--audience", options.audience);
  app.add_flag("--suppress", options.suppress);
  app.add_option("--no-key", options.no_key);
  app.add_option("--csv-dialect", options.csv_dialect);
  add_list(app, "--tables", options.tables);
  language_and_output(app, options, raw);
}

void verify_options(CLI::App& app, Options& options, Raw& /*raw*/) { app.add_flag("--json", options.json); }

void explain_options(CLI::App& app, Options& options, Raw& raw) {
  app.add_flag("--json", options.json);
  add_language(app, raw);
}

void new_options(CLI::App& app, Options& /*options*/, Raw& raw) { add_language(app, raw); }

void edit_options(CLI::App& app, Options& options, Raw& /*raw*/) { app.add_flag("--dry-run", options.dry_run); }

using AddOptions = void (*)(CLI::App&, Options&, Raw&);

struct Row {
  CommandEntry entry;
  AddOptions add = no_options;
  std::size_t least = 0;
  std::size_t most = 0;
};

constexpr std::size_t unlimited = 100'000;

const std::vector<Row>& rows() {
  static const std::vector<Row> table = {
      {{Command::init, "init", "[DIR]", "start a study that passes check and reports at once"}, init_options, 0, 1},
      {{Command::check, "check", "[PATH...]", "find what is wrong in studies, files or folders of studies"},
       check_options,
       0,
       unlimited},
      {{Command::explain, "explain", "[RULE|ID]", "say at length what a rule guards, or what an id of the study means"},
       explain_options,
       0,
       1},
      {{Command::summary, "summary", "[STUDY]", "show where every recommendation stands at every level"},
       summary_options,
       0,
       1},
      {{Command::why, "why", "REC[/LEVEL] [STUDY]", "go from a verdict back to voices, segments, files and lines"},
       json_and_language,
       1,
       2},
      {{Command::report, "report", "[STUDY]", "write the report: HTML, briefing, Markdown, JSON, DOCX, PDF"},
       report_options,
       0,
       1},
      {{Command::graph, "graph", "[STUDY]", "show who works with whom, and write graph files"}, graph_options, 0, 1},
      {{Command::agreement, "agreement", "[STUDY]", "show how far coders agree, and where they differ"},
       agreement_options,
       0,
       1},
      {{Command::coverage, "coverage", "[STUDY]", "show who was heard, who was not, and saturation"},
       json_and_language,
       0,
       1},
      {{Command::compare, "compare", "[STUDY...]", "compare waves of one study, or studies of several places"},
       compare_options,
       0,
       unlimited},
      {{Command::schema, "schema", "[STUDY]", "write JSON Schemas and VS Code files with this study's own ids"},
       schema_options,
       0,
       1},
      {{Command::verify, "verify", "REPORT [STUDY]", "tell whether a report was made from the same data"},
       verify_options,
       1,
       2},
      {{Command::find, "find", "[STUDY]", "list coded statements by their codes, with file and line"},
       find_options,
       0,
       1},
      {{Command::export_tables, "export", "[STUDY]", "write tables, codebook and matrix for other programs"},
       export_options,
       0,
       1},
      {{Command::new_entry, "new", "interview|coder|agreed|development|stakeholder|wave [ID] [STUDY]",
        "start a file or entry with what the study knows filled in"},
       new_options,
       1,
       3},
      {{Command::rename, "rename", "KIND OLD NEW [STUDY]", "give an id another name over the whole study"},
       edit_options,
       3,
       4},
      {{Command::merge, "merge", "KIND A B [STUDY]", "make one id part of another over the whole study"},
       edit_options,
       3,
       4},
      {{Command::split, "split", "REC into A B [STUDY]", "divide a recommendation, with a list of places to decide"},
       edit_options,
       3,
       5},
      {{Command::withdraw, "withdraw", "INTERVIEW[:SPEAKER] [STUDY]",
        "take an interview out whose consent was withdrawn"},
       edit_options,
       1,
       2},
      {{Command::watch, "watch", "[STUDY]", "check and report again on every change"}, watch_options, 0, 1},
      {{Command::completions, "completions", "bash|zsh|fish", "print completions for a shell"}, no_options, 1, 1},
      {{Command::help, "help", "[TOPIC]", "explain a command, a page of the manual, a file, a key or a term"},
       no_options,
       0,
       unlimited},
  };
  return table;
}

const Row* find_row(std::string_view name) {
  const auto found = std::ranges::find_if(rows(), [&](const Row& row) { return row.entry.name == name; });
  return found == rows().end() ? nullptr : &*found;
}

std::vector<std::string> long_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* option : app.get_options())
    for (const auto& name : option->get_lnames()) names.push_back("--" + name);
  names.emplace_back("--help");
  return names;
}

UsageProblem unknown_command(const std::string& name) {
  std::vector<std::string> names;
  for (const auto& row : rows()) names.emplace_back(row.entry.name);
  auto help = did_you_mean(name, names);
  if (help.empty()) help = "`quickscan --help` lists the commands";
  return {fmt::format("unknown command `{}`", name), std::move(help)};
}

/// `quickscan check`, or `quickscan` alone.
std::string called(const Row& row) {
  return fmt::format("quickscan{}{}", row.entry.name.empty() ? "" : " ", row.entry.name);
}

std::string options_listed_by(const Row& row) {
  const auto& name = row.entry.name;
  return fmt::format("`quickscan {}` lists the options", name.empty() ? "--help" : fmt::format("help {}", name));
}

std::optional<UsageProblem> check_leftovers(const CLI::App& app, const Row& row, Options& options) {
  bool only_operands = false;
  for (const auto& left : app.remaining()) {
    if (!only_operands && left == "--") {
      only_operands = true;
      continue;
    }
    if (!only_operands && left.size() > 1 && left.starts_with('-')) {
      const auto name = left.substr(0, left.find('='));
      auto help = did_you_mean(name, long_names(app));
      if (help.empty()) help = options_listed_by(row);
      return UsageProblem{fmt::format("unknown option `{}` of `{}`", name, called(row)), std::move(help)};
    }
    options.operands.push_back(left);
  }
  const auto usage = usage_text(row.entry.command);
  if (options.operands.size() < row.least)
    return UsageProblem{fmt::format("`{}` needs {}", called(row), row.entry.operands), usage};
  if (options.operands.size() > row.most)
    return UsageProblem{fmt::format("unexpected `{}` after `{}`", options.operands[row.most], called(row)), usage};
  return std::nullopt;
}

UsageProblem not_one_of(std::string_view option, const std::string& value, const std::vector<std::string>& known) {
  return {fmt::format("unknown value `{}` of `{}`", value, option), help_for_value(value, known)};
}

std::optional<UsageProblem> take_raw(const Raw& raw, Options& options) {
  if (raw.colour == "always") {
    options.colour = ColourChoice::always;
  } else if (raw.colour == "never") {
    options.colour = ColourChoice::never;
  } else if (raw.colour != "auto") {
    return not_one_of("--color", raw.colour, {"auto", "always", "never"});
  }
  if (!raw.language.empty()) {
    options.language = parse_language(raw.language);
    if (!options.language) return not_one_of("--lang", raw.language, {"nl", "en"});
  }
  for (const auto& output : raw.outputs) {
    const auto equals = output.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == output.size()) {
      return UsageProblem{fmt::format("`--output {}` is not FORMAT=FILE", output),
                          "for example `--output sarif=check.sarif`"};
    }
    options.outputs.emplace_back(output.substr(0, equals), output.substr(equals + 1));
  }
  if (options.output.ends_with(".json")) options.json = true;  // as `--json` would
  if (options.audience != "internal" && options.audience != "public") {
    return not_one_of("--audience", options.audience, {"internal", "public"});
  }
  return std::nullopt;
}

/// The command is the first word that is no option; options that all commands share may come before it.
std::vector<std::string>::iterator find_command_word(std::vector<std::string>& arguments) {
  for (auto word = arguments.begin(); word != arguments.end(); ++word) {
    if (!word->starts_with('-') || *word == "-") return word;
    if ((*word == "--color" || *word == "--colour") && std::next(word) != arguments.end()) ++word;
  }
  return arguments.end();
}

std::variant<Options, UsageProblem> parse_command(const Row& row, std::vector<std::string> arguments) {
  Options options;
  options.command = row.entry.command;
  Raw raw;
  CLI::App app;
  common_options(app, options, raw);
  row.add(app, options, raw);
  app.allow_extras();
  try {
    std::ranges::reverse(arguments);  // CLI11 takes them from the back
    app.parse(std::move(arguments));
  } catch (const CLI::ParseError& error) {
    return UsageProblem{error.what(), options_listed_by(row)};
  }
  if (const auto problem = check_leftovers(app, row, options)) return *problem;
  if (const auto problem = take_raw(raw, options)) return *problem;
  return options;
}

}  // namespace

std::string help_for_value(const std::string& value, const std::vector<std::string>& known) {
  auto help = did_you_mean(value, known);
  return help.empty() ? fmt::format("one of {}", join(known, ", ")) : help;
}

const std::vector<CommandEntry>& command_entries() {
  static const auto entries = [] {
    std::vector<CommandEntry> list;
    for (const auto& row : rows()) list.push_back(row.entry);
    return list;
  }();
  return entries;
}

const CommandEntry& entry_of(Command command) {
  static const CommandEntry without_a_name{};
  const auto found = std::ranges::find(command_entries(), command, &CommandEntry::command);
  return found == command_entries().end() ? without_a_name : *found;
}

std::vector<OptionEntry> option_entries(Command command) {
  std::vector<OptionEntry> entries;
  for (const auto& row : rows()) {
    if (row.entry.command != command) continue;
    Options options;
    Raw raw;
    CLI::App app;
    app.set_help_flag();
    row.add(app, options, raw);
    for (const auto* option : app.get_options()) {
      const bool takes_value = option->get_items_expected_max() > 0;
      for (const auto& name : option->get_lnames()) entries.push_back({"--" + name, takes_value});
      for (const auto& name : option->get_snames()) entries.push_back({"-" + name, takes_value});
    }
  }
  std::ranges::sort(entries, {}, &OptionEntry::name);
  return entries;
}

std::variant<Options, UsageProblem> parse_arguments(std::vector<std::string> arguments) {
  if (!arguments.empty() && arguments.front() == "__complete") {
    Options options;
    options.command = Command::complete;
    options.operands.assign(arguments.begin() + 1, arguments.end());
    return options;
  }
  const auto first = find_command_word(arguments);
  const auto wants = [&](std::initializer_list<std::string_view> words) {
    const auto end = std::ranges::find(arguments, "--");
    return std::any_of(arguments.begin(), end,
                       [&](const auto& argument) { return std::ranges::find(words, argument) != words.end(); });
  };
  const bool help = wants({"-h", "--help"});
  if (first == arguments.end()) {
    Options options;
    if (help) options.command = Command::help;
    if (wants({"--version", "-V"})) options.command = Command::version;
    if (help || options.command == Command::version) return options;
    const Row bare{{Command::overview, "", "", ""}, no_options, 0, 0};
    return parse_command(bare, std::move(arguments));
  }
  const std::string name = *first;
  const auto* row = find_row(name);
  if (row == nullptr) return unknown_command(name);
  arguments.erase(first);
  if (help) {
    Options options;
    options.command = Command::help;
    options.topic = name;
    return options;
  }
  auto parsed = parse_command(*row, std::move(arguments));
  if (auto* options = std::get_if<Options>(&parsed); options != nullptr && options->command == Command::help)
    options->topic = join(options->operands, " ");
  return parsed;
}

}  // namespace quickscan
