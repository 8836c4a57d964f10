#include "processes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>

#include <fcntl.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "files.hpp"
#include "study/date.hpp"
#include "writing.hpp"

namespace quickscan {

namespace {

/// What a child process is started with; freed at the end.
class SpawnPlan {
 public:
  explicit SpawnPlan(const std::string& folder) {
    ::posix_spawn_file_actions_init(&files_);
    ::posix_spawnattr_init(&attributes_);
    ::posix_spawn_file_actions_addopen(&files_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    const auto log = folder + "/messages";
    ::posix_spawn_file_actions_addopen(&files_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addopen(&files_, STDERR_FILENO, log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::posix_spawn_file_actions_addchdir_np(&files_, folder.c_str());
    // The child takes signals as usual, whatever its parent does with them.
    sigset_t none;
    ::sigemptyset(&none);
    sigset_t usual;
    ::sigemptyset(&usual);
    for (const int signal : {SIGINT, SIGTERM, SIGPIPE}) ::sigaddset(&usual, signal);
    ::posix_spawnattr_setsigmask(&attributes_, &none);
    ::posix_spawnattr_setsigdefault(&attributes_, &usual);
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
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
  for (auto& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

/// The same surroundings on every machine, so that the same inputs give the same bytes.
std::vector<std::string> surroundings(const std::string& folder, const std::string& iso_date) {
  const char* const path = std::getenv("PATH");  // NOLINT(concurrency-mt-unsafe): no thread of ours is running
  const auto date = parse_date(iso_date).value_or(Date{.year = 2000, .month = 1, .day = 1});
  const std::chrono::sys_days day{std::chrono::year(date.year) / std::max<int>(date.month, 1) /
                                  std::max<int>(date.day, 1)};
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(day.time_since_epoch()).count();
  return {fmt::format("PATH={}", path != nullptr ? path : "/usr/bin:/bin"),
          "HOME=" + folder,
          "TMPDIR=" + folder,
          "XDG_CONFIG_HOME=" + folder,
          "XDG_CACHE_HOME=" + folder,
          "LC_ALL=C.UTF-8",
          "TZ=UTC",
          fmt::format("SOURCE_DATE_EPOCH={}", seconds)};
}

int wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) throw WorldError(failure_text("cannot wait for", "another program", errno));
  }
  return status;
}

std::string last_line(const std::string& path) {
  auto text = read_file_if_there(path).value_or("");
  while (text.ends_with('\n')) text.pop_back();
  const auto from = text.rfind('\n');
  return from == std::string::npos ? text : text.substr(from + 1);
}

}  // namespace

std::string find_program(const Terminal& terminal, const std::vector<std::string>& names) {
  const auto path = terminal.environment("PATH").value_or("/usr/bin:/bin");
  for (const auto& name : names) {
    for (std::size_t begin = 0; begin <= path.size();) {
      const auto end = std::min(path.find(':', begin), path.size());
      const auto folder = path.substr(begin, end - begin);
      begin = end + 1;
      if (!folder.starts_with('/')) continue;
      auto found = join_path(folder, name);
      if (kind_of(found) == PathKind::file && ::access(found.c_str(), X_OK) == 0) return found;
    }
  }
  return {};
}

WorkFolder::WorkFolder(const std::string& beside) {
  std::error_code failure;
  const auto absolute = std::filesystem::absolute(beside.empty() ? "." : beside, failure);
  if (failure) throw WorldError(failure_text("cannot use folder", beside, failure.value()));
  path_ = join_path(absolute.string(), ".quickscan-work-XXXXXX");
  if (::mkdtemp(path_.data()) == nullptr) throw WorldError(failure_text("cannot make a folder in", beside, errno));
}

WorkFolder::~WorkFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void WorkFolder::write(const std::string& name, std::string_view text) const {
  const auto target = join_path(path_, name);
  NewFolders folders;
  folders.make(folder_of(target));
  folders.keep();
  write_files({{.path = target, .text = std::string(text)}});
}

void run_program(const std::vector<std::string>& command, const WorkFolder& folder, const std::string& iso_date) {
  auto words = command;
  auto environment = surroundings(folder.path(), iso_date);
  auto arguments = pointers_to(words);
  auto variables = pointers_to(environment);
  const SpawnPlan plan(folder.path());
  // An interrupt ends the child; we go on to clear up and leave after that.
  const SignalsHeld held;
  pid_t child = 0;
  const int failure = ::posix_spawn(&child, command.front().c_str(), plan.files(), plan.attributes(), arguments.data(),
                                    variables.data());
  if (failure != 0) throw WorldError(failure_text("cannot start", command.front(), failure));
  const int status = wait_for(child);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
  throw WorldError(fmt::format("{} failed: {}", name_in(command.front()), last_line(folder.path() + "/messages")));
}

}  // namespace quickscan
