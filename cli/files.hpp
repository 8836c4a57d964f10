#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// A file, a folder or another program failed (unreadable, disk full): the one exception of the program, thrown
/// and caught in cli/ only. Its text is printed as it is.
class IoError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The limits of one run (manual/format.md#limits).
inline constexpr std::size_t file_limit = std::size_t{8} << 20U;
inline constexpr std::size_t run_file_limit = 50'000;
inline constexpr std::size_t run_byte_limit = std::size_t{2} << 30U;

enum class PathKind { missing, file, folder, other };

/// The kind of file at `path`, links followed.
PathKind kind_of(const std::string& path);

/// The bytes of a regular file, at most `limit` + 1 (one more than the limit: the file is longer). Throws
/// IoError for anything but a regular file, for what cannot be read, and for a file that changes
/// while it is being read.
std::string read_file(const std::string& path, std::size_t limit = file_limit);

/// Like `read_file`, but nothing where there is no such file.
std::optional<std::string> read_file_if_there(const std::string& path, std::size_t limit = file_limit);

struct FolderEntry {
  std::string name;
  bool folder = false;  ///< a folder itself, not a link to one
  bool link = false;
};

/// What a folder holds, sorted by bytes; throws IoError.
std::vector<FolderEntry> list_folder(const std::string& path);

/// `folder` and `name` as one path; an empty folder is the current one.
std::string join_path(std::string_view folder, std::string_view name);

/// Everything before the last slash; `.` where there is none.
std::string folder_of(std::string_view path);

/// Everything after the last slash.
std::string name_in(std::string_view path);

/// Permission bits and all; nothing where it cannot be told.
std::optional<unsigned> mode_of(const std::string& path);

/// The absolute path of a file without links in it; empty where there is no such file.
std::string real_path(const std::string& path);

/// Identifies a file or folder, however its path is spelled.
struct FileIdentity {
  std::uint64_t device = 0;
  std::uint64_t number = 0;
  auto operator<=>(const FileIdentity&) const = default;
};

/// Nothing where there is no such file.
std::optional<FileIdentity> identity_of(const std::string& path);

/// Whether both name one and the same file or folder.
bool same_file(const std::string& a, const std::string& b);

/// "cannot read x: Permission denied", with the error of the last system call.
std::string failure_text(std::string_view what, std::string_view path, int error_number);

}  // namespace quickscan
