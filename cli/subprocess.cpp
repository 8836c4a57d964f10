#include "subprocess.hpp"

#include "atomic_write.hpp"
#include "core/date.hpp"
#include "core/escape.hpp"
#include "files.hpp"

#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <optional>
#include <spawn.h>
#include <thread>
#include <unistd.h>

namespace quickscan {

namespace {

/// What a child process is started with; freed at the end.
class SpawnPlan {
 public:
  SpawnPlan(const std::string& folder, int messages) {
    ::posix_spawn_file_actions_init(&files_);
    ::posix_spawnattr_init(&attributes_);
    ::posix_spawn_file_actions_addopen(&files_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(&files_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_adddup2(&files_, messages, STDERR_FILENO);
    ::posix_spawn_file_actions_addchdir_np(&files_, folder.c_str());
    // The child takes signals as usual, whatever its parent does with them.
    sigset_t none;
    ::sigemptyset(&none);
    sigset_t usual;
    ::sigemptyset(&usual);
    for (const int signal : {SIGINT, SIGTERM, SIGPIPE}) ::sigaddset(&usual, signal);
    ::posix_spawnattr_setsigmask(&attributes_, &none);
    ::posix_spawnattr_setsigdefault(&attributes_, &usual);
    // A group of its own, so that whatever it starts can be ended with it.
    ::posix_spawnattr_setpgroup(&attributes_, 0);
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;
  ~SpawnPlan() {
    ::posix_spawn_file_actions_destroy(&files_);
    ::posix_spawnattr_destroy(&attributes_);
  }
  const posix_spawn_file_actions_t* files() const { return &files_; }
  const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  posix_spawn_file_actions_t files_{};
  posix_spawnattr_t attributes_{};
};

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  pointers.reserve(texts.size() + 1);
  for (auto& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

/// The same environment on every machine, so that the same inputs give the same bytes.
std::vector<std::string> reproducible_environment(const std::string& folder, const std::string& scratch,
                                                  const std::string& iso_date) {
  const auto date = parse_date(iso_date).value_or(Date{.year = 2000, .month = 1, .day = 1});
  const std::chrono::sys_days day{std::chrono::year(date.year) / std::max<int>(date.month, 1) /
                                  std::max<int>(date.day, 1)};
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(day.time_since_epoch()).count();
  return {"PATH=" + program_path(),
          "HOME=" + folder,
          "TMPDIR=" + scratch,
          "XDG_CONFIG_HOME=" + folder,
          "XDG_CACHE_HOME=" + folder,
          "LC_ALL=C.UTF-8",
          "TZ=UTC",
          fmt::format("SOURCE_DATE_EPOCH={}", seconds)};
}

bool has_ended(pid_t child) {
  siginfo_t state{};
  if (::waitid(P_PID, static_cast<id_t>(child), &state, WEXITED | WNOHANG | WNOWAIT) == 0) return state.si_pid == child;
  if (errno == EINTR) return false;
  throw IoError(failure_text("cannot wait for", "another program", errno));
}

/// A signal that asks this run to end has come in while it was held. It went past the child's own group.
bool is_interrupted() {
  sigset_t waiting;
  if (::sigpending(&waiting) != 0) return false;
  const auto came = [&](int signal) { return ::sigismember(&waiting, signal) == 1; };
  return came(SIGINT) || came(SIGTERM) || came(SIGHUP) || came(SIGQUIT);
}

/// The status of a child, or nothing where it did not end in time; then its whole group was ended.
std::optional<int> wait_for(pid_t child, std::chrono::milliseconds limit) {
  const auto last = std::chrono::steady_clock::now() + limit;
  std::chrono::microseconds pause{200};
  bool ended = has_ended(child);
  while (!ended && !is_interrupted() && std::chrono::steady_clock::now() < last) {
    std::this_thread::sleep_for(pause);
    pause = std::min(pause * 2, std::chrono::microseconds(5000));
    ended = has_ended(child);
  }
  ::kill(-child, SIGKILL);  // also processes that it left behind; waitpid below frees the group's number
  int status = 0;
  while (::waitpid(child, &status, 0) < 0)
    if (errno != EINTR) throw IoError(failure_text("cannot wait for", "another program", errno));
  return ended ? std::optional<int>(status) : std::nullopt;
}

/// A file without a name that takes the messages of a program.
class MessageFile {
 public:
  MessageFile() : descriptor_(::memfd_create("messages", MFD_CLOEXEC)) {
    if (descriptor_ < 0) throw IoError(failure_text("cannot start", "another program", errno));
  }
  MessageFile(const MessageFile&) = delete;
  MessageFile& operator=(const MessageFile&) = delete;
  ~MessageFile() { ::close(descriptor_); }

  int descriptor() const { return descriptor_; }
  std::string text() const {
    constexpr std::size_t most = std::size_t{64} << 10U;
    std::string text(most, '\0');
    const auto got = ::pread(descriptor_, text.data(), text.size(), 0);
    text.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
    return text;
  }

 private:
  int descriptor_;
};

constexpr std::string_view work_folder = ".quickscan-work-";

/// Work folders that runs which were killed left in `folder`, with reports and their drawings in them.
void remove_older(const std::string& folder) {
  if (::access(folder.c_str(), R_OK) != 0) return;
  for (const auto& entry : list_folder(folder)) {
    if (!entry.folder || !entry.name.starts_with(work_folder)) continue;
    if (!is_gone(std::string_view(entry.name).substr(work_folder.size()))) continue;
    std::error_code failure;
    std::filesystem::remove_all(join_path(folder, entry.name), failure);
  }
}

/// The line that says why a program failed: the one that calls itself fatal, or else the last.
std::string line_with_reason(std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  const auto fatal = text.find("FATAL");
  const auto begin = text.rfind('\n', fatal) + 1;
  return text.substr(begin, text.find('\n', begin) - begin);
}

}  // namespace

std::string program_path() {
  const char* const path = std::getenv("PATH");  // NOLINT(concurrency-mt-unsafe): nothing changes the environment
  return path != nullptr ? path : "/usr/bin:/bin";
}

std::string find_program(std::string_view search_path, const std::vector<std::string>& names) {
  for (const auto& name : names) {
    for (std::size_t begin = 0; begin <= search_path.size();) {
      const auto end = std::min(search_path.find(':', begin), search_path.size());
      const auto folder = search_path.substr(begin, end - begin);
      begin = end + 1;
      if (!folder.starts_with('/')) continue;
      auto found = join_path(folder, name);
      if (kind_of(found) == PathKind::file && ::access(found.c_str(), X_OK) == 0) return found;
    }
  }
  return {};
}

std::string find_program(const Terminal& terminal, const std::vector<std::string>& names) {
  return find_program(terminal.environment("PATH").value_or("/usr/bin:/bin"), names);
}

std::string file_address(std::string_view path) {
  std::string address = "file://";
  escape_uri(address, path, "/-_.~");
  return address;
}

WorkFolder::WorkFolder(const std::string& beside) {
  std::error_code failure;
  const auto absolute = std::filesystem::absolute(beside.empty() ? "." : beside, failure);
  if (failure) throw IoError(failure_text("cannot use folder", beside, failure.value()));
  remove_older(absolute.string());
  path_ = join_path(absolute.string(), fmt::format("{}{}-XXXXXX", work_folder, ::getpid()));
  if (::mkdtemp(path_.data()) == nullptr) throw IoError(failure_text("cannot make a folder in", beside, errno));
}

WorkFolder::~WorkFolder() {
  // A program that was ended may still be writing for a moment.
  for (int attempt = 0; attempt < 100; ++attempt) {
    std::error_code failure;
    std::filesystem::remove_all(path_, failure);
    if (!failure) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

void WorkFolder::write(const std::string& name, std::string_view text) const {
  const auto target = join_path(path_, name);
  write_files({{.path = target, .text = std::string(text)}});
}

std::optional<ProgramEnd> run_in_folder(std::vector<std::string> command, const std::string& folder,
                                        std::vector<std::string> environment, std::chrono::milliseconds limit) {
  const auto program = command.front();
  const auto arguments = pointers_to(command);
  const auto variables = pointers_to(environment);
  const MessageFile messages;
  const SpawnPlan plan(folder, messages.descriptor());
  pid_t child = 0;
  const int failure =
      ::posix_spawn(&child, program.c_str(), plan.files(), plan.attributes(), arguments.data(), variables.data());
  if (failure != 0) throw IoError(failure_text("cannot start", program, failure));
  const auto status = wait_for(child, limit);
  if (!status) return std::nullopt;
  constexpr int by_signal = 128;
  return ProgramEnd{.code = WIFEXITED(*status) ? WEXITSTATUS(*status) : by_signal + WTERMSIG(*status),
                    .messages = messages.text()};
}

std::string short_folder(const Terminal& terminal, const std::string& otherwise) {
  constexpr std::size_t longest = 24;
  for (const auto& folder :
       {terminal.environment("TMPDIR").value_or(""), std::string("/tmp"), std::string("/var/tmp")}) {
    const bool usable = folder.starts_with('/') && folder.size() <= longest && kind_of(folder) == PathKind::folder;
    if (usable && ::access(folder.c_str(), W_OK | X_OK) == 0) return folder;
  }
  return otherwise;
}

void run_program(const std::vector<std::string>& command, const WorkFolder& folder, const std::string& iso_date,
                 const RunOptions& options) {
  const auto name = name_in(command.front());
  const auto limit = options.limit;
  const auto& scratch = options.scratch.empty() ? folder.path() : options.scratch;
  const auto end =
      run_in_folder(command, folder.path(), reproducible_environment(folder.path(), scratch, iso_date), limit);
  if (!end) {
    if (is_interrupted()) throw IoError(fmt::format("{} was interrupted", name));
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(limit).count();
    throw IoError(
        fmt::format("{} was not done after {} second{} and was stopped", name, seconds, seconds == 1 ? "" : "s"));
  }
  if (end->code == 0) return;
  auto reason = line_with_reason(end->messages);
  if (reason.empty())
    reason = end->code > 128 ? fmt::format("ended by signal {}", end->code - 128) : fmt::format("exit {}", end->code);
  throw IoError(fmt::format("{} failed: {}", name, reason));
}

}  // namespace quickscan
