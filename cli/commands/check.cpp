#include "atomic_write.hpp"
#include "check_targets.hpp"
#include "commands.hpp"
#include "commands/check_fix.hpp"
#include "core/format.hpp"
#include "core/render_diagnostics.hpp"
#include "core/suggest.hpp"
#include "core/utf8.hpp"
#include "core/wrap.hpp"
#include "files.hpp"
#include "formats/check_findings.hpp"
#include "git.hpp"
#include "report/provenance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace quickscan {

namespace {

/// All that was found, as values and as placed findings, one to one.
struct Findings {
  std::vector<CheckedTarget> targets;
  std::vector<PlacedFinding> placed;
  std::vector<std::string> files;  ///< all that were checked, with paths as in `placed`
};

std::string json_format(const Findings& findings) { return findings_json(findings.placed); }
std::string github_format(const Findings& findings) { return findings_github(findings.placed); }
std::string gitlab_format(const Findings& findings) { return findings_gitlab(findings.placed); }
std::string sarif_format(const Findings& findings) { return findings_sarif(findings.placed, tool_version()); }
std::string junit_format(const Findings& findings) { return findings_junit(findings.placed, findings.files); }
std::string markdown_format(const Findings& findings) { return findings_markdown(findings.placed); }

std::string line_format(const Findings& findings) {
  std::string text;
  for (const auto& target : findings.targets) text += render_lines(target.findings, target.sources);
  return text;
}

/// Counts by severity over all targets; needs no places.
FindingCounts count_targets(const Findings& findings) {
  FindingCounts counts;
  for (const auto& target : findings.targets) {
    for (const auto& each : target.findings) {
      if (each.severity == Severity::error) ++counts.errors;
      if (each.severity == Severity::warning) ++counts.warnings;
      if (each.severity == Severity::note) ++counts.notes;
    }
  }
  return counts;
}

/// Whether the errors are hard to find among what is no error.
bool hides_errors(const FindingCounts& counts) {
  constexpr int many = 10;
  return counts.errors > 0 && counts.warnings + counts.notes >= many;
}

std::string text_format(const Findings& findings, const RenderOptions& render, bool quiet) {
  std::string text;
  std::size_t files = 0;
  for (const auto& target : findings.targets) {
    files += target.files;
    if (target.findings.empty()) continue;
    auto part = render_text(target.findings, target.sources, render);
    if (text.empty()) {
      text = std::move(part);  // the only one, mostly: a long one is not copied
    } else {
      text += part;
    }
    text += '\n';
  }
  if (!quiet) {
    const auto counts = count_targets(findings);
    append_format(text, "{} in {} file{}{}\n", describe(counts), files, files == 1 ? "" : "s",
                  hides_errors(counts) ? "; `--select error` shows the errors alone" : "");
    std::size_t elsewhere = 0;
    for (const auto& target : findings.targets) elsewhere += target.elsewhere;
    if (elsewhere > 0)
      append_format(text, "{} more finding{} in other files of this study\n", elsewhere, elsewhere == 1 ? "" : "s");
  }
  return text;
}

std::string plain_text_format(const Findings& findings) { return text_format(findings, {}, false); }

struct FormatRow {
  std::string_view name;
  std::string (*write)(const Findings&);
};

constexpr auto check_formats = std::to_array<FormatRow>({
    {"text", plain_text_format},
    {"line", line_format},
    {"json", json_format},
    {"github", github_format},
    {"gitlab", gitlab_format},
    {"sarif", sarif_format},
    {"junit", junit_format},
    {"markdown", markdown_format},
});

/// What a file's name says of its format, the usual one of an ending first.
const std::vector<std::pair<std::string, std::string>>& file_endings() {
  static const std::vector<std::pair<std::string, std::string>> endings{
      {"json", ".json"},   {"gitlab", ".json"}, {"sarif", ".json"}, {"sarif", ".sarif"}, {"junit", ".xml"},
      {"markdown", ".md"}, {"text", ".txt"},    {"line", ".txt"},   {"github", ".txt"}};
  return endings;
}

const FormatRow* find_format(std::string_view name) {
  const auto found = std::ranges::find(check_formats, name, &FormatRow::name);
  return found == check_formats.end() ? nullptr : &*found;
}

std::vector<std::string> format_names() {
  auto names = names_of(check_formats);
  names.emplace_back("auto");
  return names;
}

constexpr auto severity_names = std::to_array<std::string_view>({"error", "warning", "note"});

/// A code, the beginning of one (`QS2`), a rule's name or a severity.
std::optional<UsageProblem> check_codes(std::string_view option, const std::vector<std::string>& codes) {
  for (const auto& code : codes) {
    const auto begins = [&](const Rule& rule) { return !code.empty() && rule.code.starts_with(code); };
    if (find_rule(code) != nullptr || std::ranges::any_of(rules(), begins)) continue;
    if (std::ranges::find(severity_names, code) != severity_names.end()) continue;
    std::vector<std::string> known(severity_names.begin(), severity_names.end());
    for (const auto& rule : rules()) {
      known.emplace_back(rule.code);
      known.emplace_back(rule.name);
    }
    return UsageProblem{fmt::format("no rule begins with `{}` (in `{}`)", code, option), did_you_mean(code, known)};
  }
  return std::nullopt;
}

std::string automatic_format(const Terminal& terminal) {
  if (terminal.environment("GITHUB_ACTIONS").value_or("") == "true") return "github";
  if (is_set(terminal, "GITLAB_CI")) return "gitlab";
  return "text";
}

/// Whether somebody asked for more than what a person reads: placing costs a look into every file again.
bool needs_places(const Options& options, const std::string& format) {
  return !options.baseline.empty() || !options.outputs.empty() || (format != "text" && format != "line");
}

/// How the paths of a target are shown: from the root of the repository, whatever folder and spelling it was checked
/// from. Without a repository they are shown as they were typed, and a baseline goes by the folder that holds the
/// study.
class ShownPaths {
 public:
  ShownPaths(const CheckedTarget& target, const Terminal& terminal)
      : folder_(target.folder ? target.folder->path() : folder_of(target.name)) {
    const auto real = real_path(folder_);
    const auto root = repository_around(real, terminal);
    const auto base = root.empty() ? folder_of(real) : root;
    typed_ = join_path(folder_, "");
    below_ = real == base ? std::string() : real.substr(base == "/" ? 1 : base.size() + 1) + '/';
    in_repository_ = !root.empty();
  }

