#include "core/wrap.hpp"

#include <doctest/doctest.h>

using namespace quickscan;

using Lines = std::vector<std::string>;

TEST_CASE("lines are broken at blanks, and runs of white space are one blank") {
  CHECK(wrap_columns("one two  three\nfour", 9) == Lines{"one two", "three", "four"});
  CHECK(wrap_columns("", 9) == Lines{""});
  CHECK(wrap_columns("é é é", 3) == Lines{"é é", "é"});
}

TEST_CASE("only a word longer than a line is cut, after a slash where it has one") {
  CHECK(wrap_columns("a interviews/r07.yaml:12", 12) == Lines{"a", "interviews/", "r07.yaml:12"});
  CHECK(wrap_columns("abcdefgh", 3) == Lines{"abc", "def", "gh"});
}

TEST_CASE("a long line of a help text goes on below its second column, and colours take no room") {
  CHECK(wrap_text("Options:\n  --strict   exit with one on warnings\n\nend", 30) ==
        "Options:\n  --strict   exit with one on\n             warnings\n\nend");
  CHECK(wrap_text("  a sentence that goes on and on\n", 12) == "  a sentence\n    that\n    goes on\n    and on\n");
  CHECK(wrap_text("\x1b[1;31merror\x1b[0m: one two\n", 14) == "\x1b[1;31merror\x1b[0m: one two\n");
  CHECK(wrap_text("", 10).empty());
}
