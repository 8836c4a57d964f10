#pragma once

#include "terminal.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>
#include <vector>

namespace quickscan::test {

/// A folder of its own for one test, gone at its end.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "quickscan-test-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string path(std::string_view below = {}) const {
    return below.empty() ? path_ : path_ + "/" + std::string(below);
  }
  void write(std::string_view below, std::string_view text) const {
    const std::filesystem::path file = path(below);
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
  }
  std::string read(std::string_view below) const {
    std::ifstream file(path(below), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  bool has(std::string_view below) const { return std::filesystem::exists(path(below)); }
  unsigned mode(std::string_view below) const {
    struct stat state {};
    return ::stat(path(below).c_str(), &state) == 0 ? state.st_mode & 07777U : 0;
  }
  /// The names of all that lies in it, hidden files too, sorted.
  std::vector<std::string> names() const {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(path_))
      found.push_back(entry.path().filename().string());
    std::sort(found.begin(), found.end());
    return found;
  }

 private:
  std::string path_;
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
};

/// Runs the whole program in process.
inline Outcome run_program(std::vector<std::string> arguments, const Setting& setting = {}) {
  Outcome outcome;
  Terminal terminal{.in = [&](std::size_t) { return setting.in; },
                    .out = [&](std::string_view text) { outcome.out += text; },
                    .err = [&](std::string_view text) { outcome.err += text; },
                    .environment = [&](const char* name) -> std::optional<std::string> {
                      const auto found = setting.environment.find(name);
                      return found == setting.environment.end() ? std::nullopt : std::optional(found->second);
                    },
                    .out_is_terminal = setting.is_terminal,
                    .err_is_terminal = setting.is_terminal,
                    .width = 100};
  outcome.code = run(std::move(arguments), terminal);
  return outcome;
}

/// Makes another folder the current one while it lives.
class Inside {
 public:
  explicit Inside(const std::string& folder) : before_(std::filesystem::current_path()) {
    std::filesystem::current_path(folder);
  }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;
  ~Inside() { std::filesystem::current_path(before_); }

 private:
  std::filesystem::path before_;
};

/// A small study that passes check: one speaker of each level.
inline void write_study(const Folder& folder, const std::string& at = {}) {
  const auto put = [&](const std::string& path, std::string_view text) {
    folder.write(at.empty() ? path : at + "/" + path, text);
  };
  put("study.yaml", R"(quickscan: 1
id: small
title: Small study
reference_date: 2021-11-22
language: en
framework: domestic-violence-2020
)");
  put("stakeholders.yaml", R"(gemeente: {name: Gemeente, levels: [strategic, tactical, operational]}
arosa: {name: Arosa, levels: [strategic, tactical, operational]}
)");
  put("interviews/r01.yaml", R"(interview: r01
date: 2021-09-14
form: group
speakers:
  a: {level: operational, who: gemeente}
  b: {level: operational, who: arosa}
segments:
- rec: access
  stage: 3
  basis: shown
  quote: Wij kunnen dat dezelfde dag regelen.
- rec: joint
  stage: <1
)");
}

}  // namespace quickscan::test
