#include "atomic_write.hpp"

#include "files.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace quickscan {

namespace {

/// One file on its way: open without a name, then under a temporary name, then in its place.
struct Pending {
  const OutputFile* file = nullptr;
  int descriptor = -1;
  std::string temporary;  ///< empty while the file has no name
  std::string backup;     ///< the old file, until all are in place
  bool in_place = false;
};

std::string temporary_name(const std::string& target, std::size_t number, std::string_view kind) {
  const auto name = fmt::format(".{}.{}-{}-{}", name_in(target).substr(0, 100), ::getpid(), number, kind);
  return join_path(folder_of(target), name);
}

/// Removes what a run that was killed left behind beside a target: `.report.html.4711-0-new`.
void remove_leftovers(const std::string& target) {
  const auto folder = folder_of(target);
  if (::access(folder.c_str(), R_OK) != 0) return;
  const auto beginning = fmt::format(".{}.", name_in(target).substr(0, 100));
  for (const auto& entry : list_folder(folder)) {
    const std::string_view name = entry.name;
    if (!name.starts_with(beginning) || (!name.ends_with("-new") && !name.ends_with("-old"))) continue;
    const auto process = name.substr(beginning.size(), name.find('-', beginning.size()) - beginning.size());
    if (is_gone(process)) ::unlink(join_path(folder, name).c_str());
  }
}

void refuse_bad_target(const OutputFile& file, const std::vector<std::string>& inputs) {
  const auto& path = file.path;
  if (path.empty() || path.ends_with('/')) throw IoError(fmt::format("cannot write {}: not a file's name", path));
  struct stat state {};
  if (::lstat(path.c_str(), &state) != 0) {
    if (errno == ENOENT) return;
    throw IoError(failure_text("cannot write", path, errno));
  }
  if (S_ISLNK(state.st_mode)) throw IoError(fmt::format("cannot write {}: it is a link", path));
  if (S_ISDIR(state.st_mode)) throw IoError(fmt::format("cannot write {}: it is a folder", path));
  if (!S_ISREG(state.st_mode)) throw IoError(fmt::format("cannot write {}: it is not a regular file", path));
  const auto same = std::ranges::find_if(inputs, [&](const auto& input) {
    struct stat other {};
    return ::stat(input.c_str(), &other) == 0 && other.st_dev == state.st_dev && other.st_ino == state.st_ino;
  });
  if (same != inputs.end()) throw IoError(fmt::format("cannot write {}: it is an input of this run", path));
}

int open_temporary(Pending& pending, std::size_t number) {
  const auto folder = folder_of(pending.file->path);
  if (::access("/proc/self/fd", X_OK) == 0) {  // an unnamed file gets its name through it
    const int unnamed = ::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
    if (unnamed >= 0) return unnamed;
    if (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL) return -1;
  }
  const auto name = temporary_name(pending.file->path, number, "new");
  const int named = ::open(name.c_str(), O_CREAT | O_EXCL | O_NOFOLLOW | O_WRONLY | O_CLOEXEC, 0600);
  if (named >= 0) pending.temporary = name;
  return named;
}

void write_temporary(Pending& pending, std::size_t number) {
  const auto& file = *pending.file;
  const auto fail = [&] { throw IoError(failure_text("cannot write", file.path, errno)); };
  pending.descriptor = open_temporary(pending, number);
  if (pending.descriptor < 0) fail();
  if (!write_all(pending.descriptor, file.text, file.path)) fail();
  // A replaced file keeps its mode. Some file systems (CIFS, FAT) have no modes to set.
  const auto mode = mode_of(file.path).value_or(file.mode) & 07777U;
  if (::fchmod(pending.descriptor, mode) != 0 && errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS) fail();
  if (::fsync(pending.descriptor) != 0) fail();
}

void give_name(Pending& pending, std::size_t number) {
  if (!pending.temporary.empty()) return;
  auto name = temporary_name(pending.file->path, number, "new");
  const auto unnamed = fmt::format("/proc/self/fd/{}", pending.descriptor);
  if (::linkat(AT_FDCWD, unnamed.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) != 0)
    throw IoError(failure_text("cannot write", pending.file->path, errno));
  pending.temporary = std::move(name);
}

/// Keeps the old file under a second name, so that it can be put back.
void keep_old(Pending& pending, std::size_t number) {
  auto name = temporary_name(pending.file->path, number, "old");
  if (::link(pending.file->path.c_str(), name.c_str()) == 0) {
    pending.backup = std::move(name);
  } else if (errno != ENOENT && errno != EPERM && errno != EOPNOTSUPP && errno != EMLINK) {
    throw IoError(failure_text("cannot write", pending.file->path, errno));
  }
}

void put_in_place(Pending& pending) {
  const auto& file = *pending.file;
  if (file.read && read_file(file.path) != *file.read)
    throw IoError(fmt::format("cannot write {}: it changed while it was being read", file.path));
  if (::rename(pending.temporary.c_str(), pending.file->path.c_str()) != 0)
    throw IoError(failure_text("cannot write", pending.file->path, errno));
  pending.temporary.clear();
  pending.in_place = true;
}

void flush_folder(const std::string& path) {
  const int folder = ::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  ::fsync(folder);
  ::close(folder);
}

void undo(std::vector<Pending>& all) {
  for (auto& pending : all) {
    const auto& path = pending.file != nullptr ? pending.file->path : pending.temporary;
    if (pending.in_place) {
      if (pending.backup.empty() ? ::unlink(path.c_str()) : ::rename(pending.backup.c_str(), path.c_str())) continue;
    } else if (!pending.backup.empty()) {
      ::unlink(pending.backup.c_str());
    }
    if (!pending.temporary.empty()) ::unlink(pending.temporary.c_str());
  }
}

void finish(std::vector<Pending>& all) {
  for (auto& pending : all) {
    if (!pending.backup.empty()) ::unlink(pending.backup.c_str());
    flush_folder(pending.file->path);
  }
}

void close_all(std::vector<Pending>& all) {
  for (auto& pending : all) {
    if (pending.descriptor >= 0) ::close(pending.descriptor);
    pending.descriptor = -1;
  }
}

void exchange_names(std::vector<Pending>& all, const std::function<void(const TemporaryNames&)>& before_exchange) {
  for (std::size_t i = 0; i < all.size(); ++i) give_name(all[i], i);
  // One file is replaced by one rename; only several need a way back.
  if (all.size() > 1)
    for (std::size_t i = 0; i < all.size(); ++i) keep_old(all[i], i);
  if (before_exchange) {
    TemporaryNames names;
    for (const auto& pending : all) names.emplace_back(pending.temporary, pending.file->path);
    before_exchange(names);
  }
  for (auto& pending : all) put_in_place(pending);
}

}  // namespace

