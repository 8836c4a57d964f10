#include "study/edit/entries.hpp"
#include "study/edit/rename.hpp"

#include <doctest/doctest.h>

#include <string>

using quickscan::IdKind;
using quickscan::StudyTexts;

namespace {

const StudyTexts texts{
    {"study.yaml", "id: s\nframe:\n  top: [vt, team]   # whom we set out to hear\n"},
    {"stakeholders.yaml", "vt: {name: vt, levels: [top]}   # the name stays\nteam:\n  name: Team\n  levels: [top]\n"},
    {"interviews/i01.yaml",
     "interview: i01\nspeakers:\n  vt: {level: top, who: vt}\nsegments:\n- rec: access\n  by: vt\n  note: vt says vt\n"
     "  ties: [vt@top - team@top, \"team > vt\"]\n"},
    {"framework.yaml",
     "recommendations:\n  access: {name: Access, parts: {gate: {name: Gate}}}\n  joint: {name: Joint}\n"},
};

}  // namespace

TEST_CASE(
    "a renamed stakeholder changes in keys, lists, speakers and ties, never in names, notes or speakers' own keys") {
  const auto edit = rename_id(texts, "framework.yaml", IdKind::stakeholder, "vt", "safe-home");
  CHECK(edit.problem == "");
  CHECK(edit.changed.at("study.yaml") == "id: s\nframe:\n  top: [safe-home, team]   # whom we set out to hear\n");
  CHECK(edit.changed.at("stakeholders.yaml") ==
        "safe-home: {name: vt, levels: [top]}   # the name stays\nteam:\n  name: Team\n  levels: [top]\n");
  CHECK(edit.changed.at("interviews/i01.yaml") ==
        "interview: i01\nspeakers:\n  vt: {level: top, who: safe-home}\nsegments:\n- rec: access\n  by: vt\n  note: vt "
        "says "
        "vt\n  ties: [safe-home@top - team@top, \"team > safe-home\"]\n");
}

TEST_CASE("an interview's file goes by its new id") {
  const auto edit = rename_id(texts, "framework.yaml", IdKind::interview, "i01", "r01");
  CHECK(edit.renamed.at("interviews/i01.yaml") == "interviews/r01.yaml");
  CHECK(edit.changed.at("interviews/r01.yaml").starts_with("interview: r01\n"));
}

TEST_CASE("a part keeps its recommendation") {
  const auto edit = rename_id(texts, "framework.yaml", IdKind::part, "access.gate", "door");
  CHECK(edit.changed.at("framework.yaml") ==
        "recommendations:\n  access: {name: Access, parts: {door: {name: Gate}}}\n  joint: {name: Joint}\n");
  CHECK(rename_id(texts, "framework.yaml", IdKind::part, "access.gate", "joint.gate").problem != "");
}

TEST_CASE("an id that is taken, unknown or no id is refused") {
  CHECK(rename_id(texts, "framework.yaml", IdKind::stakeholder, "vt", "team").problem.find("merge") !=
        std::string::npos);
  CHECK(rename_id(texts, "framework.yaml", IdKind::stakeholder, "v", "w").problem ==
        "there is no stakeholder `v` in this study");
  CHECK(rename_id(texts, "framework.yaml", IdKind::stakeholder, "vt", "Safe Home").problem.find("is no id") !=
        std::string::npos);
}

TEST_CASE("a merged stakeholder leaves its entry and the list that names both") {
  const auto edit = merge_ids(texts, "framework.yaml", IdKind::stakeholder, "vt", "team");
  CHECK(edit.changed.at("stakeholders.yaml") == "team:\n  name: Team\n  levels: [top]\n");
  CHECK(edit.changed.at("study.yaml") == "id: s\nframe:\n  top: [team]   # whom we set out to hear\n");
}

