#include "core/render_diagnostics.hpp"
#include "yaml/parse.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

using namespace quickscan;

namespace {

struct Reading {
  bool usable = false;
  std::string findings;
  YamlTree tree;
};

Reading reading(const std::string& text, YamlReaders readers) {
  Reading result;
  Sources sources([&](const std::string&) { return std::optional(text); });
  Diagnostics diagnostics;
  result.usable = read_yaml(text, sources.add("a.yaml"), result.tree, diagnostics, {}, readers);
  result.findings = render_text(diagnostics, sources);
  return result;
}

bool is_taken(const std::string& text) { return reading(text, YamlReaders::subset_alone).usable; }

// Findings, nodes, their places, lines and texts.
void check_same(const std::string& text) {
  const auto first = reading(text, YamlReaders::subset_alone);
  if (!first.usable) return;
  const auto whole = reading(text, YamlReaders::authority_alone);
  if (whole.usable && first.findings == whole.findings && first.tree.nodes == whole.tree.nodes &&
      first.tree.texts == whole.tree.texts)
    return;
  CAPTURE(text);
  CHECK(whole.usable);
  CHECK(first.findings == whole.findings);
  CHECK(first.tree.nodes.size() == whole.tree.nodes.size());
  for (std::size_t i = 0; i < std::min(first.tree.nodes.size(), whole.tree.nodes.size()); ++i) {
    const auto& node = first.tree.nodes[i];
    const auto& other = whole.tree.nodes[i];
    if (node == other) continue;
    CAPTURE(i);
    CHECK(first.tree.text(node) == whole.tree.text(other));
    CHECK(node.begin == other.begin);
    CHECK(node.end == other.end);
    CHECK(node.line == other.line);
    CHECK(node.kept == other.kept);
    FAIL_CHECK("another node");
    break;
  }
}

std::string text_of(const std::string& text, std::string_view key) {
  const auto [usable, findings, tree] = reading(text, YamlReaders::subset_alone);
  if (!usable) return "left to yaml-cpp";
  const auto* value = tree.find(tree.root(), key);
  return value == nullptr ? "no such key" : std::string(tree.text(*value));
}

}  // namespace

TEST_CASE("texts are read as YAML has them, on one line and on several") {
  CHECK(text_of("a: een hele zin, zonder meer # opmerking\r\nb: 1\n", "a") == "een hele zin, zonder meer");
  CHECK(text_of("a: een zin\n   die doorloopt\n\n   in een alinea\nb: 1\n", "a") ==
        "een zin die doorloopt\nin een alinea");
  CHECK(text_of("a: \"een \\\"twee\\\" \\\\ drie\"\n", "a") == "een \"twee\" \\ drie");
  CHECK(text_of("a: 'it''s late'\n", "a") == "it's late");
  CHECK(text_of("a: \"een zin \n  die doorloopt\n\n  in een alinea\"\n", "a") ==
        "een zin die doorloopt\nin een alinea");
  CHECK(text_of("a: >-\n  een zin\n  die doorloopt\n\n  in een alinea\n\nb: 1\n", "a") ==
        "een zin die doorloopt\nin een alinea");
  CHECK(text_of("a: |\n  een\n    twee\n\n  drie\n\nb: 1\n", "a") == "een\n  twee\n\ndrie\n");
}

TEST_CASE("what studies are written in is taken, and what is wrong or rare is left to yaml-cpp") {
  for (const auto* text : {
           "---\n# opmerking\ninterview: r01\nsegments:\n- rec: access\n  quote: \"words said\"  # opmerking\n",
           "\xEF\xBB\xBF"
           "a: b\r\nnote: more words\r\n",
           "asked: [a, b.c,\n        'd', {e: f}]  # all\nwho: {\n  a: 1,  # one\n  b: [2, 3]\n}\nempty: []\nnone:\n",
           "asked: [\n  a,\n  b,\n]\nwho: {a: 1, }\n",
           "block: |\n  quote: other words there\n",
           "list:\n  - a\n  - b: c\n    d:\n    - e\n",
       }) {
    CAPTURE(text);
    CHECK(is_taken(text));
    check_same(text);
  }
  for (const auto* text : {
           "a: b",
           "a: null\n",
           "a: ~\n",
           "a: &x b\n",
           "a: !t b\n",
           "? a\n: b\n",
           "\"a\": b\n",
           "a: b: c\n",
           "a: 'b' c\n",
           "a: 'b'# c\n",
           "a: \"\\n\"\n",
           "a: \"\\\t\"\n",
           "a: \"\\'\"\n",
           "a: |2\n   b\n",
           "a: |+\n  b\n",
           "a: b\na: c\n",
           "a:\tb\n",
           "a: [b,, c]\n",
           "a: [-]\n",
           "a: {b: c, b: d}\n",
           "a: [b\n",
           "a: [\nb]\n",
           "a: 'b\nc'\n",
           "a: b\n--- \nc: d\n",
           "a: b\n...\n",
           "a: |\n   \n  b\n",
           "- a\n",
           "a\n",
           "a:\n  b: c\n d: e\n",
           "a: b\n  c: d\n",
           "a: b # c\n  d\n",
           "<<: a\n",
           "a: [b: c]\n",
           "a: {b}\n",
           "a: - b\n",
           "a: %b\n",
           "a: \"b\n",
       }) {
    CAPTURE(text);
    CHECK_FALSE(is_taken(text));
  }
}

