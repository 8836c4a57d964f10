#include "program.hpp"

#include "run.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <unistd.h>
#include <utility>

namespace quickscan::test {

Folder::Folder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "quickscan-test-XXXXXX").string();
  path_ = ::mkdtemp(pattern.data());
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string Folder::path(std::string_view below) const {
  return below.empty() ? path_ : path_ + "/" + std::string(below);
}

void Folder::write(std::string_view below, std::string_view text) const {
  const std::filesystem::path file = path(below);
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

std::string Folder::read(std::string_view below) const {
  std::ifstream file(path(below), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool Folder::has(std::string_view below) const { return std::filesystem::exists(path(below)); }

unsigned Folder::mode(std::string_view below) const {
  struct stat state {};
  return ::stat(path(below).c_str(), &state) == 0 ? state.st_mode & 07777U : 0;
}

std::vector<std::string> Folder::names() const {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::directory_iterator(path_))
    found.push_back(entry.path().filename().string());
  std::ranges::sort(found);
  return found;
}

Inside::Inside(const std::string& folder) : before_(std::filesystem::current_path()) {
  std::filesystem::current_path(folder);
}

Inside::~Inside() { std::filesystem::current_path(before_); }

Outcome run_program(std::vector<std::string> arguments, const Setting& setting) {
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
                    .width = setting.width};
  outcome.code = run(std::move(arguments), terminal);
  return outcome;
}

void write_study(const Folder& folder, const std::string& at) {
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
