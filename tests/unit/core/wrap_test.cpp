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
