#include "atomic_write.hpp"
#include "files.hpp"
#include "run.hpp"

#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>
#include <vector>

namespace {

constexpr std::size_t buffer_size = std::size_t{64} << 10U;

/// Standard output, written in large pieces and checked at the end; a reader that has gone is no error.
class StandardOutput {
 public:
  void write(std::string_view text) {
    if (text.size() < buffer_size) {
      buffer_ += text;
      if (buffer_.size() < buffer_size) return;
      text = {};
    }
    flush();
    write_now(text);
  }
  void flush() { write_now(std::exchange(buffer_, {})); }

 private:
  void write_now(std::string_view text) {
    if (!gone_ && !text.empty()) gone_ = !quickscan::write_all(STDOUT_FILENO, text, "standard output");
  }

  std::string buffer_;
  bool gone_ = false;
};

void write_error(std::string_view text) {
  try {
    quickscan::write_all(STDERR_FILENO, text, "standard error");
  } catch (const quickscan::IoError&) {
    // There is no stream left to report it on.
  }
}

std::string read_standard_input(std::size_t limit) {
  std::string text;
  std::string piece(buffer_size, '\0');
  while (text.size() <= limit) {
    const auto got = ::read(STDIN_FILENO, piece.data(), piece.size());
    if (got == 0) break;
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw quickscan::IoError(quickscan::failure_text("cannot read", "standard input", errno));
    text.append(piece, 0, static_cast<std::size_t>(got));
  }
  return text;
}

std::size_t terminal_width() {
  constexpr std::size_t usual = 100;
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 && ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0) return usual;
  return size.ws_col > 0 ? size.ws_col : usual;
}

/// Quotes and names of a key are in the memory of a run: no core dump takes them to a disk.
void keep_memory_private() {
  const rlimit nothing{0, 0};
  ::setrlimit(RLIMIT_CORE, &nothing);
#ifndef __SANITIZE_ADDRESS__  // LeakSanitizer reads the process from outside
  ::prctl(PR_SET_DUMPABLE, 0);
#endif
}

extern "C" void leave_on_interrupt(int /*signal*/) {
  constexpr int interrupted = 130;
  ::_exit(interrupted);
}

}  // namespace

int main(int count, char** words) {
  using namespace quickscan;
  std::signal(SIGPIPE, SIG_IGN);  // write() then fails with EPIPE
  std::signal(SIGXFSZ, SIG_IGN);  // and with EFBIG beyond a limit of the shell
  keep_memory_private();
  std::signal(SIGINT, leave_on_interrupt);
  StandardOutput output;
  Terminal terminal{
      .in = read_standard_input,
      .out = [&](std::string_view text) { output.write(text); },
      .err = write_error,
      .environment = [](const char* name) -> std::optional<std::string> {
        const char* const value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before any thread
        return value != nullptr ? std::optional<std::string>(value) : std::nullopt;
      },
      .out_is_terminal = ::isatty(STDOUT_FILENO) == 1,
      .err_is_terminal = ::isatty(STDERR_FILENO) == 1,
      .width = terminal_width(),
  };
  const std::vector<std::string> arguments(words + (count > 0 ? 1 : 0), words + count);
  const int code = run(arguments, terminal);
  try {
    output.flush();
  } catch (const IoError& failure) {
    write_error("quickscan: " + std::string(failure.what()) + "\n");
    return 2;
  }
  return code;
}
