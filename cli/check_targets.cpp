#include "check_targets.hpp"

#include "files.hpp"
#include "lone_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace quickscan {

namespace {

/// A study to be checked, and the files of it that were asked for; none: all.
struct Wanted {
  std::string folder;
  std::vector<std::string> only;
  bool whole = false;
  std::optional<std::pair<std::string, std::string>> replacement;
};

/// Studies and lone files in the order in which they were named.
class Targets {
 public:
  explicit Targets(const CheckingOptions& options) : options_(options) {}

  void add(const std::string& operand) {
    switch (kind_of(operand)) {
      case PathKind::missing:
        throw IoError(fmt::format("there is no file or folder {}", operand));
      case PathKind::folder:
        return add_folder(operand);
      default:
        return add_file(operand);
    }
  }

  void add_text(const std::string& path, std::string text) {
    const auto shown = path.empty() ? std::string("<stdin>") : path;
    if (const auto folder = path.empty() ? std::nullopt : find_study_around(folder_of(path))) {
      if (auto below = path_below(*folder, path)) {
        auto& study = study_of(*folder);
        study.only.push_back(*below);
        study.replacement.emplace(std::move(*below), std::move(text));
        return;
      }
    }
    lone_.push_back(check_lone_file(shown, text, options_.check));
    lone_.back().on_disk.clear();
    order_.emplace_back(false, lone_.size() - 1);
  }

  std::vector<CheckedTarget> check() {
    std::vector<CheckedTarget> checked;
    for (const auto& [is_study, index] : order_) {
      checked.push_back(is_study ? check_study_of(studies_[index]) : std::move(lone_[index]));
    }
    return checked;
  }

 private:
  Wanted& study_of(const std::string& folder) {
    for (auto& study : studies_) {
      if (study.folder == folder || same_file(study.folder, folder)) return study;
    }
    studies_.push_back({.folder = folder, .only = {}, .whole = false, .replacement = std::nullopt});
    order_.emplace_back(true, studies_.size() - 1);
    return studies_.back();
  }

  void add_folder(const std::string& folder) {
    const auto below = find_studies_below(folder);
    for (const auto& study : below) study_of(study).whole = true;
    if (!below.empty()) return;
    const auto around = find_study_around(folder);
    const auto relative = around ? path_below(*around, folder) : std::nullopt;
    if (!relative) throw IoError(fmt::format("{} holds no study: no study.yaml in it or below it", folder));
    study_of(*around).only.push_back(*relative + "/");
  }

  void add_file(const std::string& path) {
    if (const auto folder = find_study_around(folder_of(path))) {
      const auto relative = path_below(*folder, path);
      if (relative && StudyFolder(*folder).holds(*relative)) {
        study_of(*folder).only.push_back(*relative);
        return;
      }
    }
    lone_.push_back(check_lone_file(path, read_file(path), options_.check));
    order_.emplace_back(false, lone_.size() - 1);
  }

  CheckedTarget check_study_of(const Wanted& wanted_study) const {
    StudyFolder folder(wanted_study.folder);
    if (wanted_study.replacement) folder.replace(wanted_study.replacement->first, wanted_study.replacement->second);
    auto checked = check_folder(std::move(folder), options_);
    CheckedTarget target{.findings = std::move(checked.findings),
                         .sources = std::move(checked.read.study.sources),
                         .name = wanted_study.folder,
                         .files = checked.folder.paths().size(),
                         .folder = checked.folder,
                         .on_disk = input_paths(checked.folder)};
    if (!wanted_study.whole) keep_only(target, wanted_study, checked.folder);
    return target;
  }

  static void keep_only(CheckedTarget& target, const Wanted& study, const StudyFolder& folder) {
    const auto prefix = folder.shown_prefix();
    const auto asked_for = [&](std::string_view path) {
      return std::ranges::any_of(study.only, [&](const auto& only) {
        const auto shown = prefix + only;
        return shown.ends_with('/') ? path.starts_with(shown) : path == shown;
      });
    };
    std::erase_if(target.findings, [&](const Diagnostic& each) {
      return !each.place.known() || !asked_for(target.sources.path(each.place.source));
    });
    std::erase_if(target.on_disk, [&](const auto& path) { return !asked_for(path); });
    target.files = target.on_disk.size();
    if (study.only.size() == 1) target.name = prefix + study.only.front();
  }

  CheckingOptions options_;
  std::vector<Wanted> studies_;
  std::vector<CheckedTarget> lone_;
  std::vector<std::pair<bool, std::size_t>> order_;
};

}  // namespace

std::vector<CheckedTarget> check_targets(const Options& options, const CheckingOptions& checking, Terminal& terminal) {
  Targets targets(checking);
  if (options.operands.empty()) targets.add(study_path(""));
  for (const auto& operand : options.operands) {
    if (operand == "-") {
      targets.add_text(options.stdin_filename, terminal.in(file_limit));
    } else {
      targets.add(operand);
    }
  }
  return targets.check();
}

}  // namespace quickscan