TEST_CASE("a split recommendation has two entries, and every place is listed to decide") {
  const auto edit = quickscan::split_recommendation(texts, "framework.yaml", "access", "direct", "shared");
  CHECK(edit.changed.at("framework.yaml") ==
        "recommendations:\n  direct: {name: Access, parts: {gate: {name: Gate}}}\n"
        "  shared: {name: Access, parts: {gate: {name: Gate}}}\n  joint: {name: Joint}\n");
  CHECK(edit.to_decide.size() == 2);
  CHECK(edit.to_decide.back() == "interviews/i01.yaml:5: `direct` now; or `shared`?");
}

TEST_CASE("an item is added to a list as that is written") {
  CHECK(quickscan::with_item("a: 1\nlist:\n  - x: 1\n    y: 2\nb: 2\n", "list", "z") ==
        "a: 1\nlist:\n  - x: 1\n    y: 2\n  - z\nb: 2\n");
  CHECK(quickscan::with_item("list: [x]\n", "list", "z") == "list: [x, z]\n");
  CHECK(quickscan::with_item("a: 1\n", "list", "z") == "a: 1\nlist:\n- z\n");
}

TEST_CASE("the difference shows the lines that change") {
  const auto edit = rename_id(texts, "framework.yaml", IdKind::recommendation, "joint", "shared");
  CHECK(edit_diff(texts, edit) ==
        "--- framework.yaml\n+++ framework.yaml\n@@ 3 @@\n-  joint: {name: Joint}\n+  shared: {name: Joint}\n");
}

TEST_CASE("an item of a mapping is added as those before it, a bracket or a line of its own") {
  CHECK(quickscan::with_item("coders: {kl: {name: K}}\n", "coders", "tv: {name: T}") ==
        "coders: {kl: {name: K}, tv: {name: T}}\n");
  CHECK(quickscan::with_item("coders:\n  kl: {name: K}   # first\nid: s\n", "coders", "tv: {name: T}") ==
        "coders:\n  kl: {name: K}   # first\n  tv: {name: T}\nid: s\n");
}

TEST_CASE("a value goes in its place, below another key, or at the end, with the line ends of the file") {
  CHECK(quickscan::with_value("a: 1  # one\nb: 2\n", "a", "3") == "a: 3  # one\nb: 2\n");
  CHECK(quickscan::with_value("a: 1  # one\r\nb: 2\r\n", "c", "3", "a") == "a: 1  # one\r\nc: 3\r\nb: 2\r\n");
  CHECK(quickscan::with_value("a: 1\r\n", "c", "3") == "a: 1\r\nc: 3\r\n");
  CHECK(quickscan::with_value("{a: {b: 1}}\n", "c", "3", "a") == "{a: {b: 1}, c: 3}\n");
}

TEST_CASE("an entry between brackets goes with its own brackets, and what refers to it goes too") {
  CHECK(quickscan::without_keys("{a: {x: [1, 2], }, b: {y: {}}, c: 1}\n", {"a", "c"}) == "{b: {y: {}}}\n");
  CHECK(quickscan::without_keys("a: {x: 1}\nb:\n  replaces: a\n  x: 2\nc: {copies: a, x: 3}\n", {"a"},
                                {"replaces", "copies"}) == "b:\n  x: 2\nc: {x: 3}\n");
}

TEST_CASE("places to decide after a split are lines as they are then, and rungs are not merged") {
  const StudyTexts framework{
      {"framework.yaml",
       "recommendations:\n  access:\n    name: Access\n  joint: {name: Joint}\n"
       "lines: {x: {name: X, items: {y: {name: Y, recs: [access]}}}}\nladder: [{id: a}, {id: b}]\n"}};
  const auto edit = quickscan::split_recommendation(framework, "framework.yaml", "access", "direct", "shared");
  CHECK(edit.to_decide.back() == "framework.yaml:7: `direct` now; or `shared`?");
  CHECK(merge_ids(framework, "framework.yaml", IdKind::rung, "a", "b").problem.find("numbers of stages") !=
        std::string::npos);
}
