#include "core/utf8.hpp"
#include "formats/terminal.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace quickscan;

namespace {

Document page_of(std::vector<Block> blocks, std::string title = {}) {
  Document page;
  page.sections.push_back({{}, std::move(title), std::move(blocks)});
  return page;
}

TableBlock table_of(std::vector<std::string> columns, std::vector<std::vector<TableCell>> rows) {
  return TableBlock{{{}, std::move(columns), std::move(rows), true}, {}, false, {}};
}

std::size_t longest_line(const std::string& text) {
  std::size_t longest = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    longest = std::max(longest, display_width(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return longest;
}

}  // namespace

TEST_CASE("a page has its title, its banner and its sections, indented under their titles") {
  Document page =
      page_of({paragraph("One line."), paragraph("Another line that is longer than forty columns.")}, "Heard");
  page.title = "A study";
  page.subtitle = "State of play: 2021";
  page.facts = {{"Weights", "levels: strategic 2"}};
  page.banners = {{Callout::Kind::provenance, "Invented data", {plain("Made to show the method.")}}};
  CHECK(terminal_text(page, {.width = 40}) == R"(A study
State of play: 2021
Weights: levels: strategic 2

Invented data.
Made to show the method.

Heard
  One line.

  Another line that is longer than forty
  columns.
)");
}

TEST_CASE("an outline hangs under its marks") {
  Outline outline;
  outline.spaced = true;
  outline.items = {{"✓", plain("a row that is long enough to wrap"), {{"✗", plain("its condition"), {}}}},
                   {"1.", plain("a finding"), {{{}, plain("with evidence that wraps too"), {}}}}};
  CHECK(terminal_text(page_of({outline}), {.width = 24}) == R"(✓ a row that is long
  enough to wrap
  ✗ its condition

1. a finding
   with evidence that
     wraps too
)");
}

TEST_CASE("a table is aligned, with numbers to the right and notes over all columns") {
  const auto table = table_of(
      {"rec", "level", "n"}, {{{.text = "access"}, {.text = "3 tried", .detail = "n=8"}, {.text = "8", .number = true}},
                              {{.text = "cautious steps"}},
                              {{.text = "joint"}, {.text = "–"}, {.text = "12", .number = true}}});
  CHECK(terminal_text(page_of({table}), {.width = 40}) == R"(rec     level     n

access  3 tried   8
        n=8
  cautious steps

joint   –        12
)");
}

TEST_CASE("a table wider than the terminal gets narrower columns, and rows become lists where words do not fit") {
  const auto table = table_of({"who", "what was said of it"},
                              {{{.text = "dock@strategic"}, {.text = "no interview; heard as a partner"}}});
  CHECK(terminal_text(page_of({table}), {.width = 36}) == R"(who             what was said of it
dock@strategic  no interview; heard
                as a partner
)");
  CHECK(terminal_text(page_of({table}), {.width = 24}) == R"(dock@strategic
  what was said of it:
    no interview; heard
    as a partner
)");
}

TEST_CASE("no line is longer than the terminal, and what a terminal would obey is made visible") {
  const auto page = page_of({paragraph("interviews/a-very-long-file-name-of-an-interview.yaml:12 \x1b[31mred\x1b[0m"),
                             Definitions{{{"term", plain("Donaudampfschifffahrtsgesellschaftskapitän")}}}},
                            "A title of a section that is longer than the terminal is wide");
  for (const std::size_t width : {20U, 33U, 60U}) {
    const auto text = terminal_text(page, {.width = width});
    CHECK(longest_line(text) <= width);
    CHECK(text.find('\x1b') == std::string::npos);
  }
}

TEST_CASE("colour is for titles and banners alone") {
  auto page = page_of({paragraph("plain")}, "Title");
  CHECK(terminal_text(page, {.width = 40, .colour = true}) == "\x1b[1mTitle\x1b[0m\n  plain\n");
}
