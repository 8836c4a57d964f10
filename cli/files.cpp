#include "files.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <system_error>
#include <unistd.h>

namespace quickscan {

namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

int open_to_read(const std::string& path) {
  // Without O_NONBLOCK a named pipe would hold the run until somebody writes into it.
  constexpr int flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY;
  for (;;) {
    const int number = ::open(path.c_str(), flags);
    if (number >= 0 || errno != EINTR) return number;
  }
}

bool same_state(const struct stat& a, const struct stat& b) {
  return a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec && a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

std::string read_open_file(const Descriptor& file, const std::string& path, std::size_t limit) {
  struct stat before {};
  if (::fstat(file.number(), &before) != 0) throw IoError(failure_text("cannot read", path, errno));
  if (S_ISDIR(before.st_mode)) throw IoError(fmt::format("cannot read {}: it is a folder", path));
  if (!S_ISREG(before.st_mode)) throw IoError(fmt::format("cannot read {}: it is not a regular file", path));
  const auto size = static_cast<std::size_t>(before.st_size);
  const auto wanted = std::min(size, limit) + 1;
  std::string text(wanted, '\0');
  std::size_t have = 0;
  while (have < wanted) {
    const auto got = ::read(file.number(), text.data() + have, wanted - have);
    if (got == 0) break;
    if (got < 0) {
      if (errno == EINTR) continue;
      throw IoError(failure_text("cannot read", path, errno));
    }
    have += static_cast<std::size_t>(got);
  }
  text.resize(have);
  struct stat after {};
  if (::fstat(file.number(), &after) != 0) throw IoError(failure_text("cannot read", path, errno));
  const bool whole = size > limit ? have == wanted : have == size;
  if (!whole || !same_state(before, after))
    throw IoError(fmt::format("cannot read {}: it changed while it was being read", path));
  return text;
}

}  // namespace

std::string failure_text(std::string_view what, std::string_view path, int error_number) {
  return fmt::format("{} {}: {}", what, path, ::strerrordesc_np(error_number));
}

PathKind kind_of(const std::string& path) {
  struct stat state {};
  if (::stat(path.c_str(), &state) != 0)
    return errno == ENOENT || errno == ENOTDIR ? PathKind::missing : PathKind::other;
  if (S_ISREG(state.st_mode)) return PathKind::file;
  return S_ISDIR(state.st_mode) ? PathKind::folder : PathKind::other;
}

std::string read_file(const std::string& path, std::size_t limit) {
  const Descriptor file(open_to_read(path));
  if (file.number() < 0) throw IoError(failure_text("cannot read", path, errno));
  return read_open_file(file, path, limit);
}

std::optional<std::string> read_file_if_there(const std::string& path, std::size_t limit) {
  const Descriptor file(open_to_read(path));
  if (file.number() < 0) {
    if (errno == ENOENT || errno == ENOTDIR) return std::nullopt;
    throw IoError(failure_text("cannot read", path, errno));
  }
  return read_open_file(file, path, limit);
}

std::vector<FolderEntry> list_folder(const std::string& path) {
  const auto close = [](DIR* folder) { ::closedir(folder); };
  const std::unique_ptr<DIR, decltype(close)> folder(::opendir(path.c_str()), close);
  if (!folder) throw IoError(failure_text("cannot read folder", path, errno));
  std::vector<FolderEntry> entries;
  for (;;) {
    errno = 0;
    const dirent* const entry = ::readdir(folder.get());
    if (entry == nullptr) break;
    FolderEntry found{.name = entry->d_name, .folder = entry->d_type == DT_DIR, .link = entry->d_type == DT_LNK};
    if (found.name == "." || found.name == "..") continue;
    struct stat state {};
    if (entry->d_type == DT_UNKNOWN &&
        ::fstatat(::dirfd(folder.get()), entry->d_name, &state, AT_SYMLINK_NOFOLLOW) == 0) {
      found.folder = S_ISDIR(state.st_mode);
      found.link = S_ISLNK(state.st_mode);
    }
    entries.push_back(std::move(found));
  }
  if (errno != 0) throw IoError(failure_text("cannot read folder", path, errno));
  std::ranges::sort(entries, {}, &FolderEntry::name);
  return entries;
}

std::string join_path(std::string_view folder, std::string_view name) {
  if (folder.empty() || folder == "." || name.starts_with('/')) return std::string(name);
  std::string path(folder);
  if (!path.ends_with('/')) path += '/';
  return path += name;
}

std::string folder_of(std::string_view path) {
  const auto slash = path.rfind('/');
  if (slash == std::string_view::npos) return ".";
  return std::string(path.substr(0, slash == 0 ? 1 : slash));
}

std::string name_in(std::string_view path) {
  const auto slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

std::optional<unsigned> mode_of(const std::string& path) {
  struct stat state {};
  if (::stat(path.c_str(), &state) != 0) return std::nullopt;
  return state.st_mode;
}

std::string real_path(const std::string& path) {
  std::error_code failure;
  const auto real = std::filesystem::canonical(path, failure);
  return failure ? std::string() : real.string();
}

std::optional<FileIdentity> identity_of(const std::string& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) return std::nullopt;
  return FileIdentity{found.st_dev, found.st_ino};
}

bool same_file(const std::string& a, const std::string& b) {
  const auto first = identity_of(a);
  return first && first == identity_of(b);
}

}  // namespace quickscan
