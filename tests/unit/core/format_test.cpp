#include "core/format.hpp"

#include <doctest/doctest.h>

#include <array>
#include <set>
#include <vector>

using namespace quickscan;

TEST_CASE("a formatted text is added to what is there") {
  std::string out = "a";
  append_format(out, "{}-{:.1f}", 1, 2.25);
  append_format(out, "{{{}}}", std::string("b"));
  CHECK(out == "a1-2.2{b}");
}

TEST_CASE("texts and numbers are joined with something between each two, and nothing around them") {
  CHECK(join(std::vector<std::string>{}, ", ") == "");
  CHECK(join(std::set<std::string>{"b", "a"}, ", ") == "a, b");
  CHECK(join(std::array<std::string_view, 3>{"", "x", ""}, "|") == "|x|");
  CHECK(join(std::vector{3, -1}, " ") == "3 -1");
  CHECK(join(std::vector{0.5, 2.0}, " ") == "0.5 2");
}
