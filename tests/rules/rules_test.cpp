// Every rule has a page under data/rules, and every page is run: what it calls wrong gives exactly the message it
// shows, and with the changes that it calls right there is no finding at all. With QUICKSCAN_GOLDEN=1 the messages are
// rewritten instead.
#include "core/render_diagnostics.hpp"
#include "core/rules.hpp"
#include "program.hpp"
#include "report/narrative.hpp"
#include "study_files.hpp"
#include "texts.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

namespace fs = std::filesystem;
using namespace quickscan;
using namespace quickscan::test;

namespace {

std::string interview(const std::string& id, const std::string& level, const std::string& who,
                      const std::string& more) {
  return "interview: " + id +
         "\n"
         "date: 2021-09-07\n"
         "form: single\n"
         "notes_from: transcript\n"
         "consent: {quotes: false, function: false}\n"
         "speakers: {a: {level: " +
         level + ", who: " + who +
         "}}\n"
         "asked: [access]\n"
         "segments:\n"
         "- rec: access\n" +
         more;
}

/// The study that the examples of every page belong to: six interviews and nothing to find.
Files base_study() {
  return {{"study.yaml", R"(quickscan: 1
id: wijkscan
title: Wijkscan
reference_date: 2021-11-22
baseline_date: 2020-09-21
framework: domestic-violence-2020
provenance: synthetic
frame: {operational: [wijkteam, huisarts]}
)"},
          {"stakeholders.yaml", R"(gemeente: {name: Gemeente, levels: [strategic, tactical, operational]}
wijkteam: {name: Wijkteam, kind: team, levels: [operational], part_of: gemeente}
veilig-thuis: {name: Veilig Thuis, levels: [strategic, tactical, operational]}
huisarts: {name: Huisarts, kind: role, levels: [operational]}
platform: {name: Strategisch platform, kind: platform, levels: [strategic], members: [gemeente, veilig-thuis]}
)"},
          {"developments.yaml", "spreekuur: {name: Spreekuur, recs: [access], level: operational, status: pilot}\n"},
          {"interviews/r01.yaml", interview("r01", "strategic", "gemeente", "  stage: 2\n")},
          {"interviews/r02.yaml", interview("r02", "strategic", "veilig-thuis", "  stage: 2\n")},
          {"interviews/r03.yaml", interview("r03", "tactical", "gemeente", "  stage: 2\n")},
          {"interviews/r04.yaml", interview("r04", "tactical", "veilig-thuis", "  stage: 1\n")},
          {"interviews/r05.yaml",
           interview("r05", "operational", "wijkteam", "  stage: 3\n  basis: shown\n  dev: spreekuur\n")},
          {"interviews/r06.yaml",
           interview("r06", "operational", "huisarts", "  stage: 3\n  basis: shown\n  dev: spreekuur\n")}};
}

/// Lines of a file by their numbers, as `interviews/r07.yaml:8` or `:8-9` names them; the whole file where there are
/// none.
struct Lines {
  std::string path;
  std::size_t first = 0;
  std::size_t last = 0;
};

/// What a section of a page does to the study: files or lines that it gives, takes away, or gives as they are in the
/// study around.
struct Example {
  std::vector<std::pair<Lines, std::string>> given;
  std::vector<Lines> removed;
  std::vector<std::string> added;
  /// Shell commands for what only the file system and git hold; the program itself is then run.
  std::string commands;
};

struct RulePage {
  std::string text;
  std::string title;
  std::string explanation;
  Example wrong;
  Example right;
  std::string message;
  std::size_t message_begin = 0;
  std::size_t message_end = 0;
};

std::string repeated(const std::string& piece, std::size_t times) {
  std::string result;
  result.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) result += piece;
  return result;
}

