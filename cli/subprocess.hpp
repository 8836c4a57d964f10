#pragma once

#include "atomic_write.hpp"
#include "terminal.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// The path of the first of these programs that PATH leads to; empty where there is none.
std::string find_program(const Terminal& terminal, const std::vector<std::string>& names);

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

/// Longer than any report takes on a slow machine.
inline constexpr std::chrono::seconds program_limit{120};

/// Runs another program in a work folder, without input, its messages and temporary files
/// inside the folder, and waits for it. Throws IoError where it cannot be started or fails, and where
/// it takes longer than `limit` or the run is interrupted: then it is ended with all that it started.
void run_program(const std::vector<std::string>& command, const WorkFolder& folder, const std::string& iso_date,
                 std::chrono::milliseconds limit = program_limit);

}  // namespace quickscan
