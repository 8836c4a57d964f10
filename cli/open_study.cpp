#include "open_study.hpp"

#include "atomic_write.hpp"
#include "core/render.hpp"
#include "files.hpp"
#include "git.hpp"
#include "report/narrative.hpp"
#include "scoring/analysis.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <utility>

namespace quickscan {

namespace {

constexpr std::string_view key_path = "confidential/key.yaml";

/// The place of a whole file, added to the sources where no finding or value has named it yet.
Place place_of_file(Sources& sources, const std::string& path) {
  for (std::uint32_t source = 0; source < sources.size(); ++source) {
    if (sources.path(source) == path) return {source, 0, 0};
  }
  return {sources.add(path), 0, 0};
}

void check_key_file(CheckedStudy& checked, const CheckOptions& options) {
  if (!checked.folder.holds(key_path)) return;
  const auto path = checked.folder.on_disk(key_path);
  const auto shown = checked.folder.shown_prefix() + std::string(key_path);
  const auto report = [&](std::string_view code, std::string message, std::string help) {
    if (!wanted(options, code)) return;
    auto found = finding(code, place_of_file(checked.read.study.sources, shown), std::move(message));
    found.help = std::move(help);
    checked.findings.push_back(std::move(found));
  };
  if (tracked_by_git(path)) {
    report("QS510", "the key file is tracked by git",
           "`git rm --cached` it, add `confidential/` to .gitignore, and take it out of the history");
  }
  constexpr unsigned others = S_IRWXG | S_IRWXO;
  const auto mode = mode_of(path);
  if (!mode) throw IoError(fmt::format("cannot tell who may read {}", path));
  if ((*mode & others) != 0) {
    report("QS511", "the key file can be read by others than its owner", fmt::format("chmod 600 {}", shown));
  }
}

/// Numbers and placeholders in the researcher's texts can only be held against results.
void check_typed_numbers(CheckedStudy& checked, const CheckOptions& options) {
  if (checked.read.study.texts.empty() || checked.count(Severity::error) > 0) return;
  if (!wanted(options, "QS703") && !wanted(options, "QS706")) return;
  for (auto& found : check_texts(checked.read.study, analyse(checked.read.study))) {
    if (wanted(options, found.rule->code)) checked.findings.push_back(std::move(found));
  }
}

}  // namespace

int CheckedStudy::count(Severity severity) const {
  return let_go_[static_cast<std::size_t>(severity)] +
         static_cast<int>(std::ranges::count(findings, severity, &Diagnostic::severity));
}

void CheckedStudy::let_go_of_findings() {
  for (const auto& one : findings) ++let_go_[static_cast<std::size_t>(one.severity)];
  findings = Diagnostics();
}

bool wanted(const CheckOptions& options, std::string_view code) {
  const auto named = [&](const std::string& name) {
    const auto* rule = find_rule(name);
    return rule != nullptr ? rule->code == code : code.starts_with(name);
  };
  if (!options.select.empty() && std::ranges::none_of(options.select, named)) return false;
  return std::ranges::none_of(options.ignore, named);
}

CheckedStudy check_folder(StudyFolder folder, const CheckingOptions& options) {
  CheckedStudy checked(std::move(folder));
  checked.read = read_study(checked.folder.files(), options.read);
  checked.folder.throw_failures();
  checked.findings = check_study(checked.read, options.check);
  check_key_file(checked, options.check);
  check_typed_numbers(checked, options.check);
  sort_and_unify(checked.findings, checked.read.study.sources);
  checked.folder.throw_failures();  // checks look into some files again
  return checked;
}

bool has_colour(const Options& options, const Terminal& terminal, bool stream_is_terminal) {
  if (options.colour != ColourChoice::automatic) return options.colour == ColourChoice::always;
  if (!stream_is_terminal || is_set(terminal, "NO_COLOR")) return false;
  return terminal.environment("TERM").value_or("") != "dumb";
}

std::optional<CheckedStudy> open_study(const std::string& operand, const Options& options, Terminal& terminal,
                                       KeptTexts texts) {
  const auto path = study_path(operand);
  auto checked = check_folder(StudyFolder(path),
                              {.check = {}, .read = {.threads = options.threads, .hashes = true, .texts = texts}});
  const auto errors = checked.count(Severity::error);
  if (errors > 0) {
    Diagnostics grave;
    std::ranges::copy_if(checked.findings, std::back_inserter(grave),
                         [](const auto& found) { return found.severity == Severity::error; });
    const RenderOptions render{.colour = has_colour(options, terminal, terminal.err_is_terminal),
                               .width = terminal.width,
                               .excerpt = terminal.err_is_terminal};
    terminal.err(render_text(grave, checked.read.study.sources, render));
    terminal.err(fmt::format("\nquickscan: {} has {} error{}; nothing is computed from it\n", path, errors,
                             errors == 1 ? "" : "s"));
    return std::nullopt;
  }
  if (options.verbose)
    terminal.err(fmt::format("quickscan: read {} files of {}\n", checked.folder.paths().size(), path));
  const auto warnings = checked.count(Severity::warning);
  if (warnings > 0 && !options.quiet) {
    terminal.err(fmt::format("quickscan: {} has {} warning{} (see `quickscan check`)\n", path, warnings,
                             warnings == 1 ? "" : "s"));
  }
  checked.let_go_of_findings();
  return checked;
}

Language language_of(const Study& study, const Options& options) { return options.language.value_or(study.language); }

std::vector<std::string> input_paths(const StudyFolder& folder) {
  std::vector<std::string> paths;
  for (const auto& path : folder.paths()) {
    // Only what is read is an input: an earlier report in the study's folder may be replaced.
    if (path.ends_with(".yaml") || path.starts_with("text/")) paths.push_back(folder.on_disk(path));
  }
  return paths;
}

void write_result(const std::string& text, const Options& options, Terminal& terminal, const StudyFolder& folder) {
  if (options.output.empty() || options.output == "-") {
    terminal.out(text);
  } else {
    write_files({{.path = options.output, .text = text, .mode = owner_only}}, input_paths(folder));
  }
}

}  // namespace quickscan