/// What a page cannot show letter by letter stands between `⟨` and `⟩`: a byte, or a piece and how often.
std::string expand(const std::string& text) {
  static const std::string open = "⟨", close = "⟩", times = " × ";
  std::string result;
  std::size_t at = 0;
  for (auto begin = text.find(open); begin != std::string::npos; begin = text.find(open, at)) {
    result += text.substr(at, begin - at);
    const auto end = text.find(close, begin);
    REQUIRE(end != std::string::npos);
    const auto inside = text.substr(begin + open.size(), end - begin - open.size());
    at = end + close.size();
    if (inside == "no newline") return result;
    if (inside.starts_with("byte ")) {
      unsigned value = 0;
      std::from_chars(inside.data() + 5, inside.data() + inside.size(), value, 16);
      result += static_cast<char>(value);
    } else {
      const auto sign = inside.rfind(times);
      REQUIRE(sign != std::string::npos);
      std::size_t count = 0;
      std::from_chars(inside.data() + sign + times.size(), inside.data() + inside.size(), count);
      result += repeated(replaced(inside.substr(0, sign), "␤", "\n"), count);
    }
  }
  return result + text.substr(at);
}

Lines read_lines(const std::string& name) {
  Lines lines{name};
  const auto colon = name.rfind(':');
  if (colon == std::string::npos) return lines;
  lines.path = name.substr(0, colon);
  const auto* end = name.data() + name.size();
  const auto first = std::from_chars(name.data() + colon + 1, end, lines.first);
  lines.last = lines.first;
  if (first.ptr != end) std::from_chars(first.ptr + 1, end, lines.last);
  REQUIRE(lines.first > 0);
  REQUIRE(lines.last >= lines.first);
  return lines;
}

/// Splits a page into its sections and their fenced blocks.
RulePage read_rule_page(const std::string& path) {
  RulePage page;
  page.text = file_text(path);
  Example* example = nullptr;
  for (auto at = page.text.find("# QS"); at < page.text.size();) {
    const auto end = std::min(page.text.find('\n', at), page.text.size());
    const auto line = page.text.substr(at, end - at);
    if (line.starts_with("# ")) page.title = line.substr(2);
    if (line == "## Wrong") example = &page.wrong;
    if (line == "## Message") example = nullptr;
    if (line == "## Right") example = &page.right;
    if (!line.starts_with("```")) {
      if (example == nullptr && page.message_end == 0 && !line.starts_with("#")) page.explanation += line;
      at = end + 1;
      continue;
    }
    const auto begin = end + 1;
    const auto close = page.text.substr(begin, 3) == "```" ? begin : page.text.find("\n```", begin) + 1;
    REQUIRE(close != 0);
    const auto content = page.text.substr(begin, close - begin);
    const auto space = line.find(' ');
    if (example == nullptr) {
      page.message = content;
      page.message_begin = begin;
      page.message_end = close;
    } else if (line == "```removed") {
      for (const auto& each : split(content, '\n')) example->removed.push_back(read_lines(each));
    } else if (line == "```added") {
      example->added = split(content, '\n');
    } else if (line == "```sh") {
      example->commands = content;
    } else {
      REQUIRE(space != std::string::npos);
      example->given.emplace_back(read_lines(line.substr(space + 1)), content);
    }
    at = std::min(page.text.find('\n', close), page.text.size()) + 1;
  }
  return page;
}

/// Replaces lines of a text, which are counted from 1.
std::string with_lines(const std::string& text, const Lines& lines, const std::string& replacement) {
  std::size_t begin = 0;
  for (std::size_t line = 1; line < lines.first; ++line) begin = text.find('\n', begin) + 1;
  auto end = begin;
  for (auto line = lines.first; line <= lines.last; ++line) {
    const auto newline = text.find('\n', end);
    REQUIRE(newline != std::string::npos);
    end = newline + 1;
  }
  return text.substr(0, begin) + replacement + text.substr(end);
}

/// Applies a section. Line numbers are those before the section, so the last lines come first.
void apply(const Example& example, Files& files) {
  auto changes = example.given;
  for (const auto& lines : example.removed) changes.emplace_back(lines, "");
  std::ranges::stable_sort(changes, [](const auto& a, const auto& b) { return a.first.first > b.first.first; });
  for (const auto& [lines, text] : changes) {
    files[lines.path] = lines.first == 0 ? text : with_lines(files.at(lines.path), lines, text);
  }
  for (const auto& lines : example.removed) {
    if (lines.first == 0) files.erase(lines.path);
  }
  for (const auto& path : example.added) files[path] = base_study().at(path);
}