TEST_CASE("what a hundred million mutants found is left to yaml-cpp") {
  for (const auto* text : {"a: 'b\n\n\n   '\n", "a: \"b\n\n\n   \"\n", "a: 'b,\n \n\n    '\n", "a: [b\n# c\n]\n",
                           "k:\n- r: {a: b,\n   c: d\n# e\n  }\n", "a: [\n# c\n  b]\n"}) {
    CAPTURE(text);
    CHECK_FALSE(is_taken(text));
  }
  for (const auto* text : {"a: 'b\n\n   c'\n", "a: [b,\n  # c\n  d]\n", "a: {b: c\n  # d\n}\n", "a: 'b\n   '\n"}) {
    CAPTURE(text);
    CHECK(is_taken(text));
    check_same(text);
  }
}

TEST_CASE("a text that ends in a doubled quotation mark ends behind it") {
  const auto tree = reading("a: 'a'''\n", YamlReaders::subset_alone).tree;
  CHECK(tree.at(2).end == 8);
  check_same("a: 'a'''\n");
}

TEST_CASE("blanks at the end of a block at the end of the file are not of the text") {
  CHECK(text_of("a: |\n  b   \n   \n\n", "a") == "b\n");
  check_same("a: |\n  b   \n   \n\n");
}

TEST_CASE("a mapping of very many keys is read in time, and a twin among them is found") {
  std::string many;
  for (int key = 0; key < 240'000; ++key) many += "k" + std::to_string(key) + ": 1\n";
  CHECK(is_taken(many));
  CHECK_FALSE(is_taken(many + "k7: 2\n"));
}

TEST_CASE("brackets without end are refused before yaml-cpp has kept them all") {
  const auto nested = reading("a: " + std::string(std::size_t{4} << 20U, '['), YamlReaders::subset_first);
  CHECK(nested.findings.find("nested more than 32 deep") != std::string::npos);
  std::string list = "a: [";
  for (int i = 0; i < 1'000'000; ++i) list += "\"\",";
  const auto many = reading(list, YamlReaders::subset_first);
  CHECK(many.findings.find("more than 500000 values in one file") != std::string::npos);
}

TEST_CASE("texts that look like keys, and what is around them, are read as yaml-cpp reads them") {
  for (const auto* text : {
           "block: |\n  quote: \"words in a block\"\n  quote: other words there\nafter: 1\n",
           "folded: >-\n  quote: 'words in a block'\n\n\nquote: \"real words\"\n",
           "long: \"begins here\n  quote: 'words inside' \n  ends here\"\n",
           "long: 'begins here\n  quote: \"words inside\"\n  ends here'\n",
           "long: \"begins here\n  quote: words inside\"\n",
           "# quote: \"words in a comment\"\na: 1\n",
           "plain: words that go\n  on in the next line\nquote: \"real words\"\n",
           "plain: words that go\n  quote: on\n",
           "flow: {a: 1,\n  quote: \"words in braces\"\n  }\n",
           "flow: {a: 1,\n  quote: words in braces, more: 2\n  }\n",
           "flow: [\n  quote: words in brackets, more words\n  ]\n",
           "flow: {\n  quote: words that close}\n",
           "quote: words {in} block: [where] they? mean nothing\n",
           "block: >-\n  interviewer: no\n  key:\nafter: 1\n",
           "null: words\n",
           "flow: {a: b,\n  key: {c: d}}\n",
           "flow: [\n  key:\n    value]\n",
           "a:\n  bb:\n    cc: dd\n   ee: wrong indent\n",
           "aa: bb: cc\n",
           "aa:\n- bb:\n  - cc: |\n      dd: ee\n    ff: gg\n",
           "aa: |\n bb: cc\ndd: >2\n   ee\n",
           "quote: a:b c#d e\nnote: ends with colon:\n",
           "list:\n- quote: \"first words\"\n  note: second words\n- - quote: \"third words\"\n",
           "quote: \"words\"\n  : 1\n",
           "? quote: \"words as a key\"\n: 1\n",
           "quote: &a \"words\"\nquote: \"words and words\"\n",
           "quote: \"first words\"\nquote: \"second words\"\nopen: \"never closed\n",
           "quote: \"words\" \"more words\"\n",
           "\xEF\xBB\xBFquote: \"words after a mark\"\nempty:\nnote: last words",
           "a:\n  quote: \"one two three\"\n b: wrong indent\n",
           "quote: \"een twee\n...\n",
           "quote: \"een twee\"\n---\nquote: \"drie vier\"\n",
       }) {
    check_same(text);
  }
}

TEST_CASE("both readers give the same on random lines") {
  constexpr std::array pieces{"quote: \"spoken words\"",
                              "note: plain words here",
                              "at: '§3.4.1 page'",
                              "rec: access.entry",
                              "- rec: joint",
                              "- ",
                              "quote: >-",
                              "quote: |",
                              "  ",
                              "\n",
                              "\n",
                              "\n",
                              "\n  ",
                              "\n  ",
                              "\n- ",
                              "\"",
                              "'",
                              "# remark",
                              "{a: 1, ",
                              "[",
                              "]",
                              "}",
                              ", ",
                              "key: ",
                              "k:",
                              "\\",
                              "words",
                              "...",
                              "---",
                              "null",
                              "\r\n",
                              "é",
                              "\xF0\x9F\x99\x82",
                              "\xE2\x80\x98quoted",
                              "? ",
                              ": ",
                              "\t",
                              "&a ",
                              "!t "};
  std::mt19937 random(7);
  int taken = 0;
  for (int run = 0; run < 30'000; ++run) {
    std::string text = run % 2 == 0 ? "a: 1\n" : "";
    const auto count = 1 + random() % 14;
    for (std::size_t i = 0; i < count; ++i) {
      // Half of the pieces are a line of their own, so that many texts are sound.
      const bool line = random() % 2 == 0;
      text += line ? std::string(1 + random() % 4, static_cast<char>('b' + random() % 20)) + ": some words " +
                         std::to_string(random() % 100) + "\n"
                   : pieces[random() % pieces.size()];
    }
    check_same(text);
    if (is_taken(text)) ++taken;
  }
  // Enough of them are worth anything.
  CHECK(taken > 2'000);
}

TEST_CASE("both readers give the same on all examples and hostile files, whole and cut") {
  int files = 0;
  for (const auto* folder : {"/examples", "/tests/robustness/corpus", "/data", "/tests/fuzz/seeds"}) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(QUICKSCAN_SOURCE_DIR + std::string(folder))) {
      if (entry.path().extension() != ".yaml") continue;
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string text{std::istreambuf_iterator<char>(file), {}};
      if (text.size() > 200'000) continue;
      CAPTURE(entry.path().string());
      check_same(text);
      if (std::string_view(folder) == "/examples") CHECK(is_taken(text));
      for (std::size_t cut = 1; cut < 8; ++cut) check_same(text.substr(0, text.size() * cut / 8));
      ++files;
    }
  }
  CHECK(files > 100);
}

TEST_CASE("a value too many is refused in the same words and at the same place by both readers") {
  // More than yaml-cpp reads ahead, where brackets alone may be too many.
  constexpr std::size_t most = 70'000;
  for (const std::string item :
       {"- x\n", "- k: v\n", "- [a, b]\n", "- k: {a: \"b\"}\n  l: >-\n    t\n", "-  a\n   b\n"}) {
    CAPTURE(item);
    std::string text = "a: b\nlist:\n";
    for (std::size_t i = 0; i < most; ++i) text += item;
    const auto found_by = [&](YamlReaders readers) {
      YamlTree tree;
      Diagnostics diagnostics;
      CHECK_FALSE(read_yaml(text, 0, tree, diagnostics, {.nodes = most}, readers));
      REQUIRE(diagnostics.size() == 1);
      return diagnostics[0].message + " at " + std::to_string(diagnostics[0].place.begin);
    };
    const auto found = found_by(YamlReaders::subset_alone);
    CHECK(found.starts_with("more than 70000 values in one file at "));
    CHECK(found == found_by(YamlReaders::authority_alone));
  }
}
