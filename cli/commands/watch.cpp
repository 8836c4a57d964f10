#include "atomic_write.hpp"
#include "commands.hpp"
#include "core/render_diagnostics.hpp"
#include "files.hpp"
#include "open_study.hpp"

#include <fmt/format.h>
#include <sys/inotify.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <poll.h>
#include <string>
#include <unistd.h>

namespace quickscan {

namespace {

/// The files of a study's folders as the kernel reports changes to them; no sockets, no polling of files.
class FolderWatch {
 public:
  FolderWatch(std::string study, const std::string& output)
      : study_(std::move(study)),
        written_(output.substr(output.rfind('/') + 1)),
        descriptor_(::inotify_init1(IN_CLOEXEC)) {
    if (descriptor_ < 0) throw IoError(failure_text("cannot watch", study_, errno));
    add_folders();
  }
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;
  ~FolderWatch() { ::close(descriptor_); }

  /// Waits until a file of the study changes and nothing more has for a moment; false where the run is to end.
  bool wait() const {
    constexpr int for_ever = -1;
    constexpr int moment = 150;  // ms: an editor writes a file in several steps
    for (int limit = for_ever;;) {
      pollfd waiting{descriptor_, POLLIN, 0};
      const int ready = ::poll(&waiting, 1, limit);
      if (ready < 0) return false;
      if (ready == 0) return true;
      if (holds_change()) limit = moment;
    }
  }

 private:
  /// Again after each change: a folder that is watched already stays so, and one that is new is added.
  void add_folders() const {
    constexpr std::uint32_t events = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE;
    for (const auto below : below_study) {
      const auto folder = join_path(study_, below);
      if (kind_of(folder) == PathKind::folder) ::inotify_add_watch(descriptor_, folder.c_str(), events);
    }
  }

  bool holds_change() const {
    alignas(inotify_event) std::array<char, 8192> events{};
    const auto size = ::read(descriptor_, events.data(), events.size());
    bool found = false;
    for (ssize_t at = 0; at < size;) {
      inotify_event event{};
      std::memcpy(&event, events.data() + at, sizeof event);
      const std::string name = event.len == 0 ? "" : std::string(events.data() + at + offsetof(inotify_event, name));
      // What this command writes itself is no change of the study.
      const bool known_file = (name.ends_with(".yaml") || name.ends_with(".md")) && name.front() != '.' &&
                              name != "report.md" && name != written_;
      // A file that is created is closed or moved later; a folder may be complete by now.
      const bool is_folder = (event.mask & IN_ISDIR) != 0;
      const bool changed = is_folder ? std::ranges::find(below_study, name) != below_study.end()
                                     : known_file && (event.mask & IN_CREATE) == 0;
      found = found || changed;
      at += static_cast<ssize_t>(sizeof event + event.len);
    }
    if (found) add_folders();
    return found;
  }

  static constexpr auto below_study = std::to_array<std::string_view>({"", "interviews", "text", "confidential"});
  std::string study_;
  std::string written_;
  int descriptor_;
};

/// Checks, and where there is no error writes the report; one line about both.
std::string check_and_report(const std::string& path, const Options& options, Terminal& terminal) {
  const auto checked = check_folder(StudyFolder(path));
  const auto counted = [&](Severity severity, std::string_view word) {
    const int count = checked.count(severity);
    return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
  };
  auto line = fmt::format("{}, {}", counted(Severity::error, "error"), counted(Severity::warning, "warning"));
  if (checked.count(Severity::error) == 0) {
    auto report = options;
    report.operands = {path};
    report.quiet = true;
    std::string said;
    auto quiet = terminal;
    quiet.out = quiet.err = [&](std::string_view text) { said += text; };
    report_command(report, quiet);
    if (said.empty()) said = options.output;
    line += "; " + said.substr(0, said.find('\n'));
  } else if (const auto first = std::ranges::find(checked.findings, Severity::error, &Diagnostic::severity);
             first != checked.findings.end()) {
    line += "; " + render_line(*first, checked.read.study.sources);
  }
  return line;
}

/// The line at once: standard output of other commands is kept until their end. What cannot be read or written now may
/// be there after the next change. False where the line's reader has gone.
bool run_once(const std::string& path, const Options& options, Terminal& terminal) {
  std::string line;
  try {
    line = check_and_report(path, options, terminal);
  } catch (const IoError& failure) {
    line = failure.what();
  }
  return write_all(STDOUT_FILENO, line + "\n", "standard output");
}

}  // namespace

int watch_command(const Options& options, Terminal& terminal) {
  const auto path = study_path(options.operand(0));
  const FolderWatch watch(path, options.output);
  while (run_once(path, options, terminal) && watch.wait()) {
  }
  return exit_clean;
}

}  // namespace quickscan
