#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan::test {

/// A folder of its own for one test, gone at its end.
class Folder {
 public:
  Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder();
  std::string path(std::string_view below = {}) const;
  void write(std::string_view below, std::string_view text) const;
  std::string read(std::string_view below) const;
  bool has(std::string_view below) const;
  unsigned mode(std::string_view below) const;
  /// The names of all that lies in it, hidden files too, sorted.
  std::vector<std::string> names() const;

 private:
  std::string path_;
};

/// Makes another folder the current one while it lives.
class Inside {
 public:
  explicit Inside(const std::string& folder);
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;
  ~Inside();

 private:
  std::filesystem::path before_;
};

struct Outcome {
  int code = 0;
  std::string out;
  std::string err;
};

struct Setting {
  std::string in;
  std::map<std::string, std::string> environment;
  bool is_terminal = false;
  std::size_t width = 100;  ///< of the terminal
};

/// Runs the whole program in process.
Outcome run_program(std::vector<std::string> arguments, const Setting& setting = {});

/// A small study that passes check: one speaker of each of two organisations.
void write_study(const Folder& folder, const std::string& at = {});

}  // namespace quickscan::test
