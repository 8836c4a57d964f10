#include "arguments.hpp"
#include "program.hpp"
#include "texts.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace quickscan;
using namespace quickscan::test;

namespace {

const std::string example = project_path("examples/rotterdam-2021");

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

/// What is offered, without what it means.
std::vector<std::string> offers(std::vector<std::string> words) {
  words.insert(words.begin(), "__complete");
  const auto outcome = run_program(words);
  CHECK(outcome.code == 0);
  CHECK(outcome.err.empty());
  auto lines = lines_of(outcome.out);
  for (auto& line : lines) line = line.substr(0, line.find('\t'));
  return lines;
}

}  // namespace

TEST_CASE("the values that are offered for an option are those that the command lists for a wrong one") {
  const Inside inside(example);
  const std::vector<std::vector<std::string>> cases{{"init", "--example"},
                                                    {"init", "--framework"},
                                                    {"check", "--format"},
                                                    {"report", "--format"},
                                                    {"report", "--print-template"},
                                                    {"graph", "--format"},
                                                    {"graph", "--unit"},
                                                    {"graph", "--status"},
                                                    {"graph", "--relation"},
                                                    {"schema", "--print"},
                                                    {"find", "--format"},
                                                    {"find", "--basis"},
                                                    {"find", "--rec"},
                                                    {"find", "--level"},
                                                    {"find", "--who"},
                                                    {"find", "--factor"},
                                                    {"find", "--dev"},
                                                    {"export", "--format"},
                                                    {"export", "--csv-dialect"},
                                                    {"export", "--tables"},
                                                    {"report", "--audience"},
                                                    {"why", "--lang"},
                                                    {"check", "--color"},
                                                    {"new"},
                                                    {"rename"},
                                                    {"completions"}};
  for (const auto& words : cases) {
    auto typed = words;
    typed.emplace_back("zzzzzzzz");
    if (words.front() == "rename") typed.insert(typed.end(), {"a", "b"});
    if (words.front() == "why") typed.emplace_back("access");
    const auto refused = run_program(typed);
    CAPTURE(refused.err);
    const auto at = refused.err.find("one of ");
    REQUIRE(at != std::string::npos);
    auto listed = replaced(refused.err.substr(at + 7, refused.err.find('\n', at) - at - 7), ", ", "\n") + "\n";
    while (holds(listed, ", ")) listed = replaced(listed, ", ", "\n");
    auto wanted = lines_of(listed);
    auto asked = words;
    asked.emplace_back("");
    auto given = offers(asked);
    std::ranges::sort(wanted);
    std::ranges::sort(given);
    CHECK(given == wanted);
  }
}

TEST_CASE("ids are completed from the study that the line names, or else from the one around the current folder") {
  {
    const Inside inside(example + "/interviews");
    CHECK(offers({"why", "arr"}) == std::vector<std::string>{"arrangement", "arrangement-v1", "arrangement-v2"});
    CHECK(offers({"why", "joint/t"}) == std::vector<std::string>{"joint/tactical"});
    CHECK(offers({"why", "wijkteam@o"}) == std::vector<std::string>{"wijkteam@operational"});
    CHECK(offers({"withdraw", "g1"}) == std::vector<std::string>{"g1"});
    CHECK(offers({"explain", "trie"}) == std::vector<std::string>{"tried"});
    CHECK(offers({"rename", "level", "str"}) == std::vector<std::string>{"strategic"});
    CHECK(offers({"merge", "factor", "a", "sil"}) == std::vector<std::string>{"silos"});
  }
  const Folder elsewhere;
  const Inside inside(elsewhere.path());
  CHECK(offers({"summary", example, "--rec", "arr"}) == std::vector<std::string>{"arrangement"});
  CHECK(offers({"summary", "--rec", "arr"}).empty());
}

TEST_CASE("options are completed with and without an equals sign, and lists behind their commas") {
  CHECK(offers({"check", "--st"}) == std::vector<std::string>{"--stdin-filename", "--strict"});
  CHECK(offers({"report", "--format=h"}) == std::vector<std::string>{"--format=html"});
  CHECK(offers({"report", "--format", "html,p"}) == std::vector<std::string>{"html,pdf"});
  CHECK(offers({"check", "--ignore", "QS512,QS510"}) == std::vector<std::string>{"QS512,QS510"});
  CHECK(offers({"graph", "--quiet", "--format", "graphm"}) == std::vector<std::string>{"graphml"});
}

TEST_CASE("where nothing can be offered nothing is printed, and the shell goes on with names of files") {
  const Folder folder;
  const Inside inside(folder.path());
  for (const auto& words :
       std::vector<std::vector<std::string>>{{"check", ""}, {"why", "a"}, {"nonsense", ""}, {"report", "-o", ""}})
    CHECK(offers(words).empty());
  CHECK(run_program({"__complete"}).out.empty());
  folder.write("study.yaml", "x: [");
  folder.write("stakeholders.yaml", "\x01");
  CHECK(offers({"find", "--who", ""}).empty());
}

TEST_CASE("completion reads no interview and prints nothing that a shell could take for more than a word") {
  const Folder folder;
  write_study(folder);
  folder.write("interviews/r02.yaml", "Jan de Vries zei: dat");
  folder.write("interviews/$(id).yaml", "");
  folder.write("interviews/a b.yaml", "");
  folder.write("confidential/key.yaml", "p1: Jan de Vries\n");
  const Inside inside(folder.path());
  CHECK(offers({"withdraw", ""}) == std::vector<std::string>{"r01", "r02"});
  for (const auto& entry : command_entries())
    for (const auto& word : offers({std::string(entry.name), ""})) CHECK(!holds(word, "Vries"));
}

TEST_CASE("the hidden command stands in no help") {
  CHECK(!holds(run_program({"--help"}).out, "__complete"));
  CHECK(run_program({"__complet"}).code == 2);
}
