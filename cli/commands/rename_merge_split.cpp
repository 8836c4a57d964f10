#include "commands.hpp"
#include "core/suggest.hpp"
#include "edit_study.hpp"
#include "files.hpp"
#include "help.hpp"

#include <fmt/format.h>

#include <optional>
#include <set>

namespace quickscan {

namespace {

/// The kind that a command is about; nothing where it is none, which was said then.
std::optional<IdKind> asked_kind(const Options& options, Terminal& terminal) {
  const auto kind = parse_id_kind(options.operand(0));
  if (!kind) unknown_value("kind", options.operand(0), id_kind_names(), terminal);
  return kind;
}

/// A problem of an edit, with an id that may have been meant.
int edit_problem(const EditedStudy& study, const StudyEdit& edit, IdKind kind, const std::string& id,
                 Terminal& terminal) {
  std::set<std::string> known;
  for (const auto& [path, text] : study.texts)
    for (const auto& use : ids_in(kind_of_file(path, study.framework_path), text))
      if (use.kind == kind && use.line > 0) known.insert(use.id);
  const bool unknown = !known.contains(id);
  return usage_problem(
      {edit.problem, unknown ? did_you_mean(id, std::vector<std::string>(known.begin(), known.end())) : std::string()},
      terminal);
}

int run_edit(const EditedStudy& study, const StudyEdit& edit, IdKind kind, const Options& options,
             const std::string& id, Terminal& terminal) {
  std::vector<std::string> paths;
  for (const auto& [path, text] : study.texts) paths.push_back(path);
  if (refuse_unreadable(study, paths, terminal)) return exit_findings;
  if (!edit.problem.empty()) return edit_problem(study, edit, kind, id, terminal);
  return apply_edit(study, edit, options, terminal);
}

/// The study in a folder; nothing where there is none: a word too many between the ids is taken for it.
std::optional<EditedStudy> open_in(const std::string& folder, Command command, Terminal& terminal) {
  if (folder.empty() || kind_of(folder) != PathKind::missing) return open_for_edit(folder);
  usage_problem({fmt::format("there is no folder {}", folder), usage_text(command)}, terminal);
  return std::nullopt;
}

/// `quickscan rename` and `merge`: KIND FROM TO [FOLDER].
int change_id(StudyEdit (*change)(const StudyTexts&, const std::string& framework_path, IdKind, const std::string& from,
                                  const std::string& to),
              const Options& options, Terminal& terminal) {
  const auto kind = asked_kind(options, terminal);
  if (!kind) return exit_failed;
  const auto study = open_in(options.operand(3), options.command, terminal);
  if (!study) return exit_failed;
  const auto& from = options.operands[1];
  const auto edit = change(study->texts, study->framework_path, *kind, from, options.operands[2]);
  return run_edit(*study, edit, *kind, options, from, terminal);
}

}  // namespace

int rename_command(const Options& options, Terminal& terminal) { return change_id(rename_id, options, terminal); }

int merge_command(const Options& options, Terminal& terminal) { return change_id(merge_ids, options, terminal); }

int split_command(const Options& given, Terminal& terminal) {
  auto operands = given.operands;
  if (operands[1] == "into" || operands[1] == "INTO") operands.erase(operands.begin() + 1);
  if (operands.size() < 3)
    return usage_problem({"`quickscan split` needs REC into A B", usage_text(given.command)}, terminal);
  const auto study = open_in(operands.size() > 3 ? operands[3] : std::string(), given.command, terminal);
  if (!study) return exit_failed;
  const auto edit = split_recommendation(study->texts, study->framework_path, operands[0], operands[1], operands[2]);
  return run_edit(*study, edit, IdKind::recommendation, given, operands[0], terminal);
}

}  // namespace quickscan
