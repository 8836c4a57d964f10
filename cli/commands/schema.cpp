#include "commands/schema.hpp"

#include "atomic_write.hpp"
#include "commands.hpp"
#include "core/render_diagnostics.hpp"
#include "embedded.hpp"
#include "files.hpp"
#include "formats/editor_schema.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

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
    if (there && *there != schema.text)
      stale.push_back({.path = std::move(path), .text = std::move(schema.text), .mode = owner_only});
  }
  return stale;
}

namespace {

std::string replaced_all(std::string_view text, std::string_view old, std::string_view fresh) {
  std::string result;
  for (auto at = text.find(old); at != std::string_view::npos; at = text.find(old)) {
    result.append(text.substr(0, at)).append(fresh);
    text.remove_prefix(at + old.size());
  }
  return result.append(text);
}

/// The schema of a JSON output, by the name of the output; the schemas that it refers to are in its `$defs`.
int print_schema(std::string_view name, Terminal& terminal) {
  constexpr std::string_view folder = "data/schema/";
  if (name == "segments") name = "find";  // the file is named after what `find` lists
  std::vector<std::string> known;
  std::vector<std::string_view> texts;
  for (const auto& file : embedded_files()) {
    const auto dash = file.path.find('-');
    if (!file.path.starts_with(folder) || dash == std::string_view::npos) continue;
    const auto output = file.path.substr(folder.size(), dash - folder.size());
    known.emplace_back(output == "segments" ? "find" : output);
    texts.push_back(file.text);
  }
  const auto found = std::ranges::find(known, name);
  if (found == known.end()) return unknown_value("schema", std::string(name), known, terminal);
  std::string text(texts[static_cast<std::size_t>(found - known.begin())]);
  auto definitions = nlohmann::ordered_json::object();
  for (std::size_t k = 0; k < texts.size(); ++k) {
    const auto id = nlohmann::ordered_json::parse(texts[k])["$id"].get<std::string>();
    const auto here = fmt::format("\"#/$defs/{}/", known[k]);
    const auto others = replaced_all(text, fmt::format("\"{}#/", id), here);
    if (others == text) continue;
    text = others;
    definitions[known[k]] = nlohmann::ordered_json::parse(replaced_all(texts[k], "\"#/", here));
    for (const auto* key : {"$id", "$schema"}) definitions[known[k]].erase(key);
  }
  auto schema = nlohmann::ordered_json::parse(text);
  schema["$defs"].update(definitions);
  terminal.out(schema.dump(2) + "\n");
  return exit_clean;
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
  for (const auto& one : checked.findings)
    if (one.severity == Severity::error) terminal.err(render_line(one, sources) + '\n');
  terminal.err("quickscan: the schemas have no ids of what these errors left unread\n");
  return exit_findings;
}

}  // namespace quickscan