/// The study of what a page calls wrong, or of that with the changes that it calls right.
Files files_of(const RulePage& page, bool right) {
  auto files = base_study();
  apply(page.wrong, files);
  if (right) apply(page.right, files);
  for (auto& [path, text] : files) text = expand(text);
  return files;
}

/// All findings but the notes of other rules, in text form.
std::string check(const Files& files, std::string_view code) {
  // A page shows one language; the report of QS701's page is asked for in the other.
  auto read = checked(files, {}, code == rule::missing_language.code ? Language::en : Language::nl);
  auto& found = read.diagnostics;
  // Two hundred findings of another rule are what QS163 is about, and not worth a page.
  const auto left_out = [&](const Diagnostic& one) {
    return one.rule->code != code && (one.severity == Severity::note || code == rule::more_findings.code);
  };
  std::erase_if(found, left_out);
  return render_text(found, read.study.sources);
}

/// The same for an example that needs a real folder: the program's own output for this rule.
std::string check_folder(const Files& files, const std::string& commands, std::string_view code) {
  const Folder folder;
  for (const auto& [path, text] : files) folder.write(path, text);
  const Inside inside(folder.path());
  REQUIRE(std::system(commands.c_str()) == 0);
  auto found =
      run_program({"check", "--quiet", "--format", "text", "--color", "never", "--select", std::string(code), "."}).out;
  while (found.ends_with("\n\n")) found.pop_back();
  return found;
}

std::string outcome(const RulePage& page, bool right, std::string_view code) {
  const auto files = files_of(page, right);
  const auto& commands = (right ? page.right : page.wrong).commands;
  return commands.empty() ? check(files, code) : check_folder(files, commands, code);
}

std::string page_path(std::string_view code) { return project_path("data/rules/" + std::string(code) + ".md"); }

}  // namespace

TEST_CASE("the study that the pages stand in has nothing to find") { CHECK(check(base_study(), "") == ""); }

TEST_CASE("every rule has a page, and every page a rule") {
  std::set<std::string> pages, codes;
  for (const auto& entry : fs::directory_iterator(project_path("data/rules")))
    pages.insert(entry.path().stem().string());
  for (const auto& rule : rules()) codes.insert(std::string(rule.code));
  CHECK(pages == codes);
}

TEST_CASE("rules are sorted by code, and codes and names are each used once") {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < rules().size(); ++i) {
    CHECK(names.insert(rules()[i].name).second);
    if (i > 0) CHECK(rules()[i - 1].code < rules()[i].code);
  }
}

TEST_CASE("what a page calls wrong gives its message, and what it calls right gives nothing") {
  const bool golden = std::getenv("QUICKSCAN_GOLDEN") != nullptr;
  for (const auto& rule : rules()) {
    if (!fs::exists(page_path(rule.code))) continue;  // reported above
    CAPTURE(rule.code);
    const auto page = read_rule_page(page_path(rule.code));
    CHECK(page.title == std::string(rule.code) + " " + std::string(rule.name));
    CHECK(page_of(rule) == page.text.substr(page.text.find("# QS")));
    CHECK(page.explanation.size() > 50);
    CHECK_MESSAGE(holds(page.message, "= help: "), "a message without a cure");
    const auto found = outcome(page, false, rule.code);
    CHECK(found.find("[" + std::string(rule.code) + "]") != std::string::npos);
    CHECK((files_of(page, true) != files_of(page, false) || page.right.commands != page.wrong.commands));
    CHECK(outcome(page, true, rule.code) == "");
    if (golden && found != page.message) {
      auto text = page.text;
      text.replace(page.message_begin, page.message_end - page.message_begin, found);
      std::ofstream(page_path(rule.code), std::ios::binary) << text;
    } else {
      CHECK(found == page.message);
    }
  }
}
