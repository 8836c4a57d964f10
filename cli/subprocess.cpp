#include "subprocess.hpp"

#include "atomic_write.hpp"
#include "core/date.hpp"
#include "files.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <iterator>
#include <optional>
#include <spawn.h>
#include <thread>
#include <unistd.h>

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

/// How a child ended, or nothing where it did not in time; then its whole group was ended.
std::optional<int> wait_for(pid_t child, std::chrono::milliseconds limit) {
  const auto last = std::chrono::steady_clock::now() + limit;
  bool ended = has_ended(child);
  while (!ended && !is_interrupted() && std::chrono::steady_clock::now() < last) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    ended = has_ended(child);
  }
  ::kill(-child, SIGKILL);  // also what it left behind; its number is not free before the next line
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) throw IoError(failure_text("cannot wait for", "another program", errno));
  }
  return ended ? std::optional<int>(status) : std::nullopt;
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

std::string file_address(std::string_view path) {
  constexpr std::string_view plain = "/-_.~";
  std::string address = "file://";
  for (const char letter : path) {
    const bool keep = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                      (letter >= '0' && letter <= '9') || plain.find(letter) != std::string_view::npos;
    if (keep) {
      address += letter;
    } else {
      fmt::format_to(std::back_inserter(address), "%{:02X}", static_cast<unsigned char>(letter));
    }
  }
  return address;
}

WorkFolder::WorkFolder(const std::string& beside) {
  std::error_code failure;
  const auto absolute = std::filesystem::absolute(beside.empty() ? "." : beside, failure);
  if (failure) throw IoError(failure_text("cannot use folder", beside, failure.value()));
  path_ = join_path(absolute.string(), ".quickscan-work-XXXXXX");
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
  NewFolders folders;
  folders.make(folder_of(target));
  folders.keep();
  write_files({{.path = target, .text = std::string(text)}});
}

void run_program(const std::vector<std::string>& command, const WorkFolder& folder, const std::string& iso_date,
                 std::chrono::milliseconds limit) {
  auto words = command;
  auto environment = surroundings(folder.path(), iso_date);
  auto arguments = pointers_to(words);
  auto variables = pointers_to(environment);
  const SpawnPlan plan(folder.path());
  pid_t child = 0;
  const int failure = ::posix_spawn(&child, command.front().c_str(), plan.files(), plan.attributes(), arguments.data(),
                                    variables.data());
  if (failure != 0) throw IoError(failure_text("cannot start", command.front(), failure));
  const auto name = name_in(command.front());
  const auto status = wait_for(child, limit);
  if (!status) {
    if (is_interrupted()) throw IoError(fmt::format("{} was interrupted", name));
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(limit).count();
    throw IoError(
        fmt::format("{} was not done after {} second{} and was stopped", name, seconds, seconds == 1 ? "" : "s"));
  }
  if (WIFEXITED(*status) && WEXITSTATUS(*status) == 0) return;
  auto reason = last_line(folder.path() + "/messages");
  if (reason.empty()) {
    reason = WIFSIGNALED(*status) ? fmt::format("ended by signal {}", WTERMSIG(*status))
                                  : fmt::format("exit {}", WEXITSTATUS(*status));
  }
  throw IoError(fmt::format("{} failed: {}", name, reason));
}

}  // namespace quickscan
