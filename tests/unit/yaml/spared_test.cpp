#include "core/render.hpp"
#include "yaml/parse.hpp"
#include "yaml/spared.hpp"

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

// Everything a reading gives, as one text: findings and nodes with their places and texts.
std::string reading(const std::string& text, YamlPasses passes) {
  Sources sources([&](const std::string&) { return std::optional(text); });
  YamlTree tree;
  Diagnostics diagnostics;
  const bool usable = read_yaml(text, sources.add("a.yaml"), tree, diagnostics, {}, passes);
  std::string out = usable ? "usable\n" : "refused\n";
  out += render_text(diagnostics, sources);
  if (!usable) return out;
  for (const auto& node : tree.nodes) {
    out += std::to_string(static_cast<int>(node.kind)) + (node.quoted ? "q" : "") + (node.empty ? "e" : "");
    for (const auto number : {node.begin, node.end, node.next, node.first, node.count, node.text_begin}) {
      out += " " + std::to_string(number);
    }
    out += " " + std::string(tree.text(node)) + "\n";
  }
  return out;
}

void check_same(const std::string& text) {
  const auto spared_first = reading(text, YamlPasses::spared_first);
  if (spared_first == reading(text, YamlPasses::whole)) return;
  CAPTURE(text);
  CHECK(spared_first == reading(text, YamlPasses::whole));
}

bool first_pass_is_enough(const std::string& text) {
  YamlTree tree;
  Diagnostics diagnostics;
  return read_yaml(text, 0, tree, diagnostics) && tree.spared;
}

std::string spared_of(const std::string& text) {
  std::vector<SparedText> found;
  find_spared_texts(text, found);
  std::string out;
  for (const auto& one : found) out += text.substr(one.begin, one.end - one.begin) + "|";
  return out;
}

}  // namespace

TEST_CASE("keys, and texts whose end is plain to see, are spared, others are not") {
  CHECK(spared_of("- rec: access\n  quote: \"Zij belt, elke dag: 'ja'.\"\n") ==
        "ccess|uote|Zij belt, elke dag: 'ja'.|");
  CHECK(spared_of("opmerking: een hele zin, zonder meer\r\nat: '§3.4.1'\r\n") == "en hele zin, zonder meer|t|§3.4.1|");
  CHECK(spared_of("segments:\n- a: <3\n  b: 2021-04\n  c: x\n") == "3|021-04|");
  CHECK(spared_of("a: null\nb: ~\nnull: NULL\nd: \"\"\ne: ''\n") == "");
  CHECK(spared_of("a: \"een \\\"twee\\\" drie\"\nb: \"een\"  # twee\"\nc: 'it''s late'\n") == "");
  CHECK(spared_of("a: {n} van de {m}\nb: see http://a.b/c#d {n}\n") == "ee http://a.b/c#d {n}|");
  CHECK(spared_of("a: een: twee\nb: een # twee\nc: [een, twee]\nd: een twee:\n") == "");
  CHECK(spared_of("a: >\n  some words\n\"key\": some words\n? key: [some]\nKey: words\nkey:words\n") == "");
  CHECK(spared_of("a: \"emoji \xF0\x9F\x99\x82 here\"\nb: \"\xEF\xBF\xBE character\"\n") == "");
  CHECK(spared_of(std::string(101, 'k') + ": words\n") == "ords|");
  CHECK(spared_of("key: words\nkey: words\n") == "ey|ords|");
  CHECK(first_pass_is_enough("interview: r01\nsegments:\n- rec: access\n  quote: \"words said\"\n"));
  CHECK(
      first_pass_is_enough("\xEF\xBB\xBF"
                           "a: b\r\nnote: more words\r\n"));
  CHECK_FALSE(first_pass_is_enough("block: |\n  quote: other words there\n"));
}

TEST_CASE("a text is spared only where it is the value of a block mapping") {
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

TEST_CASE("reading with and without sparing is the same, on random lines") {
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
  int spared = 0;
  int usable = 0;
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
    if (reading(text, YamlPasses::whole).starts_with("usable")) {
      ++usable;
      if (first_pass_is_enough(text) && !spared_of(text).empty()) ++spared;
    }
  }
  // Enough of them are worth anything.
  CHECK(usable > 3'000);
  CHECK(spared > 2'000);
}

TEST_CASE("reading with and without sparing is the same, on all examples and hostile files, whole and cut") {
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
      if (std::string_view(folder) == "/examples") CHECK(first_pass_is_enough(text));
      for (std::size_t cut = 1; cut < 8; ++cut) check_same(text.substr(0, text.size() * cut / 8));
      ++files;
    }
  }
  CHECK(files > 100);
}
