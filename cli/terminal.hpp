#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace quickscan {

/// Where a run reads and writes, passed in so that a test runs the whole program in process.
struct Terminal {
  /// All of standard input, at most `limit` bytes of it.
  std::function<std::string(std::size_t limit)> in;
  /// Takes results, in order.
  std::function<void(std::string_view)> out;
  /// Takes everything else.
  std::function<void(std::string_view)> err;
  /// The value of an environment variable, if it is set.
  std::function<std::optional<std::string>(const char* name)> environment;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  /// Columns of the terminal.
  std::size_t width = 100;
};

/// Whether an environment variable is set to something.
inline bool is_set(const Terminal& terminal, const char* name) {
  return !terminal.environment(name).value_or("").empty();
}

/// Prints a text for people: on a terminal no line is longer than it is wide.
void print_text(const Terminal& terminal, std::string_view text);

}  // namespace quickscan