bool is_gone(std::string_view digits) {
  pid_t process = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), process);
  return read.ec == std::errc() && process > 0 && ::kill(process, 0) != 0 && errno == ESRCH;
}

SignalsHeld::SignalsHeld() {
  sigset_t held;
  ::sigemptyset(&held);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) ::sigaddset(&held, signal);
  ::pthread_sigmask(SIG_BLOCK, &held, &before_);
}

SignalsHeld::~SignalsHeld() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

bool write_all(int descriptor, std::string_view text, std::string_view name) {
  while (!text.empty()) {
    const auto written = ::write(descriptor, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EPIPE) {
      return false;
    } else if (errno != EINTR) {
      throw IoError(failure_text("cannot write", name, errno));
    }
  }
  return true;
}

void append_to_file(const std::string& path, std::string_view text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
  if (file < 0) throw IoError(failure_text("cannot write", path, errno));
  try {
    write_all(file, text, path);
  } catch (...) {
    ::close(file);
    throw;
  }
  if (::close(file) != 0) throw IoError(failure_text("cannot write", path, errno));
}

NewFolders::~NewFolders() {
  for (auto folder = made_.rbegin(); folder != made_.rend(); ++folder) ::rmdir(folder->c_str());
}

void NewFolders::make(const std::string& path) {
  if (path.empty() || kind_of(path) == PathKind::folder) return;
  if (const auto above = folder_of(path); above != path) make(above);
  if (::mkdir(path.c_str(), mode_) == 0) {
    made_.push_back(path);
    ::chmod(path.c_str(), mode_);  // whatever the umask
  } else if (errno != EEXIST) {
    throw IoError(failure_text("cannot make folder", path, errno));
  }
}

void write_files(const std::vector<OutputFile>& files, const std::vector<std::string>& inputs,
                 const std::function<void(const TemporaryNames&)>& before_exchange) {
  std::vector<std::string> targets;
  for (const auto& file : files) {
    if (std::ranges::find(targets, file.path) != targets.end())
      throw IoError(fmt::format("cannot write {}: two outputs have this name", file.path));
    targets.push_back(file.path);
    refuse_bad_target(file, inputs);
  }
  NewFolders private_folders;
  NewFolders public_folders(0755);
  for (const auto& file : files) {
    auto& folders = file.mode == for_everybody ? public_folders : private_folders;
    folders.make(folder_of(file.path));
  }
  for (const auto& file : files) remove_leftovers(file.path);
  std::vector<Pending> all(files.size());
  const SignalsHeld held;
  try {
    for (std::size_t i = 0; i < files.size(); ++i) {
      all[i].file = &files[i];
      write_temporary(all[i], i);
    }
    exchange_names(all, before_exchange);
  } catch (...) {
    close_all(all);
    undo(all);
    throw;
  }
  close_all(all);
  finish(all);
  private_folders.keep();
  public_folders.keep();
}

}  // namespace quickscan
