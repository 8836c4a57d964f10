#include "study_folder.hpp"

#include "files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <map>

namespace quickscan {

/// Shared with the function that loads texts, which may outlive a move of the folder.
struct StudyFolder::State {
  std::string path;
  std::vector<std::string> listed;
  std::map<std::string, std::string, std::less<>> replaced;
  std::atomic<std::size_t> bytes = 0;
  std::mutex guard;
  std::map<std::string, std::string> failures;  ///< by path

  std::optional<std::string> load(const std::string& relative) {
    if (const auto found = replaced.find(relative); found != replaced.end()) return found->second;
    try {
      const auto where = join_path(path, relative);
      const bool expected = std::ranges::binary_search(listed, relative);
      auto text = expected ? read_file(where) : read_file_if_there(where);
      if (text && (bytes += text->size()) > run_byte_limit) {
        throw IoError(fmt::format("cannot read {}: more than 2 GiB in one run", where));
      }
      return text;
    } catch (const IoError& failure) {
      const std::scoped_lock lock(guard);
      failures.emplace(relative, failure.what());
      return std::nullopt;
    }
  }
};

namespace {

/// The folders that a study is read from; others (figures, an archive) are the researcher's own.
constexpr std::array<std::string_view, 3> study_folders{"interviews", "text", "confidential"};

constexpr std::size_t most_levels = 32;

bool hidden(std::string_view name) { return name.starts_with('.'); }

/// A folder, or a link to one.
bool is_folder(const FolderEntry& entry, const std::string& path) {
  return entry.folder || (entry.link && kind_of(path) == PathKind::folder);
}

std::string absolute_parent(const std::string& folder) {
  if (folder == "." || folder.empty()) return "..";
  if (folder == ".." || folder.ends_with("/..")) return folder + "/..";
  return folder_of(folder);
}

void collect_studies(const std::string& folder, std::size_t depth, std::vector<std::string>& found) {
  const auto entries = list_folder(folder);
  const auto is_study = [](const FolderEntry& entry) { return entry.name == "study.yaml"; };
  if (std::ranges::any_of(entries, is_study)) {
    found.push_back(folder);
    return;
  }
  if (depth == most_levels) return;
  for (const auto& entry : entries) {
    if (entry.folder && !hidden(entry.name)) collect_studies(join_path(folder, entry.name), depth + 1, found);
  }
}

}  // namespace

StudyFolder::StudyFolder(std::string path) : path_(std::move(path)), state_(std::make_shared<State>()) {
  while (path_.size() > 1 && path_.ends_with('/')) path_.pop_back();
  state_->path = path_;
  collect();
  state_->listed = paths_;
}

/// Adds the files of a folder of the study; those of its sub-folders too, so that a check can report that they are
/// not read. Links to folders are followed at the first level only, so that none leads round in a circle.
void StudyFolder::collect_below(const std::string& below, std::size_t depth) {
  for (const auto& entry : list_folder(join_path(path_, below))) {
    if (hidden(entry.name)) continue;
    const auto relative = join_path(below, entry.name);
    if (!is_folder(entry, join_path(path_, relative))) {
      paths_.push_back(relative);
    } else if (entry.folder && depth < most_levels) {
      collect_below(relative, depth + 1);
    }
  }
}

void StudyFolder::collect() {
  for (const auto& entry : list_folder(path_)) {
    if (hidden(entry.name)) continue;
    if (!is_folder(entry, join_path(path_, entry.name))) {
      paths_.push_back(entry.name);
    } else if (std::ranges::find(study_folders, entry.name) != study_folders.end()) {
      collect_below(entry.name, 1);
    }
  }
  if (paths_.size() > run_file_limit) {
    throw IoError(fmt::format("cannot read {}: more than {} files in one study", path_, run_file_limit));
  }
  std::ranges::sort(paths_);
}

std::string StudyFolder::shown_prefix() const {
  if (path_ == "." || path_.empty()) return "";
  return path_.ends_with('/') ? path_ : path_ + "/";
}

bool StudyFolder::holds(std::string_view relative) const {
  return std::ranges::binary_search(paths_, relative, std::less<>());
}

std::string StudyFolder::on_disk(std::string_view relative) const { return join_path(path_, relative); }

void StudyFolder::replace(std::string relative, std::string text) {
  const auto at = std::ranges::lower_bound(paths_, relative);
  if (at == paths_.end() || *at != relative) paths_.insert(at, relative);
  state_->listed = paths_;
  state_->replaced.insert_or_assign(std::move(relative), std::move(text));
}

StudyFiles StudyFolder::files() const {
  return {.paths = paths_,
          .load = [state = state_](const std::string& relative) { return state->load(relative); },
          .shown_prefix = shown_prefix()};
}

void StudyFolder::throw_failures() const {
  const std::scoped_lock lock(state_->guard);
  if (!state_->failures.empty()) throw IoError(state_->failures.begin()->second);
}

std::optional<std::string> find_study_around(const std::string& folder) {
  std::string at = folder.empty() ? "." : folder;
  constexpr int deepest = 64;
  for (int i = 0; i < deepest; ++i) {
    if (kind_of(join_path(at, "study.yaml")) == PathKind::file) return at;
    const auto above = absolute_parent(at);
    if (same_file(at, above)) return std::nullopt;
    at = above;
  }
  return std::nullopt;
}

std::vector<std::string> find_studies_below(const std::string& folder) {
  std::vector<std::string> found;
  collect_studies(folder, 0, found);
  return found;
}

std::optional<std::string> path_in_study(const std::string& study, const std::string& path) {
  const auto folder = folder_of(path);
  if (same_file(study, folder)) return name_in(path);
  for (const auto below : study_folders) {
    if (same_file(join_path(study, below), folder)) return join_path(below, name_in(path));
  }
  return std::nullopt;
}

std::optional<std::string> path_below(const std::string& folder, const std::string& path) {
  std::string below;
  for (std::string at = path;;) {
    const auto above = folder_of(at);
    const auto name = name_in(at);
    if (name.empty() || name == "." || name == "..") return std::nullopt;
    if (!below.empty()) below.insert(0, 1, '/');
    below.insert(0, name);
    if (same_file(folder, above)) return below;
    if (above == at || above == "." || above == "/") return std::nullopt;
    at = above;
  }
}

std::string study_path(const std::string& operand) {
  if (operand.empty()) {
    if (auto found = find_study_around(".")) return *found;
    throw IoError("there is no study here: no study.yaml in this folder or above it (start one with `quickscan init`)");
  }
  if (name_in(operand) == "study.yaml" && kind_of(operand) == PathKind::file) return folder_of(operand);
  switch (kind_of(operand)) {
    case PathKind::missing:
      throw IoError(fmt::format("there is no folder {}", operand));
    case PathKind::folder:
      break;
    default:
      throw IoError(fmt::format("{} is not a study's folder", operand));
  }
  if (kind_of(join_path(operand, "study.yaml")) != PathKind::file) {
    throw IoError(fmt::format("{} holds no study.yaml (start a study with `quickscan init`)", operand));
  }
  return operand;
}

}  // namespace quickscan
