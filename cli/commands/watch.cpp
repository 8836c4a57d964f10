#include "atomic_write.hpp"
#include "commands.hpp"
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
  explicit FolderWatch(const std::string& study) : descriptor_(::inotify_init1(IN_CLOEXEC)) {
    if (descriptor_ < 0) throw IoError(failure_text("cannot watch", study, errno));
    constexpr std::uint32_t events = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE;
    for (const auto* below : {"", "interviews", "text", "confidential"}) {
      const auto folder = join_path(study, below);
      if (kind_of(folder) == PathKind::folder) ::inotify_add_watch(descriptor_, folder.c_str(), events);
    }
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
  bool holds_change() const {
    alignas(inotify_event) std::array<char, 8192> events{};
    const auto size = ::read(descriptor_, events.data(), events.size());
    bool found = false;
    for (ssize_t at = 0; at < size;) {
      inotify_event event{};
      std::memcpy(&event, events.data() + at, sizeof event);
      const std::string name = event.len == 0 ? "" : std::string(events.data() + at + offsetof(inotify_event, name));
      found =
          found || ((name.ends_with(".yaml") || name.ends_with(".md")) && name.front() != '.' && name != "report.md");
      at += static_cast<ssize_t>(sizeof event + event.len);
    }
    return found;
  }

  int descriptor_;
};

/// Checks, and where there is no error writes the report; one line about both, at once: standard output of other
/// commands is kept until their end. False where its reader has gone.
bool check_and_report(const std::string& path, const Options& options, Terminal& terminal) {
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
    std::string written;
    std::string why_not;
    auto quiet = terminal;
    quiet.out = [&](std::string_view text) { written += text; };
    quiet.err = [&](std::string_view text) { why_not += text; };
    const auto& said = report_command(report, quiet) == exit_clean ? written : why_not;
    line += "; " + said.substr(0, said.find('\n'));
  } else if (const auto first = std::ranges::find(checked.findings, Severity::error, &Diagnostic::severity);
             first != checked.findings.end()) {
    const auto& sources = checked.read.study.sources;
    line += fmt::format("; {}:{}: {}", sources.path(first->place.source),
                        position_of(sources.text(first->place.source), first->place.begin).line, first->message);
  }
  return write_all(STDOUT_FILENO, line + "\n", "standard output");
}

}  // namespace

int watch_command(const Options& options, Terminal& terminal) {
  const auto path = study_path(options.operand(0));
  const FolderWatch watch(path);
  while (check_and_report(path, options, terminal) && watch.wait()) {
  }
  return exit_clean;
}

}  // namespace quickscan
