#include "core/render_diagnostics.hpp"
#include "study/read/markdown.hpp"
#include "study_files.hpp"
#include "texts.hpp"

#include <doctest/doctest.h>

using namespace quickscan;
using namespace quickscan::test;

namespace {

/// What a reader is shown, and then the findings by line and column.
std::string read(const std::string& text) {
  Sources sources([&](const std::string&) { return std::optional(text); });
  const auto source = sources.add("a.md");
  Diagnostics found;
  auto result = shown_markdown(read_markdown(text, source, found)) + "|\n";
  for (const auto& one : found) {
    const auto at = position_of(text, one.place.begin);
    result += std::to_string(at.line) + ":" + std::to_string(at.column) + " " + one.message + "\n";
  }
  return result;
}

}  // namespace

TEST_CASE("a comment is left out, within a line and over several") {
  CHECK(read("Alles loopt<!-- nog\nnakijken -->.\n") == "Alles loopt.\n|\n");
  CHECK(read("<!-- a -->\nTekst <!-- b --> hier.<!--c-->\n") == "\nTekst  hier.\n|\n");
  CHECK(read("Een pijl \\<!-- is geen opmerking -->\n") == "Een pijl \\<!-- is geen opmerking -->\n|\n");
}

TEST_CASE("nothing after a comment that is never closed is shown, which is a finding") {
  CHECK(read("Tekst.\n<!-- niet openbaar\nmeer\n") ==
        "Tekst.\n|\n2:1 a comment that is never closed: nothing after it is shown\n");
}

TEST_CASE("front matter is left out, which is a finding") {
  CHECK(read("---\ntitle: x\n---\nTekst.\n") == "\nTekst.\n|\n1:1 front matter, which the report leaves out\n");
  CHECK(read("\xEF\xBB\xBF---\na: b\n...\nTekst.\n") ==
        "\xEF\xBB\xBF\nTekst.\n|\n1:1 front matter, which the report leaves out\n");
}

TEST_CASE("what a report can render is no finding") {
  const std::string text =
      "# Kop\n\nEen alinea met **vet**, *nadruk* en _nadruk_, 5 * 3 en 2\\*3.\n\n- een\n- twee\n  vervolg\n\n1. "
      "een\n2. twee\n\n"
      "Onder de <18 jaar (a < b) & meer; {{n.persons}} snake_case_woord [sic].\n";
  CHECK(read(text) == text + "|\n");
}

TEST_CASE("what a report cannot render is a finding where it begins") {
  CHECK(read("| a | b |\n|---|---|\n| 1 | 2 |\n").ends_with("|\n1:1 a table\n"));
  CHECK(read("Zie [plan](https://x.nl) en [plan][p].\n").ends_with("|\n1:5 a link\n1:29 a link\n"));
  CHECK(read("[p]: https://x.nl\n").ends_with("|\n1:1 a link\n"));
  CHECK(read("![foto](a.png)\n").ends_with("|\n1:1 an image\n"));
  CHECK(read("> Het kan.\n").ends_with("|\n1:1 a quotation\n"));
  CHECK(read("Het kan.[^1]\n\n[^1]: bron\n").ends_with("|\n1:9 a footnote\n3:1 a footnote\n"));
  CHECK(read("a <b>vet</b> &nbsp; <https://x.nl>\n")
            .ends_with("|\n1:3 HTML\n1:9 HTML\n1:14 a character reference\n1:21 HTML\n"));
  CHECK(read("`code` en ~~weg~~ en ***beide***\n")
            .ends_with("|\n1:1 code\n1:11 words struck through\n1:22 words both strong and emphasised\n"));
  CHECK(read("```\n> code\n```\n").ends_with("|\n1:1 code\n"));
  CHECK(read("Kop\n===\n\ntekst\n\n---\n").ends_with("|\n2:1 a line under a heading\n6:1 a line across the page\n"));
  CHECK(read("- a\n  - b\n").ends_with("|\n2:3 a list within a list\n"));
  CHECK(read("tekst\n\n    code\n").ends_with("|\n3:5 an indented line, which is code\n"));
  CHECK(read("3. derde\n").ends_with("|\n1:1 a list that does not begin at 1\n"));
  CHECK(read("- [ ] nog doen\n").ends_with("|\n1:3 a box to tick\n"));
  CHECK(read("regel\\\nregel\n").ends_with("|\n1:6 a line break\n"));
}

