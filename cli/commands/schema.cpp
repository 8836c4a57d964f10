#include "commands/schema.hpp"

#include "atomic_write.hpp"
#include "commands.hpp"
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

int schema_command(const Options& options, Terminal& terminal) {
  const auto checked = open_study(options.operand(0), options, terminal);
  if (!checked) return exit_findings;
  const auto& folder = checked->folder.path();
  const auto target = options.output.empty() ? join_path(folder, ".quickscan") : options.output;
  for (const auto& path : write_schema_files(*checked, target, folder)) terminal.out(path + "\n");
  return exit_clean;
}

}  // namespace quickscan
