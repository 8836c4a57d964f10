#include <algorithm>
#include <array>
#include <string_view>

#include "check_targets.hpp"
#include "files.hpp"
#include "study/read.hpp"
#include "text/yaml.hpp"

namespace quickscan {

namespace {

/// A study for an interview to be read in; what it lacks is not said about the interview.
constexpr std::string_view bare_study = R"(quickscan: 1
id: study
title: study
reference_date: 9999
framework: domestic-violence-2020
)";

/// Rules that look at more than one file, or need the study's own lists.
bool needs_a_study(std::string_view code) {
  constexpr auto rules_of_a_study = std::to_array<std::string_view>(
      {"QS160", "QS161", "QS216", "QS304", "QS305", "QS309", "QS310", "QS311", "QS312", "QS315"});
  return code.starts_with("QS2") || code.starts_with("QS4") || code.starts_with("QS6") ||
         std::ranges::find(rules_of_a_study, code) != rules_of_a_study.end();
}

struct Role {
  std::string_view key;
  std::string_view path;  ///< where such a file stands in a study
};

std::string_view role_of(const YamlTree& tree, std::string_view path) {
  constexpr auto roles = std::to_array<Role>({{"quickscan", "study.yaml"},
                                              {"ladder", "framework.yaml"},
                                              {"interview", "interviews/lone.yaml"},
                                              {"segments", "interviews/lone.yaml"}});
  for (const auto& role : roles) {
    if (tree.find(tree.root(), role.key) != nullptr) return role.path;
  }
  // The keys of the first two are ids, so only their names tell them; the others may lack the key that does.
  for (const std::string_view name : {"stakeholders.yaml", "developments.yaml", "framework.yaml", "study.yaml"}) {
    if (path.substr(path.rfind('/') + 1) == name) return name;
  }
  return {};
}

/// The file's own findings, with their places in a list of sources that holds this file alone.
Diagnostics own_findings(Diagnostics found, const Sources& sources, std::string_view path,
                         const CheckOptions& options) {
  const auto elsewhere = [&](const Place& place) { return !place.known() || sources.path(place.source) != path; };
  std::erase_if(found, [&](const Diagnostic& each) {
    return elsewhere(each.place) || needs_a_study(each.rule->code) || !wanted(options, each.rule->code);
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
  auto found = check_study(read);
  return own_findings(std::move(found), read.study.sources, role, options);
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
    std::erase_if(syntax, [&](const Diagnostic& each) { return !wanted(options, each.rule->code); });
    target.findings = std::move(syntax);
  } else {
    target.findings = shape_findings(role, text, options);
  }
  return target;
}

}  // namespace quickscan
