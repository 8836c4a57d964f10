#include "commands.hpp"
#include "commands/edit.hpp"
#include "files.hpp"
#include "formats/json/analysis.hpp"
#include "git.hpp"
#include "report/provenance.hpp"
#include "study/edit/entries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

namespace quickscan {

namespace {

constexpr std::size_t largest_report = std::size_t{64} << 20U;

/// The files that hold an interview: its codings.
std::vector<std::string> codings_of(const EditedStudy& study, const std::string& id) {
  std::vector<std::string> paths;
  for (const auto& [path, text] : study.texts)
    if (path.starts_with("interviews/" + id + ".") && path.ends_with(".yaml")) paths.push_back(path);
  return paths;
}

/// A coding without one of its speakers: those of whom only the speaker said it go too, and the speaker from the rest.
std::string without_speaker(const std::string& text, const std::string& speaker) {
  YamlTree tree;
  Diagnostics ignored;
  if (!read_yaml(text, 0, tree, ignored) || tree.empty()) return text;
  std::vector<Replacement> gone;
  const auto* speakers = tree.find(tree.root(), "speakers");
  for (auto at = speakers == nullptr ? 0 : speakers->first; at != 0; at = tree.at(tree.at(at).next).next) {
    const auto& value = tree.at(tree.at(at).next);
    if (tree.text(tree.at(at)) == speaker) gone.push_back(entry_span(text, tree.at(at).begin, whole_end(tree, value)));
  }
  if (gone.empty()) return text;
  const auto* segments = tree.find(tree.root(), "segments");
  for (auto at = segments == nullptr ? 0 : segments->first; at != 0; at = tree.at(at).next) {
    const auto& segment = tree.at(at);
    const auto* by = segment.kind == YamlNode::Kind::mapping ? tree.find(segment, "by") : nullptr;
    if (by == nullptr) continue;
    const bool alone = by->kind == YamlNode::Kind::scalar ? tree.text(*by) == speaker
                                                          : by->count == 1 && tree.text(tree.at(by->first)) == speaker;
    if (alone) {
      gone.push_back(entry_span(text, segment.begin, whole_end(tree, segment)));
      continue;
    }
    for (auto item = by->first; item != 0; item = tree.at(item).next)
      if (tree.text(tree.at(item)) == speaker) gone.push_back(entry_span(text, tree.at(item).begin, tree.at(item).end));
  }
  return replaced_at(text, std::move(gone));
}

std::size_t speakers_in(const std::string& text) {
  YamlTree tree;
  Diagnostics ignored;
  if (!read_yaml(text, 0, tree, ignored) || tree.empty()) return 0;
  const auto* speakers = tree.find(tree.root(), "speakers");
  return speakers == nullptr ? 0 : speakers->count / 2;
}

/// The reports and tables of this study below its folder, which were made with the interview in them.
std::vector<std::string> outputs_that_hold(const StudyFolder& folder, const std::string& study_id) {
  std::vector<std::string> found;
  const auto look = [&](const std::string& below) {
    for (const auto& entry : list_folder(folder.on_disk(below.empty() ? "." : below))) {
      if (entry.folder || entry.link) continue;
      const auto path = below.empty() ? entry.name : below + "/" + entry.name;
      const bool packed = path.ends_with(".docx") || path.ends_with(".pdf") || path.ends_with(".xlsx") ||
                          path.ends_with(".sav") || path.ends_with(".csv");
      if (packed) {
        found.push_back(path);
        continue;
      }
      if (!path.ends_with(".html") && !path.ends_with(".md") && !path.ends_with(".json")) continue;
      const auto text = read_file(folder.on_disk(path), largest_report);
      auto record = read_provenance(text);
      if (!record) record = read_json_provenance(text);
      if (record && record->study == study_id) found.push_back(path);
    }
  };
  look("");
  for (const auto* below : {"export", "export-internal"})
    if (kind_of(folder.on_disk(below)) == PathKind::folder) look(below);
  return found;
}

}  // namespace

int withdraw_command(const Options& options, Terminal& terminal) {
  const auto study = open_for_edit(options.operand(1));
  const auto& asked = options.operands.front();
  const auto id = asked.substr(0, asked.find(':'));
  const auto speaker = asked.size() > id.size() ? asked.substr(id.size() + 1) : std::string();
  if (asked.ends_with(':'))
    return usage_problem(
        {fmt::format("`{}` names no speaker", asked), "the whole interview: `quickscan withdraw " + id + "`"},
        terminal);
  const auto codings = codings_of(study, id);
  if (codings.empty()) {
    std::set<std::string> known;
    for (const auto& [path, text] : study.texts)
      if (path.starts_with("interviews/")) known.insert(path.substr(11, path.find('.', 11) - 11));
    return unknown_value("interview", id, {known.begin(), known.end()}, terminal);
  }
  // A coding that goes as a whole need not be readable; a count that cannot be kept would be missed by nobody.
  auto changed = speaker.empty() ? std::vector<std::string>() : codings;
  changed.emplace_back("study.yaml");
  if (refuse_unreadable(study, changed, terminal)) return exit_findings;
  StudyEdit edit;
  std::vector<std::string> removed;
  for (const auto& path : codings) {
    const auto& text = study.texts.at(path);
    if (speaker.empty()) {
      removed.push_back(path);
      continue;
    }
    auto without = without_speaker(text, speaker);
    if (without == text) return usage_problem({fmt::format("{} has no speaker `{}`", path, speaker), {}}, terminal);
    const auto left = speakers_in(without);
    if (left == 0) {
      removed.push_back(path);
    } else {
      edit.changed[path] = left == 1 ? with_value(without, "form", "single") : std::move(without);
    }
  }
  edit.changed["study.yaml"] = with_item(study.texts.at("study.yaml"), "contacts", "{outcome: withdrawn}");
  edit.places = codings.size() - removed.size() + 1;
  // Who withdraws is taken out whatever else is wrong then, such as a study without interviews.
  const int code = apply_edit(study, edit, options, terminal, {.removed = removed, .despite_errors = true});
  if (code != exit_clean) return code;
  terminal.out("\nThe words are still in:\n");
  for (const auto& path : codings) {
    const auto transcript = top_value(study.texts.at(path), "transcript");
    if (!transcript.empty()) terminal.out(fmt::format("  {}: the transcript\n", transcript));
  }
  for (const auto& path : outputs_that_hold(study.folder, top_value(study.texts.at("study.yaml"), "id")))
    terminal.out(
        fmt::format("  {}: may have been made with it; make it anew or remove it\n", study.folder.on_disk(path)));
  if (!speaker.empty() && removed.empty())
    terminal.out(fmt::format("  {}: statements that the others made too\n", study.folder.on_disk(codings.front())));
  std::string kept_in_git;
  for (const auto& path : codings) kept_in_git += " " + study.folder.on_disk(path);
  terminal.out(
      fmt::format("  git, if the study is kept in it: git log --all --oneline --{}\n"
                  "  copies elsewhere: backups, mail, shared folders, other people's clones\n",
                  kept_in_git));
  terminal.out("`declared` in study.yaml may count it still: `quickscan check` says so.\n");
  return exit_clean;
}

}  // namespace quickscan