  std::string from_base(const std::string& path) const {
    const bool built_in = path.ends_with(')');
    return path.starts_with(typed_) && !built_in ? below_ + path.substr(typed_.size()) : path;
  }
  std::string shown(const std::string& path) const { return in_repository_ ? from_base(path) : path; }

 private:
  std::string folder_, typed_, below_;
  bool in_repository_ = false;
};

std::vector<PlacedFinding> place(const Diagnostics& found, const Sources& sources, const ShownPaths& paths) {
  auto placed = place_findings(found, sources);
  for (auto& finding : placed) {
    finding.stable_path = paths.from_base(finding.path);
    finding.path = paths.shown(finding.path);
    for (auto& note : finding.notes) note.path = paths.shown(note.path);
  }
  return placed;
}

void place_all(Findings& findings, const Terminal& terminal) {
  for (const auto& target : findings.targets) {
    const ShownPaths paths(target, terminal);
    for (const auto& path : target.on_disk) findings.files.push_back(paths.shown(path));
    std::ranges::move(place(target.findings, target.sources, paths), std::back_inserter(findings.placed));
  }
  number_fingerprints(findings.placed);
}

/// Leaves out what an earlier run knew. That something was not checked is always said; where it is the baseline that
/// leaves the error out it is a warning, as an error that is known does not fail the run.
void subtract_baseline(Findings& findings, const Options& options, const CheckOptions& asked,
                       const Terminal& terminal) {
  const auto& path = options.baseline;
  std::vector<std::string> known;
  if (!read_baseline(read_file(path, run_byte_limit), known))
    throw IoError(fmt::format("{} is no baseline: make one with `quickscan check --format json -o {}`", path, path));
  const auto is_old = [&](const PlacedFinding& each) {
    return each.rule == &rule::not_checked || std::ranges::binary_search(known, each.fingerprint);
  };
  std::size_t at = 0;
  std::vector<std::vector<Place>> left_out_before;
  for (auto& target : findings.targets) {
    auto& places = left_out_before.emplace_back();
    for (const auto& one : target.findings)
      if (one.is(rule::not_checked)) places.push_back(one.place);
    std::erase_if(target.findings, [&](const auto&) { return is_old(findings.placed[at++]); });
  }
  std::erase_if(findings.placed, is_old);
  for (std::size_t number = 0; number < findings.targets.size(); ++number) {
    auto& target = findings.targets[number];
    report_unchecked(target.unchecked, asked, target.sources, target.findings);
    Diagnostics added;
    for (auto& one : target.findings) {
      if (!one.is(rule::not_checked)) continue;
      if (std::ranges::find(left_out_before[number], one.place) == left_out_before[number].end())
        one.severity = Severity::warning;
      added.push_back(one);
    }
    if (added.empty()) continue;
    auto placed = place(added, target.sources, ShownPaths(target, terminal));
    number_fingerprints(placed);
    std::ranges::move(placed, std::back_inserter(findings.placed));
  }
}

std::vector<OutputFile> requested_files(const Options& options, const Findings& findings) {
  std::vector<OutputFile> files;
  for (const auto& [format, path] : options.outputs) {
    if (path == "-") continue;
    files.push_back({.path = path, .text = find_format(format)->write(findings), .mode = owner_only});
  }
  return files;
}

std::optional<UsageProblem> check_usage(const Options& options) {
  for (const auto& format : options.formats)
    if (format != "auto" && find_format(format) == nullptr) return not_known("format", format, format_names());
  bool standard_output_taken = options.output.empty() || options.output == "-";
  for (const auto& [format, path] : options.outputs) {
    if (find_format(format) == nullptr) {
      auto help = did_you_mean(format, format_names());
      return UsageProblem{fmt::format("unknown format `{}` in `--output`", format), std::move(help)};
    }
    if (path == "-" && std::exchange(standard_output_taken, true)) {
      return UsageProblem{fmt::format("`--output {}=-`: standard output already takes another format", format),
                          "`-o FILE` writes the result to a file, `--format` chooses that of standard output"};
    }
  }
  if (auto problem = check_codes("--select", options.select)) return problem;
  if (auto problem = check_codes("--ignore", options.ignore)) return problem;
  const auto inputs = std::ranges::count(options.operands, "-");
  if (inputs > 1) return UsageProblem{"`-` stands twice among the paths", ""};
  if (!options.stdin_filename.empty() && inputs == 0)
    return UsageProblem{"`--stdin-filename` without `-` among the paths", "quickscan check - --stdin-filename PATH"};
  return std::nullopt;
}

/// The step summary is an extra: where it cannot be written, the findings are still the result of the run.
void add_step_summary(const Terminal& terminal, const Findings& findings) {
  constexpr std::size_t most = std::size_t{1} << 20U;  // GitHub refuses a longer one
  const auto path = terminal.environment("GITHUB_STEP_SUMMARY");
  if (!path || path->empty()) return;
  try {
    append_to_file(*path, findings_markdown(findings.placed, most));
  } catch (const IoError& failure) {
    terminal.err(fmt::format("quickscan: no step summary: {}\n", make_visible(failure.what())));
  }
}

/// Editors go on with ids that are gone where nobody renews the schemas; they are an extra too.
void renew_schemas(const Findings& findings, const Options& options, const Terminal& terminal) {
  for (const auto& target : findings.targets) {
    // A text that is still being typed is no reason.
    if (target.stale_schemas.empty() || !options.stdin_filename.empty()) continue;
    try {
      write_files(target.stale_schemas);
      if (!options.quiet) {
        terminal.err(fmt::format("quickscan: renewed the schemas in {}\n",
                                 make_visible(folder_of(target.stale_schemas.front().path))));
      }
    } catch (const IoError& failure) {
      terminal.err(fmt::format("quickscan: the schemas are out of date: {}\n", make_visible(failure.what())));
    }
  }
}

bool format_is_asked(const Options& options) { return !options.formats.empty() && options.formats.back() != "auto"; }

std::string format_of(const Options& options, const Terminal& terminal) {
  return format_is_asked(options) ? options.formats.back() : automatic_format(terminal);
}

std::string result_text(const Options& options, const Terminal& terminal, const Findings& findings) {
  const bool asked = format_is_asked(options);
  const auto format = format_of(options, terminal);
  if (format == "github") add_step_summary(terminal, findings);
  if (format != "text") return find_format(format)->write(findings);
  // A user's line may hold a quote: it is shown to a person, or to whoever asked for it.
  const bool to_terminal = terminal.out_is_terminal && options.output.empty();
  auto result = text_format(findings,
                            {.colour = has_colour(options, terminal, to_terminal),
                             .width = to_terminal ? terminal.width : RenderOptions{}.width,
                             .excerpt = asked || to_terminal},
                            options.quiet);
  if (to_terminal) return wrap_text(result, terminal.width);
  return result;
}

}  // namespace

