#pragma once

#include "study/read/read_study.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// The files of a study on disk. The library asks for their texts, from several threads; what cannot be
/// read is kept here, because an exception has no place there.
class StudyFolder {
 public:
  /// `path` is the folder that holds study.yaml. Throws IoError where it cannot be listed.
  explicit StudyFolder(std::string path);

  const std::string& path() const { return path_; }
  /// Paths below the folder, sorted by bytes.
  const std::vector<std::string>& paths() const { return paths_; }
  /// The prefix of every path in messages: `examples/rotterdam-2021/`, empty for the current folder.
  std::string shown_prefix() const;
  bool holds(std::string_view relative) const;
  /// The path of a file as the program opens it.
  std::string on_disk(std::string_view relative) const;

  /// Reads `text` wherever `relative` is asked for (standard input in place of a file).
  void replace(std::string relative, std::string text);
  StudyFiles files() const;
  /// Throws the first thing that went wrong while texts were loaded, by path.
  void throw_failures() const;

 private:
  struct State;
  void collect();
  void collect_below(const std::string& below, std::set<std::string>& seen);
  void collect_below_own(const std::string& below);

  std::string path_;
  std::vector<std::string> paths_;
  std::vector<std::string> beside_;  ///< in folders of the researcher's own
  std::shared_ptr<State> state_;
};

/// The folder of the study around `folder`, found by walking up; nothing up to the root.
std::optional<std::string> find_study_around(const std::string& folder);

/// Folders of studies, sorted by bytes.
struct StudiesBelow {
  std::vector<std::string> studies;
  std::vector<std::string> without_file;  ///< that hold interviews, but no study.yaml
};

/// All studies below `folder` (itself included), also those inside another. Hidden folders are left out; a study that
/// links lead to is given once.
StudiesBelow find_studies_below(const std::string& folder);

/// The path in a study of a file that lies in one of the folders that it is read from, whether the file is there or
/// not; folders are compared by device and inode, so that spelling and links make no difference.
std::optional<std::string> path_in_study(const std::string& study, const std::string& path);

/// The path of `path` below `folder`, if it lies there.
std::optional<std::string> path_below(const std::string& folder, const std::string& path);

/// The study that `operand` names, or the one around the current folder where it is empty; throws
/// IoError with what to do where there is none.
std::string study_path(const std::string& operand);

}  // namespace quickscan
