#pragma once

#include "atomic_write.hpp"
#include "terminal.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// The program's own PATH, or a usual one.
std::string program_path();

/// The path of the first of these programs that `search_path` (a value of PATH) leads to, relative folders left out;
/// empty where there is none.
std::string find_program(std::string_view search_path, const std::vector<std::string>& names);
std::string find_program(const Terminal& terminal, const std::vector<std::string>& names);

/// How a program ended: its exit code, or 128 and the signal's number.
struct ProgramEnd {
  int code = 0;
  std::string messages;  ///< what it wrote to standard error
};

/// Runs another program in a folder, without input and with this environment alone, and waits for it. Where it takes
/// longer than `limit` or the run is interrupted, it is ended with all that it started, and there is no result.
/// Throws IoError where it cannot be started.
std::optional<ProgramEnd> run_in_folder(std::vector<std::string> command, const std::string& folder,
                                        std::vector<std::string> environment, std::chrono::milliseconds limit);

/// The address at which a browser finds a file, whatever bytes its absolute path is made of.
std::string file_address(std::string_view path);

/// A folder beside an output for what other programs need, removed at the end with all that is in it. Signals
/// that end a run are held while it exists.
class WorkFolder {
 public:
  /// Makes it in `beside`; throws IoError.
  explicit WorkFolder(const std::string& beside);
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  ~WorkFolder();

  /// Absolute.
  const std::string& path() const { return path_; }
  void write(const std::string& name, std::string_view text) const;

 private:
  SignalsHeld held_;  ///< first, so that it is released last
  std::string path_;
};

/// A folder whose path leaves room for what a browser puts behind it (the path of a socket has at most 107 bytes):
/// TMPDIR, /tmp or /var/tmp; `otherwise` where none of them can be used.
std::string short_folder(const Terminal& terminal, const std::string& otherwise);

struct RunOptions {
  /// Longer than any report takes on a slow machine.
  std::chrono::milliseconds limit = std::chrono::seconds(120);
  /// Where the program keeps its temporary files; empty: in the work folder.
  std::string scratch{};
};

/// Runs another program in a work folder, without input, its messages and temporary files inside the folder, and waits
/// for it. Throws IoError where it cannot be started or fails, and where it takes longer than the limit or the run is
/// interrupted: then it is ended with all that it started.
void run_program(const std::vector<std::string>& command, const WorkFolder& folder, const std::string& iso_date,
                 const RunOptions& options = {});

}  // namespace quickscan
