#include "core/messages.hpp"
#include "formats/manual_terminal.hpp"
#include "manual.hpp"
#include "program.hpp"
#include "study/format_keys.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

namespace quickscan {

namespace {

bool answers(std::string_view topic, std::string_view part) {
  return look_up(topic, 80).text.find(part) != std::string::npos;
}

/// The groups of data/messages that hold terms.
constexpr std::array<std::string_view, 9> term_groups{"grade",        "consensus",     "rating", "component", "concern",
                                                      "confirmation", "verdict_words", "status", "word"};

}  // namespace

TEST_CASE("A key is explained by its name, with its values, an example and its rules") {
  CHECK(look_up("optional", 80).text ==
        "escalation[].optional (study.yaml)\n"
        "----------------------------------\n"
        "\n"
        "Whether the step may be skipped.\n"
        "\n"
        "- values: boolean\n"
        "- left out: `false`\n"
        "- example: `optional: true`\n"
        "- more: `quickscan help study.yaml`\n");
  CHECK(answers("thresholds.voices", "QS159 out-of-range"));
}

TEST_CASE("A topic is a page, a file, a key, a term, a value or a reference") {
  CHECK(answers("scoring", "How scores are made\n==="));
  CHECK(answers("study.yaml", "Study YAML\n---"));
  CHECK(answers("interviews/r07.yaml", "Interviews\n---"));
  CHECK(answers("stage", "segments[].stage"));
  CHECK(answers("voice", "Voices\n---"));
  CHECK(answers("Median interval", "order-statistic"));
  CHECK(answers("no-answer", "contacts[].outcome"));
  CHECK(answers("front line", "Cells\n---"));
  CHECK(answers("QS201", "QS201 unknown-recommendation\n==="));
  CHECK(answers("client", "Clients\n---"));
  CHECK(answers("manual/scoring.md#median", "lower median"));
}

TEST_CASE("Every term of the outputs is a topic, in both languages") {
  const auto is_topic = [](const std::string& term) { return test::run_program({"help", term}).code == 0; };
  for (const auto language : {Language::en, Language::nl}) {
    const Messages say(language);
    for (const auto& key : say.keys()) {
      const auto group = key.substr(0, key.find('.'));
      const auto text = say(key);
      const auto term = text.substr(0, text.find(": {"));
      const bool is_sentence = std::ranges::count(term, ' ') > 2 || term.find_first_of("{,") != std::string::npos;
      const bool is_everyday = key == "word.yes" || key == "word.no" || key == "word.commissioner";
      if (std::ranges::find(term_groups, group) == term_groups.end() || is_sentence || is_everyday) continue;
      CAPTURE(term);
      CHECK(is_topic(term));
    }
  }
  for (const std::string term : {"study",
                                 "rung",
                                 "n",
                                 "practice",
                                 "variants",
                                 "way of counting",
                                 "verdict",
                                 "hedge",
                                 "cap",
                                 "gap",
                                 "frame",
                                 "level",
                                 "saturation",
                                 "median",
                                 "reach",
                                 "interval",
                                 "consensus",
                                 "index",
                                 "values",
                                 "evidence",
                                 "silent",
                                 "unknown",
                                 "n/a",
                                 "rests on",
                                 "other levels",
                                 "insufficient evidence",
                                 "profile",
                                 "views differ",
                                 "landed",
                                 "broker",
                                 "actor",
                                 "unit",
                                 "statement",
                                 "trede",
                                 "stem",
                                 "stemmen",
                                 "niveau",
                                 "mediaan",
                                 "bereik",
                                 "zwijgt",
                                 "onvoldoende zicht",
                                 "eenheden",

                                 "verzadiging",
                                 "oordeel",
                                 "ontwikkeling",
                                 "tegengesproken",
                                 "verbinding",
                                 "bewijs",
                                 "steunt op"}) {
    CAPTURE(term);
    CHECK(is_topic(term));
  }
}

TEST_CASE("Help on a command adds the part of the manual on what it shows") {
  const auto coverage = test::run_program({"help", "coverage"}).out;
  CHECK(coverage.starts_with("quickscan coverage [STUDY]\n"));
  CHECK(coverage.find("\nCoverage\n--------\n") != std::string::npos);
  CHECK(test::run_program({"help", "agreement"}).out.find("\nCoder agreement\n---") != std::string::npos);
  CHECK(test::run_program({"help", "check.md"}).err.find("did you mean `check`?") != std::string::npos);
}

TEST_CASE("An unknown topic gets a suggestion of any kind, or the places where it occurs") {
  CHECK(look_up("consensis", 80).help == "did you mean `consensus`?");
  CHECK(look_up("vioces", 80).help == "did you mean `voices`?");
  CHECK(look_up("krippendorf", 80).help.find("rippendorff") != std::string::npos);
  CHECK(look_up("bootstrp", 80).help.find("bootstrap") != std::string::npos);
  CHECK(look_up("Krippendorf alpha", 80).help.find("rippendorff") != std::string::npos);
  CHECK(look_up("bootstrp", 80).help == "`bootstrap` occurs in `quickscan help index`");
  CHECK(look_up("Leik", 80).help == "it occurs in `quickscan help consensus`");
  const auto outcome = test::run_program({"help", "xyzzy"});
  CHECK(outcome.code == 2);
  CHECK(outcome.err ==
        "quickscan: nothing known of `xyzzy`\n  = help: `quickscan help` lists the commands and the pages of the "
        "manual\n");
}

TEST_CASE("A command that the manual has a page on points to it") {
  CHECK(test::run_program({"help", "graph"}).out.find("\nIn the manual: quickscan help graph.md\n") !=
        std::string::npos);
  CHECK(test::run_program({"help", "graph.md"}).out.starts_with("The stakeholder graph\n==="));
}

TEST_CASE("Every key has its meaning in both languages and an example of itself") {
  const auto keys = format_keys();
  REQUIRE(keys.size() > 150);
  for (const auto& key : keys) {
    CAPTURE(key.path);
    CHECK(!key.meaning.nl.empty());
    CHECK(!key.meaning.en.empty());
    CHECK(key.example.starts_with(key.name() + ": "));
  }
}

TEST_CASE("A page is wrapped, and a table that is too wide becomes one block a row") {
  CHECK(manual_for_terminal(
            "# Title\n\nSome **bold** words and a [link](page.md#link),\n[another](page.md) and `code`.\n\n- "
            "one\n  more\n- two\n\n"
            "```yaml\na: 1\n```\n",
            60) ==
        "Title\n=====\n\nSome bold words and a link, another (`quickscan help page`)\nand `code`.\n\n- one more\n- "
        "two\n\n    a: 1\n");
  CHECK(manual_for_terminal("| a | b |\n|---|---|\n| 1 | 2 \\| 3 |\n", 60) == "a  b\n-  -----\n1  2 | 3\n");
  const std::string wide(50, 'x');
  CHECK(manual_for_terminal("| a | b |\n|---|---|\n| " + wide + " | 2 |\n| short | |\n| c | " + wide + " |\n", 60) ==
        wide + "\n  b: 2\n\nshort\n\nc\n  b: " + wide + "\n");
}

}  // namespace quickscan
