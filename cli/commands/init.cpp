#include "atomic_write.hpp"
#include "commands.hpp"
#include "commands/schema.hpp"
#include "core/render_diagnostics.hpp"
#include "embedded.hpp"
#include "files.hpp"
#include "open_study.hpp"
#include "starter.hpp"
#include "study/read/framework_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unistd.h>
#include <utility>

namespace quickscan {

namespace {

constexpr std::string_view example_folder = "examples/";
constexpr std::string_view framework_folder = "data/frameworks/";

std::vector<std::string> example_names() {
  std::vector<std::string> names;
  for (const auto& file : embedded_files()) {
    if (!file.path.starts_with(example_folder)) continue;
    const auto rest = file.path.substr(example_folder.size());
    const std::string name(rest.substr(0, rest.find('/')));
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  return names;
}

std::vector<std::string> framework_names() {
  std::vector<std::string> names;
  constexpr std::string_view ending = ".yaml";
  for (const auto& file : embedded_files()) {
    if (!file.path.starts_with(framework_folder) || !file.path.ends_with(ending)) continue;
    const auto name = file.path.substr(framework_folder.size());
    names.emplace_back(name.substr(0, name.size() - ending.size()));
  }
  return names;
}

std::vector<StarterFile> example_files(const std::string& name) {
  const auto prefix = fmt::format("{}{}/", example_folder, name);
  std::vector<StarterFile> files{{".gitignore", starter_ignores()}};
  for (const auto& file : embedded_files()) {
    if (file.path.starts_with(prefix))
      files.push_back({std::string(file.path.substr(prefix.size())), std::string(file.text)});
  }
  return files;
}

/// The name of a folder, also of `.`.
std::string folder_name(const std::string& folder) {
  if (folder != "." && !folder.ends_with("..")) return name_in(folder);
  std::string path(4096, '\0');
  if (::getcwd(path.data(), path.size()) == nullptr) return {};
  path.resize(path.find('\0'));
  return name_in(path);
}

std::vector<StarterFile> new_files(const Options& options, const std::string& folder, Terminal& terminal) {
  if (!options.example.empty()) return example_files(options.example);
  if (!options.from_framework.empty()) {
    auto text = read_file(options.from_framework);
    Diagnostics found;
    const auto own = read_framework(text, 0, found);
    const bool wrong = std::ranges::any_of(found, [](const auto& one) { return one.severity == Severity::error; });
    if (!own || wrong || own->inside_levels().empty() || own->whole_recommendations().empty()) {
      Sources sources([&](const std::string&) { return std::optional(text); });
      sources.add(options.from_framework);
      terminal.err(render_lines(found, sources));
      throw IoError(fmt::format("{} cannot be used as a framework; nothing was written", options.from_framework));
    }
    auto files = starter_study(*own, {.id = id_from(folder_name(folder)),
                                      .framework = "framework.yaml",
                                      .language = options.language.value_or(Language::nl)});
    files.push_back({"framework.yaml", std::move(text)});
    return files;
  }
  const auto id = options.framework.empty() ? std::string("domestic-violence-2020") : options.framework;
  Diagnostics ignored;
  const auto framework = read_framework(embedded(fmt::format("{}{}.yaml", framework_folder, id)), 0, ignored);
  if (!framework) throw IoError(fmt::format("the built-in framework {} cannot be read", id));
  return starter_study(
      *framework,
      {.id = id_from(folder_name(folder)), .framework = id, .language = options.language.value_or(Language::nl)});
}

/// An existing .gitignore with the lines that it lacks; a line that is taken back further down counts as lacking.
std::string merged_ignores(std::string existing, std::string_view wanted) {
  const auto lines_of = [](std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
      const auto end = std::min(text.find('\n'), text.size());
      lines.emplace_back(text.substr(0, text.substr(0, end).find_last_not_of(" \r") + 1));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
  };
  const auto present = lines_of(existing);
  if (!existing.empty() && !existing.ends_with('\n')) existing += '\n';
  for (const auto& line : lines_of(wanted)) {
    const auto last = std::ranges::find(present.rbegin(), present.rend(), line);
    const bool kept = last != present.rend() && std::find(present.rbegin(), last, '!' + line) == last;
    if (!kept) existing += line + '\n';
  }
  return existing;
}

/// Takes the files of a new study away again unless the whole of it was written.
class NewStudy {
 public:
  NewStudy() = default;
  NewStudy(const NewStudy&) = delete;
  NewStudy& operator=(const NewStudy&) = delete;
  ~NewStudy() {
    for (const auto& file : written_) ::unlink(file.c_str());
  }

  void write(const std::vector<StarterFile>& files, const std::string& folder);
  void keep() {
    written_.clear();
    folders_.keep();
  }

 private:
  NewFolders folders_;  ///< goes last, when its files are gone
  std::vector<std::string> written_;
};

void NewStudy::write(const std::vector<StarterFile>& files, const std::string& folder) {
  std::vector<OutputFile> outputs;
  std::vector<std::string> fresh;
  for (const auto& file : files) {
    const auto path = join_path(folder, file.path);
    outputs.push_back({.path = path, .text = file.text, .mode = owner_only});
    if (kind_of(path) == PathKind::missing) {
      fresh.push_back(path);
    } else if (file.path == ".gitignore") {
      outputs.back().text = merged_ignores(read_file_if_there(path).value_or(""), file.text);
    } else {
      throw IoError(fmt::format("{} exists already; nothing was written", path));
    }
  }
  for (const auto& file : outputs) folders_.make(folder_of(file.path));
  for (const auto* name : {".quickscan", ".vscode"}) folders_.make(join_path(folder, name));
  write_files(outputs);
  written_ = std::move(fresh);
}

}  // namespace

int init_command(const Options& options, Terminal& terminal) {
  const auto examples = example_names();
  if (!options.example.empty() && std::ranges::find(examples, options.example) == examples.end())
    return unknown_value("example", options.example, examples, terminal);
  const auto frameworks = framework_names();
  if (!options.framework.empty() && std::ranges::find(frameworks, options.framework) == frameworks.end())
    return unknown_value("framework", options.framework, frameworks, terminal);
  if (!options.from_framework.empty() && (!options.framework.empty() || !options.example.empty())) {
    return usage_problem({"`--from-framework` with `--framework` or `--example`", "one of them brings the framework"},
                         terminal);
  }
  if (!options.example.empty() && !options.framework.empty())
    return usage_problem({"`--example` and `--framework` together", "an example brings its framework"}, terminal);
  std::string folder = options.operands.empty() ? "." : options.operands.front();
  while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
  const auto files = new_files(options, folder, terminal);
  NewStudy study;
  study.write(files, folder);
  const auto checked = check_folder(StudyFolder(folder));
  std::string for_editors;
  if (checked.count(Severity::error) == 0) {
    const auto written = write_schema_files(checked, join_path(folder, ".quickscan"), folder);
    for_editors = fmt::format(", and {} for editors in .quickscan and .vscode", written.size());
  }
  study.keep();
  const auto name = folder == "." ? std::string() : " " + folder;
  terminal.out(fmt::format(
      "Wrote a study of {} files in {}{}.\n\n  quickscan check{}\n  quickscan summary{}\n  quickscan report{}\n",
      files.size(), folder == "." ? "this folder" : folder, for_editors, name, name, name));
  return exit_clean;
}

}  // namespace quickscan
