#include "edit_study.hpp"

#include "atomic_write.hpp"
#include "commands.hpp"
#include "core/render_diagnostics.hpp"
#include "files.hpp"
#include "journal.hpp"
#include "report/narrative.hpp"
#include "yaml/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace quickscan {

namespace {

/// The path of the framework's file: what `framework` names where that is a file of the study.
std::string framework_path_of(const StudyTexts& texts, const StudyFolder& folder) {
  std::string named = "framework.yaml";
  YamlTree tree;
  Diagnostics ignored;
  const auto study = texts.find("study.yaml");
  if (study != texts.end() && read_yaml(study->second, 0, tree, ignored) && !tree.empty())
    if (const auto* value = tree.find(tree.root(), "framework")) named = tree.text(*value);
  return folder.holds(named) ? named : std::string();
}

/// What check finds in a study of these texts. The key file's place on disk and in git does not change with an edit.
std::pair<Diagnostics, Sources> findings_of(const StudyTexts& texts, const std::string& prefix) {
  StudyFiles files;
  for (const auto& [path, text] : texts) files.paths.push_back(path);
  files.load = [&](const std::string& path) -> std::optional<std::string> {
    const auto found = texts.find(path);
    return found == texts.end() ? std::nullopt : std::optional(found->second);
  };
  files.shown_prefix = prefix;
  auto read = read_study(files);
  auto findings = check_study(read, {.check_texts = check_texts});
  return {std::move(findings), std::move(read.study.sources)};
}

/// The errors of the new study that the old one had not, where there are more of them.
Diagnostics new_errors(const Diagnostics& before, const Diagnostics& after) {
  Diagnostics errors;
  std::ranges::copy_if(after, std::back_inserter(errors),
                       [](const Diagnostic& one) { return one.severity == Severity::error; });
  const auto old = std::ranges::count(before, Severity::error, &Diagnostic::severity);
  if (static_cast<std::ptrdiff_t>(errors.size()) <= old) errors.clear();
  return errors;
}

/// Writes the new files and takes the old ones away, all or none.
void write_edit(const EditedStudy& study, const StudyEdit& edit, const std::vector<std::string>& removed) {
  std::vector<OutputFile> outputs;
  for (const auto& [path, text] : edit.changed) {
    const auto renamed = std::ranges::find(edit.renamed, path, [](const auto& pair) { return pair.second; });
    const auto old = study.folder.on_disk(renamed == edit.renamed.end() ? path : renamed->first);
    constexpr unsigned permissions = 0777;
    outputs.push_back(
        {.path = study.folder.on_disk(path), .text = text, .mode = mode_of(old).value_or(owner_only) & permissions});
    // What somebody saved in the meantime is not overwritten.
    if (const auto before = study.texts.find(path); before != study.texts.end()) outputs.back().read = before->second;
  }
  std::vector<std::string> gone;
  for (const auto& path : removed) gone.push_back(study.folder.on_disk(path));
  for (const auto& [path, renamed] : edit.renamed) gone.push_back(study.folder.on_disk(path));
  const SignalsHeld held;
  write_as_one(study.folder.path(), outputs, gone);
}

void show_edit(const EditedStudy& study, const StudyEdit& edit, const std::vector<std::string>& removed,
               Terminal& terminal) {
  terminal.out(edit_diff(study.texts, edit));
  for (const auto& path : removed) terminal.out(fmt::format("--- {}\n+++ /dev/null\n", path));
  for (const auto& place : edit.to_decide) terminal.out("decide " + place + "\n");
}

}  // namespace

EditedStudy open_for_edit(const std::string& operand) {
  EditedStudy study{StudyFolder(study_path(operand)), {}, {}};
  const auto files = study.folder.files();
  const auto take = [&](const std::string& path) {
    auto text = files.load(path);
    study.folder.throw_failures();
    if (text) study.texts[path] = std::move(*text);
  };
  for (const auto& path : study.folder.paths())
    if (kind_of_file(path, {}) != StudyFileKind::other) take(path);
  study.framework_path = framework_path_of(study.texts, study.folder);
  if (!study.framework_path.empty()) take(study.framework_path);
  return study;
}

bool refuse_unreadable(const EditedStudy& study, const std::vector<std::string>& paths, Terminal& terminal) {
  for (const auto& path : paths) {
    if (kind_of_file(path, study.framework_path) == StudyFileKind::text) continue;
    YamlTree tree;
    Diagnostics wrong;
    const bool read = read_yaml(study.texts.at(path), 0, tree, wrong);
    if (read && std::ranges::count(wrong, Severity::error, &Diagnostic::severity) == 0) continue;
    terminal.err(
        fmt::format("quickscan: {} cannot be read, so it cannot be changed with the rest; nothing was written\n"
                    "  = help: `quickscan check` says what is wrong with it\n",
                    study.folder.on_disk(path)));
    return true;
  }
  return false;
}

int apply_edit(const EditedStudy& study, const StudyEdit& edit, const Options& options, Terminal& terminal,
               const Applying& applying) {
  const auto& removed = applying.removed;
  if (options.dry_run) show_edit(study, edit, removed, terminal);
  auto after = study.texts;
  for (const auto& [path, renamed] : edit.renamed) after.erase(path);
  for (const auto& path : removed) after.erase(path);
  for (const auto& [path, text] : edit.changed) after[path] = text;
  const auto prefix = study.folder.shown_prefix();
  const auto [findings, sources] = findings_of(after, prefix);
  const auto errors = new_errors(findings_of(study.texts, prefix).first, findings);
  if (!errors.empty()) {
    terminal.err(render_text(errors, sources, {.colour = false, .width = terminal.width, .excerpt = false}));
    if (!applying.despite_errors) {
      terminal.err("quickscan: the study would have these errors; nothing was written\n");
      return exit_findings;
    }
  }
  if (options.dry_run) return exit_clean;
  write_edit(study, edit, removed);
  for (const auto& path : removed) terminal.out(fmt::format("{} is gone\n", study.folder.on_disk(path)));
  for (const auto& [path, renamed] : edit.renamed) terminal.out(fmt::format("{} is now {}\n", path, renamed));
  if (edit.places == 0) {
    for (const auto& [path, text] : edit.changed) terminal.out(study.folder.on_disk(path) + "\n");
    return exit_clean;
  }
  const auto files = edit.changed.size();
  terminal.out(
      fmt::format("{} place{} in {} file{}\n", edit.places, edit.places == 1 ? "" : "s", files, files == 1 ? "" : "s"));
  for (const auto& place : edit.to_decide) terminal.out("decide " + place + "\n");
  return exit_clean;
}

}  // namespace quickscan
