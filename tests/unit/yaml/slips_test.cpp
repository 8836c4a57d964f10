#include "study_files.hpp"
#include "texts.hpp"
#include "yaml/parse.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace quickscan::test;

namespace {

std::string segments(const std::string& lines) { return findings_in_yaml("interview: r01\nsegments:\n" + lines); }

}  // namespace

TEST_CASE("a character that is not seen is named where it is") {
  CHECK(segments("- rec:\u00A0access\n  stage: 2\n") ==
        "a.yaml:3:7: error[QS140]: a no-break space (U+00A0), which YAML does not take for a space\n");
  CHECK(segments("- rec: access\n\u00A0 stage: 2\n  basis: shown\n") ==
        "a.yaml:4:1: error[QS140]: a no-break space (U+00A0), which YAML does not take for a space\n");
  CHECK(segments("-\u00A0rec: access\n  stage: 2\n") ==
        "a.yaml:3:2: error[QS140]: a no-break space (U+00A0), which YAML does not take for a space\n");
  CHECK(segments("- rec: access\n  stage\u200B: 2\n  basis:\u200Bshown\n  note: a\n") ==
        "a.yaml:4:8: error[QS140]: a zero-width space (U+200B), which YAML does not take for a space\n");
}

TEST_CASE("a dash or bullet of a word processor is no list item") {
  CHECK(segments("- rec: access\n  stage: 2\n\u2013 rec: joint\n  stage: 1\n") ==
        "a.yaml:5:1: error[QS140]: an en dash (U+2013) where an item of a list begins with `-`\n");
  CHECK(segments("\u2022 rec: access\n  stage: 2\n") ==
        "a.yaml:3:1: error[QS140]: a bullet (U+2022) where an item of a list begins with `-`\n");
}

TEST_CASE("a missing space is named in its own line") {
  CHECK(segments("- rec: access\n  stage:3\n  basis: shown\n") == "a.yaml:4:8: error[QS140]: no space after a colon\n");
  CHECK(segments("- rec: access\n  basis: shown\n  stage:3\n") == "a.yaml:5:8: error[QS140]: no space after a colon\n");
  CHECK(segments("-rec: access\n  stage: 3\n") == "a.yaml:3:1: error[QS140]: no space after a dash\n");
}

TEST_CASE("a key that lost its indentation, its dash or its colon is named, not the line below it") {
  const auto shifted = [](const std::string& place) {
    return "a.yaml:" + place + ": error[QS140]: a key that is indented less than those below it\n";
  };
  CHECK(segments("- rec: access\n  stage: 3\nbasis: shown\n  trend: up\n- rec: joint\n") == shifted("5:1"));
  CHECK(segments("rec: access\n  stage: 3\n- rec: joint\n") == shifted("3:1"));
  CHECK(segments("- rec: joint\nrec: access\n  stage: 3\n  trend: up\n") == shifted("4:1"));
  CHECK(segments("- rec= access\n  stage: 3\n- rec: joint\n") ==
        "a.yaml:3:3: error[QS140]: an item of a list without a colon, and keys below it\n");
}

TEST_CASE("an item without its blank, and a text that is not indented, are named in their own line") {
  const std::string dash = ": error[QS140]: no space after a dash\n";
  CHECK(segments("- ties:\n  -shelter - police\n  - shelter - team\n") == "a.yaml:4:3" + dash);
  CHECK(segments("- rec: access\n  ties:\n  -shelter - police\n  - shelter - team\n") == "a.yaml:5:3" + dash);
  CHECK(segments("- rec: access\n  quote: |\n  niet ingesprongen\n- rec: joint\n") ==
        "a.yaml:5:3: error[QS140]: a text that is not indented below its key\n");
}

TEST_CASE("a line that goes on with the text above is named, not the next colon") {
  CHECK(segments("- rec: access\n  quote: Wij konden het\ndezelfde dag regelen\n- rec: joint\n") ==
        "a.yaml:5:1: error[QS140]: a line that continues the text above, and is not indented\n");
  CHECK(segments("- rec: access\n  quote: Wij konden het\n  dezelfde dag regelen\n") ==
        "a.yaml:5:3: error[QS140]: a line that continues the text above, and is not indented\n");
  CHECK(segments("- rec: access\n  quote: Wij konden het\n    dezelfde dag regelen\n") == "");
}

