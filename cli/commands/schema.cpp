#include "commands/schema.hpp"

#include "atomic_write.hpp"
#include "commands.hpp"
#include "core/render_diagnostics.hpp"
#include "embedded.hpp"
#include "files.hpp"
#include "formats/editor_schema.hpp"

#include <fmt/format.h>

namespace quickscan {

std::vector<std::string> write_schema_files(const CheckedStudy& checked, const std::string& schema_folder,
                                            const std::string& study_folder) {
  const auto& study = checked.read.study;
  std::vector<OutputFile> files;
  for (auto& schema : study_schemas(study, study.language)) {
    files.push_back(
        {.path = join_path(schema_folder, schema.name), .text = std::move(schema.text), .mode = owner_only});
  }
  const auto below = path_below(study_folder, schema_folder);
  const auto editor_folder = join_path(study_folder, ".vscode");
  for (auto& file : editor_files(below.value_or(".quickscan"))) {
    auto path = join_path(editor_folder, file.name);
    if (!below || kind_of(path) != PathKind::missing) continue;
    files.push_back({.path = std::move(path), .text = std::move(file.text), .mode = owner_only});
  }
  std::vector<std::string> paths;
  for (const auto& file : files) paths.push_back(file.path);
  write_files(files, input_paths(checked.folder));
  return paths;
}

std::vector<OutputFile> stale_schemas(const CheckedStudy& checked) {
  const auto folder = checked.folder.on_disk(".quickscan");
  std::vector<OutputFile> stale;
  if (!checked.read.references_followed || kind_of(folder) != PathKind::folder) return stale;
  const auto& study = checked.read.study;
  for (auto& schema : study_schemas(study, study.language)) {
    auto path = join_path(folder, schema.name);
    const auto there = read_file_if_there(path);
    if (there && *there != schema.text) {
      stale.push_back({.path = std::move(path), .text = std::move(schema.text), .mode = owner_only});
    }
  }
  return stale;
}

namespace {

/// The schema of a JSON output, by the name of the output.
int print_schema(const std::string& name, Terminal& terminal) {
  constexpr std::string_view folder = "data/schema/";
  std::vector<std::string> known;
  for (const auto& file : embedded_files()) {
    const auto dash = file.path.find('-');
    if (!file.path.starts_with(folder) || dash == std::string_view::npos) continue;
    known.emplace_back(file.path.substr(folder.size(), dash - folder.size()));
    if (known.back() != name) continue;
    terminal.out(file.text);
    return exit_clean;
  }
  return unknown_value("schema", name, known, terminal);
}

}  // namespace

int schema_command(const Options& options, Terminal& terminal) {
  if (!options.print.empty()) return print_schema(options.print, terminal);
  const auto folder = study_path(options.operand(0));
  // An editor helps most while there are errors: ids come from what can be read.
  const auto checked = check_folder(StudyFolder(folder), {.check = {}, .read = {.threads = options.threads}});
  const auto target = options.output.empty() ? join_path(folder, ".quickscan") : options.output;
  for (const auto& path : write_schema_files(checked, target, folder)) terminal.out(path + "\n");
  if (checked.count(Severity::error) == 0) return exit_clean;
  const auto& sources = checked.read.study.sources;
  for (const auto& one : checked.findings) {
    if (one.severity == Severity::error) terminal.err(render_line(one, sources) + '\n');
  }
  terminal.err("quickscan: the schemas have no ids of what these errors left unread\n");
  return exit_findings;
}

}  // namespace quickscan
