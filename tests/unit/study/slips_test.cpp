// Slips of the keyboard in the files that everything refers to: whatever they break, the check gives findings.
#include "study_files.hpp"
#include "texts.hpp"

#include <doctest/doctest.h>

#include <array>
#include <exception>
#include <filesystem>

using namespace quickscan::test;

namespace {

namespace fs = std::filesystem;

/// An example with one of its interviews, which has ties and developments, and without the researcher's texts.
Files example() {
  const auto folder = fs::path(project_path("examples/regional-vision"));
  Files files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const auto path = entry.path().lexically_relative(folder).generic_string();
    const bool another = path.starts_with("interviews/") && path != "interviews/i2-agreements-2021.yaml";
    if (entry.path().extension() != ".yaml" || another) continue;
    files[path] = file_text(entry.path().string());
  }
  return files;
}

std::string replace_first(std::string line, const std::string& from, const std::string& to) {
  const auto at = line.find(from);
  return at == std::string::npos ? line : line.replace(at, from.size(), to);
}

struct Slip {
  const char* name;
  std::string (*make)(const std::string& line);
};

constexpr auto slips = std::to_array<Slip>({
    {"indented", [](const std::string& line) { return "  " + line; }},
    {"a tab", [](const std::string& line) { return "\t" + line; }},
    {"no colon", [](const std::string& line) { return replace_first(line, ":", ""); }},
    {"no space", [](const std::string& line) { return replace_first(line, ": ", ":"); }},
    {"an open quote", [](const std::string& line) { return replace_first(line, ": ", ": \""); }},
    {"no value", [](const std::string& line) { return line.substr(0, line.find(": ")) + ":"; }},
    {"deleted", [](const std::string&) { return std::string(); }},
});

/// What is thrown instead of findings.
std::string failure_of(const Files& files) try {
  checked(files);
  return {};
} catch (const std::exception& thrown) {
  return thrown.what();
}

}  // namespace

TEST_CASE("a slip in any line of the files that all others refer to gives findings and never an exception") {
  const auto sound = example();
  REQUIRE(failure_of(sound) == "");
  for (const std::string path : {"study.yaml", "framework.yaml", "stakeholders.yaml", "developments.yaml"}) {
    const auto& text = sound.at(path);
    std::size_t number = 0;
    for (std::size_t begin = 0; begin < text.size();) {
      const auto end = std::min(text.find('\n', begin), text.size());
      const auto line = text.substr(begin, end - begin);
      ++number;
      for (const auto& slip : slips) {
        auto files = sound;
        const auto slipped = slip.make(line);
        if (slipped == line) continue;
        files[path] = text.substr(0, begin) + slipped + text.substr(end);
        CHECK_MESSAGE(failure_of(files) == "", path, ":", number, " ", slip.name);
      }
      begin = end + 1;
    }
  }
}
