#include "study_folder.hpp"

#include "files.hpp"
#include "journal.hpp"
#include "study/read/stray_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <set>

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
      if (text && (bytes += text->size()) > run_byte_limit)
        throw IoError(fmt::format("cannot read {}: more than 2 GiB in one run", where));
      return text;
    } catch (const IoError& failure) {
      const std::scoped_lock lock(guard);
      failures.emplace(relative, failure.what());
      return std::nullopt;
    }
  }
};

namespace {

/// The folders that a study is read from; what is in one that may be meant as one of them is reported, and others
/// (figures, an archive) are the researcher's own.
constexpr std::array<std::string_view, 3> study_folders{"interviews", "text", "confidential"};

constexpr std::size_t most_levels = 32;

bool hidden(std::string_view name) { return name.starts_with('.'); }

/// A folder, or a link to one.
bool is_folder(const FolderEntry& entry, const std::string& path) {
  return entry.folder || (entry.link && kind_of(path) == PathKind::folder);
}

/// Whether a folder, of which both paths are without links, is or holds another.
bool is_or_holds(const std::string& folder, const std::string& other) {
  return folder == "/" || (other + '/').starts_with(folder + '/');
}

std::string absolute_parent(const std::string& folder) {
  if (folder == "." || folder.empty()) return "..";
  if (folder == ".." || folder.ends_with("/..")) return folder + "/..";
  return folder_of(folder);
}

bool is_study_folder(std::string_view name) { return std::ranges::find(study_folders, name) != study_folders.end(); }

/// A folder of the study that a link leads to and that is not there (a volume that is not mounted), or a `confidential`
/// that is no folder at all: nothing is known of what it holds.
void refuse_lost_folder(const FolderEntry& entry, const std::string& path) {
  if (!is_study_folder(entry.name)) return;
  if (entry.link && kind_of(path) == PathKind::missing)
    throw IoError(fmt::format("cannot read {}: the link leads to what is not there", path));
  if (entry.name == "confidential")
    throw IoError(fmt::format("cannot read {}: it is no folder, and the key file should be in it", path));
}

/// Hidden folders in which version control, editors and systems keep their own copies.
constexpr std::array<std::string_view, 16> folders_of_programs{
    ".git", ".svn", ".hg",       ".bzr",       ".jj",    ".cvs",     ".idea",       ".vscode",
    ".vs",  ".dvc", ".obsidian", ".quickscan", ".cache", ".Trashes", ".stversions", ".dropbox.cache"};

/// In a study's own folders a hidden interview (`.i04.yaml`, `.i04.yml.txt`) or text is as good as lost, and so is one
/// in a hidden folder; what macOS (`._i04.yaml`), Emacs (`.#i04.yaml`) and Vim (`.i04.yaml.swp`) put beside a file is
/// none.
bool passed_over(const FolderEntry& entry) {
  const std::string_view name = entry.name;
  if (!hidden(name)) return false;
  if (name.starts_with("._") || name.starts_with(".#") || name.starts_with(".Trash-")) return true;
  if (entry.folder) return std::ranges::find(folders_of_programs, name) != folders_of_programs.end();
  const auto end = name.rfind('.');
  const bool lost = is_called_as_yaml(name) || is_called_as_yaml(name.substr(0, end)) || name.ends_with(".md");
  return !lost || name.substr(end).starts_with(".sw");
}

/// Interviews with some YAML beside them, but no study.yaml: a study whose own file has another name or is gone.
bool lacks_study_file(const std::vector<FolderEntry>& entries) {
  const auto is_yaml = [](const FolderEntry& entry) { return !entry.folder && is_called_as_yaml(entry.name); };
  return std::ranges::find(entries, "interviews", &FolderEntry::name) != entries.end() &&
         std::ranges::any_of(entries, is_yaml);
}

/// Studies below a folder, one inside another too, each once: links are followed after what lies there itself, and
/// never back up.
class StudySearch {
 public:
  explicit StudySearch(const std::string& folder) : top_(real_path(folder)) {
    look(folder, 0);
    while (!links_.empty()) {
      const auto link = links_.back();
      links_.pop_back();
      if (!is_or_holds(real_path(link), top_)) look(link, 1);
    }
    std::ranges::sort(found_);
    std::ranges::sort(without_file_);
  }
  StudiesBelow found() const { return {found_, without_file_}; }

 private:
  void look(const std::string& folder, std::size_t depth, bool in_study = false) {
    if (!seen_.insert(real_path(folder)).second) return;
    const auto entries = entries_of(folder, in_study);
    if (std::ranges::find(entries, "study.yaml", &FolderEntry::name) != entries.end()) {
      found_.push_back(folder);
      in_study = true;
    } else if (lacks_study_file(entries)) {
      without_file_.push_back(folder);
    }
    if (depth == most_levels) return;
    for (const auto& entry : entries) {
      const auto path = join_path(folder, entry.name);
      if (hidden(entry.name) || !is_folder(entry, path) || (in_study && is_study_folder(entry.name))) continue;
      if (entry.folder) {
        look(path, depth + 1, in_study);
      } else if (!in_study) {
        links_.push_back(path);
      }
    }
  }

