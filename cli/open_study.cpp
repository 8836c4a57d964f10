#include "open_study.hpp"

#include "atomic_write.hpp"
#include "core/render_diagnostics.hpp"
#include "core/wrap.hpp"
#include "files.hpp"
#include "git.hpp"
#include "report/narrative.hpp"
#include "study/read/stray_files.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <utility>

namespace quickscan {

namespace {

/// What git knows of the key file and of what lies beside it, where editors leave copies.
Surroundings::KeyFile ask_git(const StudyFolder& folder) {
  Surroundings::KeyFile known;
  const auto ask = [&](std::string_view relative, GitQuestion question) {
    if (!known.git_failure.empty()) return false;
    auto answer = tracked_by_git(folder.on_disk(relative), program_path(), question);
    known.git_failure = std::move(answer.unreadable);
    return answer.tracked;
  };
  constexpr std::string_view whole_folder = "confidential/.";
  const bool there = kind_of(folder.on_disk("confidential")) != PathKind::missing;
  if (there && ask(whole_folder, GitQuestion::tracked)) {
    known.tracked_by_git = ask(confidential_key, GitQuestion::tracked);
    known.folder_tracked = !known.tracked_by_git;
  } else if (ask(whole_folder, GitQuestion::in_history)) {
    known.in_git_history = ask(confidential_key, GitQuestion::in_history);
    known.folder_in_history = !known.in_git_history;
  }
  return known;
}

/// The key file as the disk and git report it. Who deleted it may have left it in the history.
Surroundings::KeyFile key_file_of(const StudyFolder& folder) {
  auto known = ask_git(folder);
  const auto path = folder.on_disk(confidential_key);
  // A text on standard input may stand for a key that is not on disk yet.
  if (!folder.holds(confidential_key) || kind_of(path) == PathKind::missing) {
    known.git_failure.clear();
    return known;
  }
  const auto mode = mode_of(path);
  if (!mode) throw IoError(fmt::format("cannot tell who may read {}", path));
  constexpr unsigned others = S_IRWXG | S_IRWXO;
  known.readable_by_others = (*mode & others) != 0;
  return known;
}

Surroundings::Previous previous_of(const StudyFolder& folder, const std::string& previous) {
  using Previous = Surroundings::Previous;
  if (previous.empty()) return Previous::found;
  const auto path = folder.on_disk(previous);
  if (kind_of(join_path(path, "study.yaml")) != PathKind::file) return Previous::missing;
  return same_file(path, folder.path()) ? Previous::itself : Previous::found;
}

std::vector<std::string> tracked_transcripts(const StudyFolder& folder, const Study& study) {
  std::vector<std::string> tracked;
  for (const auto& interview : study.interviews) {
    if (interview.transcript.empty() || kind_of(folder.on_disk(interview.transcript)) != PathKind::file) continue;
    if (tracked_by_git(folder.on_disk(interview.transcript)).tracked) tracked.push_back(interview.transcript);
  }
  return tracked;
}

}  // namespace

int CheckedStudy::count(Severity severity) const {
  return counts_[static_cast<std::size_t>(severity)] +
         static_cast<int>(std::ranges::count(findings, severity, &Diagnostic::severity));
}

void CheckedStudy::keep_only_counts() {
  for (const auto& one : findings) ++counts_[static_cast<std::size_t>(one.severity)];
  findings = Diagnostics();
}

CheckedStudy check_folder(StudyFolder folder, const CheckingOptions& options) {
  CheckedStudy checked(std::move(folder));
  checked.read = read_study(checked.folder.files(), options.read);
  checked.folder.throw_failures();
  const Surroundings surroundings{.check_texts = check_texts,
                                  .key_file = key_file_of(checked.folder),
                                  .language = options.language,
                                  .previous = previous_of(checked.folder, checked.read.study.previous),
                                  .tracked_transcripts = tracked_transcripts(checked.folder, checked.read.study)};
  checked.findings = check_study(checked.read, surroundings, options.check);
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
  auto checked =
      check_folder(StudyFolder(path),
                   {.check = {},
                    .read = {.threads = options.threads, .hashes = true, .texts = texts, .outside = options.outside},
                    .language = options.language});
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
  auto warnings = checked.count(Severity::warning);
  const auto& study = checked.read.study;
  if (!options.quiet && options.language && *options.language != study.language) {
    // `quickscan check` does not know which language a report is asked for in.
    Diagnostics of_language;
    std::ranges::copy_if(checked.findings, std::back_inserter(of_language),
                         [](const auto& found) { return found.is(rule::missing_language); });
    terminal.err(render_lines(of_language, study.sources));
    warnings -= static_cast<int>(of_language.size());
  }
  if (warnings > 0 && !options.quiet) {
    terminal.err(fmt::format("quickscan: {} has {} warning{} (see `quickscan check`)\n", path, warnings,
                             warnings == 1 ? "" : "s"));
  }
  checked.keep_only_counts();
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
    const auto mode = options.audience == "public" ? for_everybody : owner_only;
    write_files({{.path = options.output, .text = text, .mode = mode}}, input_paths(folder));
  }
}

namespace {

bool goes_to_terminal(const Options& options, const Terminal& terminal) {
  return terminal.out_is_terminal && options.output.empty();
}

}  // namespace

std::string wrap_for_output(const std::string& text, const Options& options, const Terminal& terminal) {
  return goes_to_terminal(options, terminal) ? wrap_text(text, terminal.width) : text;
}

TerminalOptions page_options(const Options& options, const Terminal& terminal) {
  constexpr std::size_t usual_width = 100;
  const bool to_terminal = goes_to_terminal(options, terminal);
  return {.width = to_terminal ? terminal.width : usual_width, .colour = has_colour(options, terminal, to_terminal)};
}

void write_page(const Document& page, const Options& options, Terminal& terminal, const StudyFolder& folder) {
  write_result(terminal_text(page, page_options(options, terminal)), options, terminal, folder);
}

}  // namespace quickscan