TEST_CASE("a comment in another notation, or one that ends twice, is a finding") {
  const std::string within = " a comment within a comment: all of both is left out\n";
  CHECK(read("a <!-- x <!-- y --> z --> b\n") == "a  b\n|\n1:10" + within);
  CHECK(read("a <!-- x\n\nwas meant to be shown\n\n<!-- y --> b\n") == "a  b\n|\n5:1" + within);
  CHECK(read("a <!-- x --!> b <!-- y --> c\n") == "a  c\n|\n1:17" + within);
  CHECK(read("a <!-- x --> b --> c\n") == "a  b --> c\n|\n1:16 the end of a comment that does not begin\n");
  CHECK(read("a %% later %% b\n").ends_with("|\n1:3 a comment that is shown\n"));
  CHECK(read("a {>>later<<} b {--weg--}\n").ends_with("|\n1:3 an editor's remark\n1:17 an editor's remark\n"));
  CHECK(read("[//]: # (later)\n").ends_with("|\n1:1 a comment that is shown\n"));
  CHECK(read("+++\ntitle = \"x\"\n+++\nTekst.\n") == "\nTekst.\n|\n1:1 front matter, which the report leaves out\n");
}

TEST_CASE("a comment that ends where it begins takes no text with it, unless it is closed once more") {
  const std::string finding = "|\n1:3 a comment that ends where it begins\n";
  CHECK(read("a <!--> b\n") == "a  b\n" + finding);
  CHECK(read("a <!---> b\n") == "a  b\n" + finding);
  CHECK(read("a <!--> b <!-- x --> c\n") == "a  b  c\n" + finding);
  CHECK(read("a <!--> not for readers --> b\n") == "a  b\n" + finding);
  CHECK(read("a <!----> b\n") == "a  b\n|\n");
}

TEST_CASE("a comment as another program writes it is a finding, over empty lines too") {
  for (const auto* text : {"[//]: # (x)", "  [//]: # (x)", "[comment]: <> (x)", "%%\nx\n\ny\n%%",
                           "{% comment %} x {% endcomment %}", "{# x #}", "/* x */", "// x", "<%-- x --%>", "<%# x %>",
                           "<#-- x -->", "<! -- x -->", "< !-- x -->", "<!- x ->", "<!–– x ––>", "<!— x —>"}) {
    CAPTURE(text);
    CHECK(holds(read(text), "|\n1:" + std::string(text[0] == ' ' ? "3" : "1") + " a comment that is shown\n"));
  }
}

TEST_CASE("what is open over an empty line is a finding all the same") {
  for (const auto* text : {"<?php\n\necho 1;\n\n?>\n", "<![CDATA[\n\nx\n\n]]>\n", "<!doctype\n\nx\n"}) {
    CAPTURE(text);
    CHECK(holds(read(text), "|\n1:1 HTML\n"));
  }
  CHECK(read("::: {.hidden}\nx\n:::\n")
            .ends_with("|\n1:1 a block with marks of its own\n3:1 a block with marks of its own\n"));
  CHECK(read("en/of, 3/4 en $ 5 en https://x.nl // of {{n.persons}}\n").ends_with("}}\n|\n"));
}

TEST_CASE("a link, code or a tag that goes on in the next line is one finding, where it begins") {
  CHECK(read("Zie [het\nplan](https://x.nl) en verder.\n").ends_with("|\n1:5 a link\n"));
  CHECK(read("Zie `twee\nregels` en [a](b).\n").ends_with("|\n1:5 code\n2:12 a link\n"));
  CHECK(read("a <div\nhidden> b\n").ends_with("|\n1:3 HTML\n"));
  CHECK(read("een ` los\n\nen ` nog een\n").ends_with("een\n|\n"));
}

TEST_CASE("what other writers of Markdown know is a finding too") {
  CHECK(read("a^[bron] [[plan]] ==let op== x {.klasse}\n")
            .ends_with("|\n1:2 a footnote\n1:10 a link\n1:19 marked words\n1:32 an attribute\n"));
  CHECK(read("*[VT]: Veilig Thuis\n").ends_with("|\n1:1 an abbreviation\n"));
  CHECK(read("Term\n: uitleg\n").ends_with("|\n2:1 a definition\n"));
  CHECK(read("{{n.persons}} en 2^3 = 8, 5 % van 3 - 1 --> nee\n").ends_with("nee\n|\n"));
}