  /// What a study keeps in folders of its own may be closed to the reader.
  static std::vector<FolderEntry> entries_of(const std::string& folder, bool in_study) {
    try {
      return list_folder(folder);
    } catch (const IoError&) {
      if (!in_study) throw;
      return {};
    }
  }

  std::string top_;
  std::set<std::string> seen_;
  std::vector<std::string> links_, found_, without_file_;
};

}  // namespace

StudyFolder::StudyFolder(std::string path) : path_(std::move(path)), state_(std::make_shared<State>()) {
  while (path_.size() > 1 && path_.ends_with('/')) path_.pop_back();
  state_->path = path_;
  finish_interrupted(path_);
  collect();
  state_->listed = paths_;
}

/// Adds the files of a folder of the study; those of its sub-folders too, so that a check can report that they are
/// not read. A folder that links lead to twice is read once, so that none leads round in a circle. A sub-folder that
/// has the name of a file, and a link back up (to the study, or to what holds it), is reported by its own name with a
/// slash, which no file has. One that cannot be read is a failure: nothing is known of what is in it.
void StudyFolder::collect_below(const std::string& below, std::set<std::string>& seen) {
  if (!seen.insert(real_path(join_path(path_, below))).second) return;
  for (const auto& entry : list_folder(join_path(path_, below))) {
    if (passed_over(entry)) continue;
    const auto relative = join_path(below, entry.name);
    const auto path = join_path(path_, relative);
    if (!is_folder(entry, path)) {
      paths_.push_back(relative);
    } else if (is_called_as_yaml(entry.name) || (entry.link && is_or_holds(real_path(path), real_path(path_)))) {
      paths_.push_back(relative + '/');
    } else {
      collect_below(relative, seen);
    }
  }
}

/// Of a folder of the researcher's own what may be the key (`vertrouwelijk/key.yaml`), to be reported; of the rest only
/// the names.
void StudyFolder::collect_below_own(const std::string& below) {
  try {
    for (const auto& entry : list_folder(join_path(path_, below))) {
      const auto relative = join_path(below, entry.name);
      const bool is_read = same_file(on_disk(relative), on_disk(confidential_key));  // by a link
      if (may_be_the_key(entry.name) && is_called_as_yaml(entry.name) && !is_read) {
        paths_.push_back(relative);
      } else if (beside_.size() < run_file_limit) {
        beside_.push_back(relative);
      }
    }
  } catch (const IoError&) {
    // What may not be listed here is nobody's business.
  }
}

void StudyFolder::collect() {
  std::set<std::string> seen;
  for (const auto& entry : list_folder(path_)) {
    if (hidden(entry.name)) continue;
    if (!is_folder(entry, join_path(path_, entry.name))) {
      refuse_lost_folder(entry, join_path(path_, entry.name));
      paths_.push_back(entry.name);
    } else if (is_called_as_yaml(entry.name)) {
      paths_.push_back(entry.name + '/');
    } else if (is_study_folder(entry.name) ||
               (meant_folder(entry.name) && kind_of(on_disk(join_path(entry.name, "study.yaml"))) != PathKind::file)) {
      collect_below(entry.name, seen);
    } else {
      beside_.push_back(entry.name);
      if (entry.folder) collect_below_own(entry.name);
    }
  }
  if (paths_.size() > run_file_limit)
    throw IoError(fmt::format("cannot read {}: more than {} files in one study", path_, run_file_limit));
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
          .lies_outside =
              [folder = path_](const std::string& relative) {
                const auto real = real_path(join_path(folder, relative));
                return !real.empty() && !is_or_holds(real_path(folder), real);
              },
          .beside = beside_,
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

StudiesBelow find_studies_below(const std::string& folder) { return StudySearch(folder).found(); }

std::optional<std::string> path_in_study(const std::string& study, const std::string& path) {
  const auto folder = folder_of(path);
  if (same_file(study, folder)) return name_in(path);
  for (const auto below : study_folders)
    if (same_file(join_path(study, below), folder)) return join_path(below, name_in(path));
  // What lies deeper is never read, and reported so.
  auto deep = path_below(study, path);
  const auto in_study_folder = [&](std::string_view below) { return deep->starts_with(std::string(below) + '/'); };
  return deep && std::ranges::any_of(study_folders, in_study_folder) ? deep : std::nullopt;
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
    case PathKind::missing: throw IoError(fmt::format("there is no folder {}", operand));
    case PathKind::folder: break;
    default: throw IoError(fmt::format("{} is not a study's folder", operand));
  }
  if (kind_of(join_path(operand, "study.yaml")) != PathKind::file)
    throw IoError(fmt::format("{} holds no study.yaml (start a study with `quickscan init`)", operand));
  return operand;
}

}  // namespace quickscan
