#include "study_files.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace quickscan::test;

namespace {

struct Case {
  std::string text;
  std::string finding;  ///< without the file and the rule
};

std::string at(const std::string& text) {
  auto line = findings_in_yaml(text);
  const std::string code = "error[QS140]: ";
  const auto begin = line.find(code);
  if (begin == std::string::npos) return line;
  line.erase(begin, code.size());
  return line.substr(7, line.find('\n') - 7);
}

void check_all(const std::vector<Case>& cases) {
  for (const auto& one : cases) {
    CAPTURE(one.text);
    CHECK(at(one.text) == one.finding);
  }
}

}  // namespace

TEST_CASE("a key has a colon") {
  check_all({{"foo:\n  bar\ninvalid\n", "3:1: a key without a colon"},
             {"top1:\n  - item\ntop2\n", "3:1: a key without a colon"},
             {"a: [\n b\n ]\nno key\n", "4:1: a key without a colon"},
             {"a:\n- item1\n- item2\nno\n", "4:1: a key without a colon"},
             {"a:\n- {rec: x}\n- b: c\n  ...\n", "4:3: a line that continues the text above, and is not indented"},
             {"? a\n: b\n", "1:3: a key that begins with `?`"}});
}

TEST_CASE("a closing bracket may be below the key, and a byte-order mark indents nothing") {
  CHECK(findings_in_yaml("\"a\": {\n  b: c\n}\n") == "");
  CHECK(findings_in_yaml("\"a\": [\n  b,\n  c\n]\nd:\n  e: [f\n  ]\n") == "");
  CHECK(findings_in_yaml("\xEF\xBB\xBF\"a\": [\n  b]\n") == "");
}

TEST_CASE("a comment has a space before it") {
  check_all({{"key: \"value\"# comment\n", "1:13: a comment right behind a quotation mark"},
             {"key: 'value'#c\n", "1:13: a comment right behind a quotation mark"},
             {"a: [b, c]#d\n", "1:10: a comment right behind a closing bracket"},
             {"a: {b: c}#d\n", "1:10: a comment right behind a closing bracket"},
             {"a: [b,#c\n d]\n", "1:7: a comment right behind a comma or bracket"},
             {"a: [\"b\"#c\n , d]\n", "1:8: a comment right behind a quotation mark"},
             {"a: ># comment\n  b\n", "1:5: a comment right behind `|` or `>`"}});
  CHECK(findings_in_yaml("a: \"b\" # c\nd: [e, # f\n  g] # h\ni: | # j\n  k\n") == "");
}

TEST_CASE("a backslash before an apostrophe means nothing in YAML") {
  CHECK(at("a: \"it\\'s\"\n") == "1:7: a backslash before `'`, which means nothing");
  CHECK(at("a: [\"it\\'s\"]\n") == "1:8: a backslash before `'`, which means nothing");
  CHECK(at("\"it\\'s\": b\n") == "1:4: a backslash before `'`, which means nothing");
  CHECK(findings_in_yaml("a: \"it's \\\\'\"\nb: 'it\\''s'\n") == "");
}

TEST_CASE("a line that continues a value is indented more than its key") {
  const std::string message = "a line that continues a text or a list, and is not indented";
  check_all({{"a: \"b\nc\nd\"\n", "2:1: " + message},
             {"a: 'b\nc'\n", "2:1: " + message},
             {"a:\n  b: \"c\n  d\"\n", "3:3: " + message},
             {"a:\n- \"b\nc\"\n", "3:1: " + message},
             {"a: [b,\nc,\nd]\n", "2:1: " + message},
             {"a: {\nb: c}\n", "2:1: " + message},
             {"a:\n\n{b: c}\n", "3:1: " + message},
             {"a: [\n\tb,\n c\n ]\n", "2:1: " + message}});
  CHECK(findings_in_yaml("a: \"b\n c\n\n d\"\ne: [f,\n  g,\n]\nh:\n- [i,\n  j]\nk: [\n# l\n  m]\n") == "");
}

TEST_CASE("a list in brackets has something between its commas") {
  const std::string message = "nothing before a comma of a list";
  check_all({{"a: [, b]\n", "1:5: " + message},
             {"a: [b, , c]\n", "1:8: " + message},
             {"a: [b, c, , ]\n", "1:11: " + message},
             {"a: {b: [c,,d]}\n", "1:11: " + message}});
  CHECK(findings_in_yaml("a: [b, c, ]\nd: [~, null]\n") == "");
}

TEST_CASE("a mark of YAML is no text in brackets") {
  check_all({{"a: [-]\n", "1:5: a text in brackets that begins with `-` or `:`"},
             {"a: [-, -]\n", "1:5: a text in brackets that begins with `-` or `:`"},
             {"a: {b: :c}\n", "1:8: a text in brackets that begins with `-` or `:`"},
             {"a: {b:, c}\n", "1:6: a colon without a space behind it"},
             {"a: [b::c]\n", "1:6: a colon without a space behind it"},
             {"a: ! b\n", "a.yaml:1:4: error[QS124]: a tag, which this format does not have\n"}});
  CHECK(findings_in_yaml("a: [-1, b:c, 10:30, \"d\": e, {f: g}]\n") == "");
}

TEST_CASE("spaces indent, tabs do not") {
  check_all({{"a:\n \tb\n", "2:2: a tab where spaces indent"},
             {"a: |\n \t\nb: c\n", "2:2: a tab where spaces indent"},
             {"\t# a comment\na: b\n", "1:1: a tab where spaces indent"},
             {"a:\n- \tb\n", "2:3: a tab where spaces indent"},
             {"a:\n\t\n", "2:1: a tab where spaces indent"}});
  CHECK(findings_in_yaml("a:\tb\t# c\nd: |\n  e\n  \tf\n") == "");
}

TEST_CASE("blank lines do not set the indentation of a block of text") {
  CHECK(at("a: >\n \n  \n   \n # b\n") == "4:1: a blank line that is indented more than the text below it");
  CHECK(findings_in_yaml("a: |\n\n  b\n\n  c\nd: |\n   \ne: |2\n    f\n") == "");
}
