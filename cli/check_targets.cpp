#include "check_targets.hpp"

#include "commands/schema.hpp"
#include "core/utf8.hpp"
#include "files.hpp"
#include "lone_file.hpp"
#include "study/read/stray_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace quickscan {

namespace {

/// A study to be checked, and the parts of it that were asked for.
struct Wanted {
  StudyFolder folder;
  std::set<std::string, std::less<>> files;
  std::vector<std::string> folders;  ///< each with a slash at its end
  bool whole = false;
  bool ordered = false;  ///< it has its place among the targets

  /// Whether a file, by its path in the study, was asked for.
  bool holds(std::string_view path) const {
    return files.contains(path) ||
           std::ranges::any_of(folders, [&](const auto& below) { return path.starts_with(below); });
  }

  /// Whether what was not checked because of an error in `cause` would have been found in a file that was asked for.
  /// An interview is only in the way of the other codings of itself.
  bool concerned(const Unchecked& one, std::string_view cause) const {
    if (one.source != Place::nowhere) return holds(cause);
    if (one.rules.empty()) return true;
    if (one.folder.empty()) return false;
    const auto id = [](std::string_view file) { return file.substr(0, file.find('.')); };
    const bool of_interview = cause.starts_with(one.folder) && one.folder == "interviews/";
    return std::ranges::any_of(folders, [&](const auto& below) { return below.starts_with(one.folder); }) ||
           std::ranges::any_of(files, [&](std::string_view file) {
             return file.starts_with(one.folder) && (!of_interview || id(file) == id(cause));
           });
  }
};

/// The files that every other one is checked with; the names in the key are looked for in all of them.
bool is_shared(std::string_view relative) {
  return relative == confidential_key || (relative.ends_with(".yaml") && relative.find('/') == std::string_view::npos);
}

/// Studies and lone files in the order in which they were named.
class Targets {
 public:
  Targets(const CheckingOptions& options, const Options& asked, Terminal& terminal)
      : options_(options), asked_(asked), terminal_(terminal) {}

  void add(std::string operand) {
    while (operand.size() > 1 && operand.ends_with('/')) operand.pop_back();
    switch (kind_of(operand)) {
      case PathKind::missing: throw IoError(fmt::format("there is no file or folder {}", operand));
      case PathKind::folder: return add_folder(operand);
      default: return add_file(operand);
    }
  }

  void add_text(const std::string& path, std::string text) {
    if (const auto place = path.empty() ? std::nullopt : locate(path)) {
      auto& study = ask(*place);
      study.folder.replace(place->relative, std::move(text));
      return;
    }
    add_lone(path.empty() ? "<stdin>" : path, text);
    lone_.back().on_disk.clear();
  }

  std::vector<CheckedTarget> check() {
    std::vector<CheckedTarget> checked;
    for (const auto& [is_study, index] : order_)
      checked.push_back(is_study ? check_study_of(studies_[index]) : std::move(lone_[index]));
    return checked;
  }

 private:
  struct Located {
    std::string folder;
    std::string relative;
  };

  /// The study that a file belongs to: around the path as it is spelled, or where a link leads to.
  static std::optional<Located> locate(const std::string& path) {
    for (const auto& candidate : {path, real_path(path)}) {
      const auto folder = candidate.empty() ? std::nullopt : find_study_around(folder_of(candidate));
      auto relative = folder ? path_in_study(*folder, candidate) : std::nullopt;
      if (relative) return Located{*folder, *std::move(relative)};
    }
    return std::nullopt;
  }

  Wanted& study_of(const std::string& folder) {
    const auto [found, fresh] = index_of_.try_emplace(identity_of(folder).value_or(FileIdentity{}), studies_.size());
    if (fresh) studies_.push_back({.folder = StudyFolder(folder), .files = {}, .folders = {}});
    return studies_[found->second];
  }

  Wanted& ordered(Wanted& study) {
    if (!std::exchange(study.ordered, true))
      order_.emplace_back(true, static_cast<std::size_t>(&study - studies_.data()));
    return study;
  }

  /// Asks for a file of a study. Of a file that all others depend on every finding counts, wherever it is.
  Wanted& ask(const Located& place) {
    auto& study = ordered(study_of(place.folder));
    if (is_shared(place.relative)) {
      study.whole = true;
    } else {
      study.files.insert(place.relative);
    }
    return study;
  }

  void add_target(CheckedTarget target) {
    lone_.push_back(std::move(target));
    order_.emplace_back(false, lone_.size() - 1);
  }