TEST_CASE("a key of the format without its colon is named, and not taken for text") {
  const auto missing = [](const std::string& place, const std::string& key) {
    return "a.yaml:" + place + ": error[QS140]: a colon is missing after `" + key + "`\n";
  };
  CHECK(segments("- rec: access\n  quote: We can\n  quote_ok true\n") == missing("5:3", "quote_ok"));
  CHECK(segments("- rec: access\n  stage 2\n  basis: shown\n") == missing("4:3", "stage"));
  CHECK(segments("- rec: access\n  dev: spreekuur\n  note he said it twice\n") == missing("5:3", "note"));
  CHECK(segments("- rec access\n  stage: 2\n") == missing("3:3", "rec"));
  CHECK(segments("- rec: access\n  stage: 2\n- rec joint\n  stage: 2\n") == missing("5:3", "rec"));
  CHECK(findings_in_yaml("interview: r01\nform single\nsegments: []\n") == missing("2:1", "form"));
  CHECK(findings_in_yaml("interview: r01\nsegments\n- rec: access\n") == missing("2:1", "segments"));
  CHECK(segments("- rec: access\n  quote: We can\nat the end of the day\n") ==
        "a.yaml:5:1: error[QS140]: a line that continues the text above, and is not indented\n");
}

TEST_CASE("a text that only begins with quotation marks or brackets, or with a dash, is named as such") {
  CHECK(segments("- rec: access\n  quote: \"nobody\" goes home\n") ==
        "a.yaml:4:19: error[QS140]: a text behind a closing quotation mark\n");
  CHECK(segments("- rec: access\n  quote: [laughs] nobody\n") ==
        "a.yaml:4:19: error[QS140]: a text behind a closing bracket\n");
  CHECK(segments("- rec: access\n  quote: - nobody\n") == "a.yaml:4:10: error[QS140]: a text that begins with `- `\n");
  quickscan::Diagnostics found;
  quickscan::YamlTree tree;
  quickscan::read_yaml("interview: r01\nmemo: 's Ochtends: druk\n", 0, tree, found);
  REQUIRE(found.size() == 1);
  CHECK(found.front().help == "put a text that begins with an apostrophe in double quotation marks: \"'s …\"");
}

TEST_CASE("a merge conflict is named at its first line") {
  CHECK(segments("<<<<<<< HEAD\n- rec: access\n=======\n- rec: joint\n>>>>>>> b\n") ==
        "a.yaml:3:1: error[QS140]: a merge conflict that git left here\n");
  CHECK(findings_in_yaml("a: |\n  <<<<<<< HEAD\n") == "");
}

TEST_CASE("a quote that a later one closes by chance is named where it opens") {
  CHECK(segments("- rec: \"access\n  stage: 2\n- rec: joint\n  quote: \"Wij konden het\"\n") ==
        "a.yaml:3:8: error[QS142]: a quote that is never closed\n");
  CHECK(segments("- rec: access\n  basis: 'shown\n  note: zo'n netwerk werkt\n  stage: 2\n") ==
        "a.yaml:4:10: error[QS142]: a quote that is never closed\n");
  CHECK(segments("- rec: access\n  ties: [a, b]\"\n  stage: 2\n") ==
        "a.yaml:4:15: error[QS142]: a quote that is never closed\n");
  CHECK(segments("- rec: access\n  quote: \"Wij konden\n    het\"\n  stage: 2\n") == "");
}

TEST_CASE("a bracket that is never closed is named where it opens") {
  CHECK(segments("- rec: access\n  at: [a, b\n- rec: joint\n") ==
        "a.yaml:4:7: error[QS140]: a `[` that is never closed\n");
  CHECK(segments("- rec: access\n  route: {from: a, to: b\n  stage: 2\n- rec: joint\n") ==
        "a.yaml:4:10: error[QS140]: a `{` that is never closed\n");
}

TEST_CASE("a key that lost its colon or its indentation is named in its own line") {
  CHECK(segments("- rec: access\n  at: \"p. 2\"\n  note directe toegang\n- rec: joint\n  stage: 2\n") ==
        "a.yaml:5:3: error[QS140]: a colon is missing after `note`\n");
  CHECK(segments("- rec: access\nnote: directe toegang\n\n- rec: joint\n  stage: 2\n") ==
        "a.yaml:4:1: error[QS140]: a key that is indented less than the item of the list that it belongs to\n");
}

TEST_CASE("a text that begins with a sign of YAML is called one, whatever follows the sign") {
  for (const auto* text : {"*", "* en", "*a*", "*{", "&", "& en", "&{", "!<a", "!a!", "&a &b c"}) {
    CAPTURE(text);
    const auto found = findings_in_yaml("a: b\nquote: " + std::string(text) + "\n");
    CHECK(holds(found, "a text that begins with `" + std::string(1, text[0]) + "`"));
    CHECK(found.starts_with("a.yaml:2:"));
  }
}
