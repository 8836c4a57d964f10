// Slips of the keyboard in every file of every example: whatever they break, the check gives findings or nothing, and
// names the line. By default each is tried on a part of the lines; `make soak` tries all (QUICKSCAN_ALL_SLIPS).
#include "study_files.hpp"
#include "texts.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <exception>
#include <filesystem>

using namespace quickscan;
using namespace quickscan::test;

namespace {

namespace fs = std::filesystem;

Files example(const std::string& name) {
  const auto folder = fs::path(project_path("examples/" + name));
  Files files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".yaml")
      files[entry.path().lexically_relative(folder).generic_string()] = file_text(entry.path().string());
  }
  return files;
}

/// The study that a file is checked in: with two interviews, or only with itself where it is one.
Files around(const Files& all, const std::string& path) {
  Files files;
  std::size_t interviews = 0;
  const auto first_coding = path.substr(0, path.find('.')) + ".yaml";
  for (const auto& [name, text] : all) {
    const bool interview = name.starts_with("interviews/");
    if (!interview || name == path || name == first_coding) {
      files[name] = text;
    } else if (!path.starts_with("interviews/") && ++interviews <= 2) {
      files[name] = text;
    }
  }
  return files;
}

std::string replace_first(const std::string& line, const std::string& from, const std::string& to) {
  auto result = line;
  const auto at = line.find(from);
  return at == std::string::npos ? result : result.replace(at, from.size(), to);
}

struct Slip {
  const char* name;
  std::string (*make)(const std::string& line);
};

constexpr auto slips = std::to_array<Slip>({
    {"a blank more", [](const std::string& line) { return " " + line; }},
    {"two blanks more", [](const std::string& line) { return "  " + line; }},
    {"a blank less", [](const std::string& line) { return line.starts_with(' ') ? line.substr(1) : line; }},
    {"two blanks less", [](const std::string& line) { return line.starts_with("  ") ? line.substr(2) : line; }},
    {"a tab before", [](const std::string& line) { return "\t" + line; }},
    {"a tab for blanks", [](const std::string& line) { return replace_first(line, "  ", "\t"); }},
    {"no colon", [](const std::string& line) { return replace_first(line, ":", ""); }},
    {"two colons", [](const std::string& line) { return replace_first(line, ": ", ":: "); }},
    {"a colon at the end", [](const std::string& line) { return line + ":"; }},
    {"no blank behind the colon", [](const std::string& line) { return replace_first(line, ": ", ":"); }},
    {"no blank behind the dash", [](const std::string& line) { return replace_first(line, "- ", "-"); }},
    {"an open quote", [](const std::string& line) { return replace_first(line, ": ", ": \""); }},
    {"an open single quote", [](const std::string& line) { return replace_first(line, ": ", ": '"); }},
    {"a quote at the end", [](const std::string& line) { return line + "\""; }},
    {"no value", [](const std::string& line) { return line.substr(0, line.find(": ")) + ":"; }},
    {"no bracket", [](const std::string& line) { return replace_first(line, "]", ""); }},
    {"no brace", [](const std::string& line) { return replace_first(line, "}", ""); }},
    {"no comma", [](const std::string& line) { return replace_first(line, ",", ""); }},
    {"deleted", [](const std::string&) { return std::string(); }},
    {"doubled", [](const std::string& line) { return line + "\n" + line; }},
});

/// How many slips gave an error, and how many of them one at their line, or at its second half where it was doubled.
struct Score {
  std::size_t errors = 0;
  std::size_t placed = 0;
};

bool names_line(const ReadResult& result, const std::string& path, std::uint32_t line, bool& error) {
  bool named = false;
  for (const auto& one : result.diagnostics) {
    if (one.severity != Severity::error) continue;
    error = true;
    if (!one.place.known() || result.study.sources.path(one.place.source) != path) continue;
    const auto at = position_of(result.study.sources.text(one.place.source), one.place.begin).line;
    named = named || at == line || at == line + 1;
  }
  return named;
}

/// Tries every slip on each `step`th line of a file.
void try_slips(const Files& files, const std::string& path, std::size_t step, Score& score) {
  const auto& text = files.at(path);
  std::uint32_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const auto line = text.substr(begin, end - begin);
    const bool blank = line.find_first_not_of(' ') == std::string::npos || line[line.find_first_not_of(' ')] == '#';
    ++number;
    for (std::size_t which = 0; which < slips.size() && !blank; ++which) {
      const auto slipped = slips[which].make(line);
      if (slipped == line || (number + which) % step != 0) continue;
      auto changed = files;
      changed[path] = text.substr(0, begin) + slipped + text.substr(end);
      try {
        const auto result = checked(changed);
        bool error = false;
        const bool named = names_line(result, path, number, error);
        // A line that is gone has no place: what it leaves behind is named where its mapping begins.
        const bool counts = error && !slipped.empty();
        score.errors += counts ? 1 : 0;
        score.placed += counts && named ? 1 : 0;
        if (error && !named && std::getenv("QUICKSCAN_SHOW_SLIPS") != nullptr)
          MESSAGE(path, ":", number, " ", std::string(slips[which].name), "\n", slipped, "\n", lines_of(result));
      } catch (const std::exception& thrown) {
        FAIL_CHECK(path, ":", number, " ", std::string(slips[which].name), ": ", thrown.what());
      }
    }
    begin = end + 1;
  }
}

}  // namespace

TEST_CASE("a slip in any line of any file of the examples gives findings, at its line, and never an exception") {
  const char* every = std::getenv("QUICKSCAN_EVERY_SLIP");
  const std::size_t step = every ? std::stoul(every) : std::getenv("QUICKSCAN_ALL_SLIPS") != nullptr ? 1 : 61;
  Score score;
  for (const std::string name : {"first-study", "regional-vision", "rotterdam-2021"}) {
    const auto all = example(name);
    REQUIRE(all.size() > 4);
    for (const auto& [path, text] : all) try_slips(around(all, path), path, step, score);
  }
  MESSAGE(score.placed, " of ", score.errors, " at their line");
  REQUIRE(score.errors > 100);
  CHECK(static_cast<double>(score.placed) >= 0.99 * static_cast<double>(score.errors));
}
