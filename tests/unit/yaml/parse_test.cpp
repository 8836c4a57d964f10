#include "study_files.hpp"
#include "yaml/parse.hpp"

#include <doctest/doctest.h>

using namespace quickscan;
using namespace quickscan::test;

TEST_CASE("a mapping becomes a tree whose nodes know their bytes") {
  YamlTree tree;
  const std::string text = "a: één\nb: [1, \"2\"]\nc: {d: 'it''s'}\n";
  CHECK(findings_in_yaml(text, &tree) == "");
  const auto* a = tree.find(tree.root(), "a");
  REQUIRE(a != nullptr);
  CHECK(tree.text(*a) == "één");
  CHECK(text.substr(a->begin, a->end - a->begin) == "één");
  const auto* b = tree.find(tree.root(), "b");
  CHECK(b->count == 2);
  const auto& second = tree.at(tree.at(b->first).next);
  CHECK(second.quoted);
  CHECK(text.substr(second.begin, second.end - second.begin) == "\"2\"");
  const auto* d = tree.find(*tree.find(tree.root(), "c"), "d");
  CHECK(tree.text(*d) == "it's");
  CHECK(text.substr(d->begin, d->end - d->begin) == "'it''s'");
}

TEST_CASE("places count a byte-order mark's bytes but not its column") {
  CHECK(findings_in_yaml("\xEF\xBB\xBF"
                         "a: 1\na: 2\n") == "a.yaml:2:1: error[QS120]: duplicate key `a`\n");
  CHECK(findings_in_yaml("\xEF\xBB\xBF"
                         "%YAML 1.2\n") == "a.yaml:1:1: error[QS132]: a line that begins with `%`\n");
}

TEST_CASE("a file of anchors is read no further than a thousand of them") {
  std::string text = "a:\n";
  for (int i = 0; i < 3000; ++i) text += "- &x 1\n";
  const auto found = findings_in_yaml(text);
  CHECK(std::ranges::count(found, '\n') == 1000);
  CHECK(found.starts_with("a.yaml:2:3: error[QS113]"));
}

TEST_CASE("what YAML accepts in silence is refused") {
  CHECK(findings_in_yaml("a: 1\na: 2\n") == "a.yaml:2:1: error[QS120]: duplicate key `a`\n");
  CHECK(findings_in_yaml("a: 1\n---\nb: 2\n") ==
        "a.yaml:2:1: error[QS130]: more than one document, or text after the end of the document\n");
  CHECK(findings_in_yaml("a: &x 1\n") == "a.yaml:1:4: error[QS113]: an anchor, which this format does not have\n");
  CHECK(findings_in_yaml("a: !!int 1\n") == "a.yaml:1:4: error[QS124]: a tag, which this format does not have\n");
  CHECK(findings_in_yaml("<<: {b: 1}\n") ==
        "a.yaml:1:1: error[QS123]: a merge key `<<`, which this format does not have\n");
  CHECK(findings_in_yaml("? [a]\n: 1\n") == "a.yaml:1:3: error[QS121]: a key that is not plain text\n");
  CHECK(findings_in_yaml("- a\n") == "a.yaml:1:1: error[QS133]: found a list, expected a mapping of keys to values\n");
  CHECK(findings_in_yaml("") == "a.yaml:1:1: error[QS131]: an empty file\n");
  CHECK(findings_in_yaml("# only a comment\n") == "a.yaml:1:1: error[QS131]: nothing but comments in this file\n");
}

TEST_CASE("an unclosed quote is found where it opens") {
  CHECK(findings_in_yaml("a: \"one\nb: two\n") == "a.yaml:1:4: error[QS142]: a quote that is never closed\n");
  CHECK(findings_in_yaml("a: 'it''s'\nb: 'two\n") == "a.yaml:2:4: error[QS142]: a quote that is never closed\n");
  CHECK(findings_in_yaml("- x: 1\n  y: \"two\n\n") == "a.yaml:2:6: error[QS142]: a quote that is never closed\n");
}

TEST_CASE("a second colon in a text has its own message") {
  CHECK(findings_in_yaml("a: Ze zei: dat kan niet\n") ==
        "a.yaml:1:10: error[QS141]: a second colon in a text without quotes\n");
}

TEST_CASE("text that is not UTF-8, or that no text should hold, is refused at its byte") {
  CHECK(findings_in_yaml("a: caf\xE9 au lait\n") ==
        "a.yaml:1:7: error[QS101]: byte 0xE9 is not UTF-8; the file looks like Windows-1252\n");
  CHECK(findings_in_yaml("a: \xC0\xAF\n") == "a.yaml:1:4: error[QS101]: byte 0xC0 is not UTF-8\n");
  CHECK(findings_in_yaml(std::string("a: x\0y\n", 7)) == "a.yaml:1:5: error[QS102]: a NUL byte\n");
  CHECK(findings_in_yaml("a: x\x1By\n") == "a.yaml:1:5: error[QS102]: a control character, U+001B\n");
  CHECK(findings_in_yaml("a: 1\rb: 2\n") == "a.yaml:1:5: error[QS106]: a carriage return without a newline\n");
  CHECK(findings_in_yaml("a: \"\\x1b[31m\"\n") ==
        "a.yaml:1:4: error[QS102]: an escape gives a control character or no character at all\n");
  CHECK(findings_in_yaml("a: 1\r\nb: 2\r\n") == "");
}

TEST_CASE("limits hold") {
  std::string deep = "a: ";
  for (int i = 0; i < 40; ++i) deep += "[";
  deep += std::string(40, ']');
  CHECK(findings_in_yaml(deep + "\n").starts_with("a.yaml:1:35: error[QS110]: nested more than 32 deep\n"));
  CHECK(findings_in_yaml(std::string(201, 'k') + ": 1\n") ==
        "a.yaml:1:1: error[QS122]: a key of more than 200 characters\n");
  YamlTree tree;
  Diagnostics diagnostics;
  YamlLimits limits;
  limits.bytes = 4;
  CHECK_FALSE(read_yaml("a: 12\n", 0, tree, diagnostics, limits));
  CHECK(diagnostics.front().rule->code == "QS103");
}

TEST_CASE("a value that is missing is placed at its key") {
  YamlTree tree;
  CHECK(findings_in_yaml("a:\nnullable: 1\n", &tree) == "");
  const auto* a = tree.find(tree.root(), "a");
  CHECK(a->empty);
  CHECK(a->begin == 0);
  CHECK(a->end == 1);
}

TEST_CASE("a file that was cut is refused or warned about, at every byte") {
  const std::string whole =
      "interview: r1\nsegments:\n- rec: access\n  quote: \"Ze zei: 'nee'\"\n- {rec: joint, stage: 2}\n";
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    const bool line_end = size > 0 && whole[size - 1] == '\n';
    const bool said = !findings_in_yaml(whole.substr(0, size)).empty();
    const bool as_expected = line_end || said;
    CHECK(as_expected);
  }
}