  /// Much of a file cannot be told without its study: a clean one is not taken for more than it is.
  void add_lone(const std::string& path, const std::string& text) {
    add_target(check_lone_file(path, text, options_.check));
    if (asked_.quiet) return;
    terminal_.err(fmt::format(
        "quickscan: {} is {}; {}\n", make_visible(path),
        find_study_around(folder_of(path)) ? "no file that the study around it is read from"
                                           : "in no study (no study.yaml around it)",
        lone_.back().files > 0 ? "it is checked alone" : "nothing in it says what it is, so only its YAML is checked"));
  }

  void add_folder(const std::string& folder) {
    const auto below = find_studies_below(folder);
    for (const auto& study : below.studies) ordered(study_of(study)).whole = true;
    for (const auto& without : below.without_file) add_target(missing_study_file(without));
    if (!below.studies.empty() || !below.without_file.empty()) return;
    const auto place = locate(join_path(folder, "study.yaml"));
    if (!place)
      throw IoError(
          fmt::format("{} holds no study: no study.yaml in it or below it (start one with `quickscan init`)", folder));
    ordered(study_of(place->folder)).folders.push_back(folder_of(place->relative) + "/");
  }

  void add_file(const std::string& path) {
    const auto place = locate(path);
    if (place && study_of(place->folder).folder.holds(place->relative)) {
      ask(*place);
      return;
    }
    add_lone(path, read_file(path));
  }

  CheckedTarget check_study_of(const Wanted& wanted_study) const {
    auto checked = check_folder(wanted_study.folder, options_);
    auto stale = stale_schemas(checked);
    CheckedTarget target{.findings = std::move(checked.findings),
                         .sources = std::move(checked.read.study.sources),
                         .name = wanted_study.folder.path(),
                         .files = checked.folder.paths().size(),
                         .folder = checked.folder,
                         .on_disk = input_paths(checked.folder)};
    target.stale_schemas = std::move(stale);
    target.unchecked = std::move(checked.read.unchecked);
    if (!wanted_study.whole) keep_only(target, wanted_study, !checked.read.references_followed);
    return target;
  }

  /// Keeps the findings of the files that were asked for. Where the files that all depend on could not be read, their
  /// errors are kept too: then nothing that was asked for has been checked.
  void keep_only(CheckedTarget& target, const Wanted& study, bool unread) const {
    const auto prefix = study.folder.shown_prefix();
    const auto relative = [&](std::string_view path) {
      return path.starts_with(prefix) ? path.substr(prefix.size()) : path;
    };
    const auto asked_for = [&](std::string_view path) { return study.holds(relative(path)); };
    std::erase_if(target.unchecked, [&](const Unchecked& one) {
      return !study.concerned(one, relative(target.sources.path(one.cause.place.source)));
    });
    std::erase_if(target.findings, [](const Diagnostic& each) { return each.is(rule::not_checked); });
    std::string cause;
    const auto all = target.findings.size();
    std::erase_if(target.findings, [&](const Diagnostic& each) {
      const bool error = each.severity == Severity::error;
      if (!each.place.known()) return !error;
      const auto& path = target.sources.path(each.place.source);
      if (asked_for(path)) return false;
      const auto below = relative(path);
      const bool another = below.starts_with("interviews/") || below.starts_with("text/");
      if (!unread || !error || another) return true;
      if (cause.empty()) cause = path;
      return false;
    });
    target.elsewhere = all - target.findings.size();
    report_unchecked(target.unchecked, options_.check, target.sources, target.findings);
    if (!cause.empty() && !asked_.quiet) {
      terminal_.err(fmt::format("quickscan: the study around {} could not be read: {} has an error\n",
                                study.files.size() == 1 && study.folders.empty() ? "this file" : "these files",
                                make_visible(cause)));
    }
    std::erase_if(target.on_disk, [&](const auto& path) { return !asked_for(path); });
    target.files = target.on_disk.size();
    if (study.files.size() == 1 && study.folders.empty()) target.name = prefix + *study.files.begin();
  }

  CheckingOptions options_;
  const Options& asked_;
  Terminal& terminal_;
  std::vector<Wanted> studies_;
  std::map<FileIdentity, std::size_t> index_of_;
  std::vector<CheckedTarget> lone_;
  std::vector<std::pair<bool, std::size_t>> order_;
};

}  // namespace

std::vector<CheckedTarget> check_targets(const Options& options, const CheckingOptions& checking, Terminal& terminal) {
  Targets targets(checking, options, terminal);
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