int check_command(const Options& given, Terminal& terminal) {
  auto options = given;
  if (!format_is_asked(options)) options.formats.clear();
  if (const auto problem = match_format_to_name(options.formats, options.output, file_endings()))
    return usage_problem(*problem, terminal);
  if (const auto problem = check_usage(options)) return usage_problem(*problem, terminal);
  const CheckingOptions checking{
      .check = {.select = options.select, .ignore = options.ignore},
      .read = {.threads = options.threads, .hashes = false, .texts = KeptTexts::nothing, .outside = options.outside}};
  Findings findings{.targets = check_targets(options, checking, terminal), .placed = {}, .files = {}};
  if (options.fix && fix_form(findings.targets, options, terminal))
    findings.targets = check_targets(options, checking, terminal);
  if (needs_places(options, format_of(options, terminal))) place_all(findings, terminal);
  if (!options.baseline.empty()) subtract_baseline(findings, options, checking.check, terminal);
  auto files = requested_files(options, findings);
  const auto text = result_text(options, terminal, findings);
  const bool to_file = !options.output.empty() && options.output != "-";
  if (to_file) files.push_back({.path = options.output, .text = text, .mode = owner_only});
  std::vector<std::string> inputs;
  for (const auto& target : findings.targets) inputs.insert(inputs.end(), target.on_disk.begin(), target.on_disk.end());
  // Formats look into the files once more: what could not be had then must not pass for an answer.
  for (const auto& target : findings.targets)
    if (target.folder) target.folder->throw_failures();
  // What a person waits for comes first: a file that cannot be written must not take the findings with it.
  if (!to_file) terminal.out(text);
  for (const auto& [format, path] : options.outputs)
    if (path == "-") terminal.out(find_format(format)->write(findings));
  write_files(files, inputs);
  renew_schemas(findings, options, terminal);
  const auto counts = count_targets(findings);
  return counts.errors > 0 || (options.strict && counts.warnings > 0) ? exit_findings : exit_clean;
}

}  // namespace quickscan
