#include "lone_file.hpp"

#include "core/rules.hpp"
#include "core/suggest.hpp"
#include "files.hpp"
#include "report/narrative.hpp"
#include "study/read/read_study.hpp"
#include "yaml/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace quickscan {

namespace {

/// A study for an interview to be read in; what it lacks is not said about the interview.
constexpr std::string_view bare_study = R"(quickscan: 1
id: study
title: study
reference_date: 9999
framework: domestic-violence-2020
)";

struct Role {
  std::string_view key;
  std::string_view path;  ///< the path of such a file in a study
};

std::string_view role_of(const YamlTree& tree, std::string_view path) {
  constexpr auto roles = std::to_array<Role>({{"quickscan", "study.yaml"},
                                              {"ladder", "framework.yaml"},
                                              {"recommendations", "framework.yaml"},
                                              {"interview", "interviews/lone.yaml"},
                                              {"segments", "interviews/lone.yaml"}});
  for (const auto& role : roles)
    if (tree.find(tree.root(), role.key) != nullptr) return role.path;
  // The top-level keys of stakeholders.yaml and developments.yaml are ids, so these two are recognised by name.
  for (const std::string_view name : {"stakeholders.yaml", "developments.yaml", "framework.yaml", "study.yaml"})
    if (path.substr(path.rfind('/') + 1) == name) return name;
  return {};
}

/// The file's own findings, with their places in a list of sources that holds this file alone.
Diagnostics own_findings(Diagnostics found, const Sources& sources, std::string_view path,
                         const CheckOptions& options) {
  const auto elsewhere = [&](const Place& place) { return !place.known() || sources.path(place.source) != path; };
  std::erase_if(found, [&](const Diagnostic& each) {
    return elsewhere(each.place) || each.rule->scope == Rule::Scope::study || !is_wanted(each, options);
  });
  for (auto& each : found) {
    std::erase_if(each.notes, [&](const Label& note) { return elsewhere(note.place); });
    each.place.source = 0;
    for (auto& note : each.notes) note.place.source = 0;
  }
  return found;
}

Diagnostics shape_findings(std::string_view role, const std::string& text, const CheckOptions& options) {
  StudyFiles files;
  files.paths = {std::string(role)};
  if (role != "study.yaml") files.paths.emplace_back("study.yaml");
  std::ranges::sort(files.paths);
  files.load = [&text, role = std::string(role)](const std::string& path) -> std::optional<std::string> {
    if (path == role) return text;
    if (path != "study.yaml") return std::nullopt;
    std::string study(bare_study);
    if (role == "framework.yaml") study.replace(study.find("domestic-violence-2020"), 22, "framework.yaml");
    return study;
  };
  auto read = read_study(files, {.threads = 1, .hashes = false});
  auto found = check_study(read, {.check_texts = check_texts});
  const auto& sources = read.study.sources;
  // What single rules say goes by the study around the file.
  std::erase_if(read.unchecked, [&](const Unchecked& one) {
    return !one.rules.empty() || one.source == Place::nowhere || sources.path(one.source) != role;
  });
  auto own = own_findings(std::move(found), sources, role, options);
  for (auto& one : read.unchecked) one.source = one.cause.place.source = 0;
  report_unchecked(read.unchecked, options, sources, own);
  return own;
}

}  // namespace

CheckedTarget check_lone_file(const std::string& path, const std::string& text, const CheckOptions& options) {
  CheckedTarget target{.findings = {},
                       .sources = Sources([text](const std::string&) { return std::optional(text); }),
                       .name = path,
                       .files = 1,
                       .folder = std::nullopt,
                       .on_disk = {path}};
  target.sources.add(path);
  YamlTree tree;
  Diagnostics syntax;
  const bool usable = read_yaml(text, 0, tree, syntax);
  const auto role = usable && !tree.empty() ? role_of(tree, path) : std::string_view();
  if (role.empty()) {
    std::erase_if(syntax, [&](const Diagnostic& each) { return !is_wanted(each, options); });
    sort_and_unify(syntax, target.sources);
    target.findings = std::move(syntax);
    if (usable) {  // what it should hold is not known
      target.files = 0;
      target.on_disk.clear();
    }
  } else {
    target.findings = shape_findings(role, text, options);
  }
  return target;
}

CheckedTarget missing_study_file(const std::string& folder) {
  constexpr std::string_view wanted = "study.yaml";
  CheckedTarget target{.findings = {},
                       .sources = Sources([](const std::string&) { return std::optional(std::string()); }),
                       .name = folder,
                       .folder = std::nullopt,
                       .on_disk = {}};
  const auto source = target.sources.add(join_path(folder, wanted));
  auto& one =
      target.findings.emplace_back(finding(rule::missing_file, {source, 0, 0}, fmt::format("`{}` is missing", wanted)));
  std::vector<std::string> names;
  for (const auto& entry : list_folder(folder)) names.push_back(entry.name);
  const auto near = suggest(wanted, names);
  one.help = near ? fmt::format("rename `{}`", *near) : "without it nothing in this folder is read as a study";
  return target;
}

}  // namespace quickscan
