#include "core/render_diagnostics.hpp"
#include "report/narrative.hpp"
#include "study_files.hpp"

#include <doctest/doctest.h>

using namespace quickscan;
using namespace quickscan::test;

namespace {

struct Made {
  Study study;
  Analysis analysis;
};

Made made_of(Files files) {
  auto read = read_study(study_files(files));
  auto analysis = analyse(read.study);
  return {std::move(read.study), std::move(analysis)};
}

std::string shown(const Text& text) {
  constexpr std::string_view marks = " *_`";
  std::string out;
  for (const auto& run : text) {
    const auto mark = marks[static_cast<std::size_t>(run.style)];
    const auto around = run.style == Run::Style::plain ? std::string() : std::string(1, mark);
    out += around + run.text + around;
  }
  return out;
}

std::string shown(const std::vector<Block>& blocks) {
  std::string out;
  for (const auto& block : blocks) {
    if (const auto* heading = std::get_if<Heading>(&block))
      out += "h" + std::to_string(heading->level) + " " + heading->text + "\n";
    if (const auto* text = std::get_if<Paragraph>(&block)) out += "p " + shown(text->text) + "\n";
    if (const auto* list = std::get_if<ListBlock>(&block)) {
      for (const auto& item : list->items) out += (list->ordered ? "1 " : "- ") + shown(item) + "\n";
    }
  }
  return out;
}

std::string blocks_of(std::string_view text) {
  const auto made = made_of(small_study());
  const auto context = make_context(made.study, made.analysis, {});
  return shown(text_blocks(context, text));
}

std::string findings_of(const std::string& text) {
  auto files = small_study();
  files["text/summary.nl.md"] = text;
  const auto made = made_of(files);
  std::string out;
  for (const auto what : {TextCheck::placeholders, TextCheck::numbers}) {
    for (const auto& one : check_texts(made.study, what))
      out += render_line(one, made.study.sources) + (one.help.empty() ? "" : " | " + one.help) + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("a researcher's text is paragraphs, lists, headings and emphasis") {
  CHECK(blocks_of("Een **sterk** woord\nen *nadruk*.\n\n## Kop\n- een\n  verder\n- twee\n\n1. eerst\n2. dan\n") ==
        "p Een *sterk* woord en _nadruk_.\nh3 Kop\n- een verder\n- twee\n1 eerst\n1 dan\n");
}

TEST_CASE("anything else stays text") {
  CHECK(blocks_of("<b>x</b> [link](http://x) 2 * 3 * 4 **open") == "p <b>x</b> [link](http://x) 2 * 3 * 4 **open\n");
}

TEST_CASE("headings never skip a level") { CHECK(blocks_of("#### diep\n### dieper\n") == "h3 diep\nh4 dieper\n"); }

TEST_CASE("placeholders are filled in from the data, and their values are no markup") {
  CHECK(blocks_of("{{n.persons}} persoon, {{ n.voices.operational }} stem: {{rung.access.operational}}.") ==
        "p 1 persoon, 1 stem: onvoldoende zicht.\n");
  CHECK(blocks_of("op {{date.reference}}; {{name.access}}") ==
        "p op november 2021; Laagdrempelige en directe toegang\n");
  CHECK(blocks_of("{{nonsense}} {{open") == "p {{nonsense}} {{open\n");
}

TEST_CASE("a placeholder without a value is an error with a suggestion") {
  CHECK(findings_of("Met {{n.person}} gesproken.\n") ==
        "text/summary.nl.md:1:5: error[QS706]: unknown placeholder `n.person` | did you mean `n.persons`?\n");
}

TEST_CASE("a number typed beside what it counts is compared with the data") {
  CHECK(findings_of("Er zijn 24 personen gehoord.\n") ==
        "text/summary.nl.md:1:9: warning[QS703]: the text says 24 personen, the data 1 | write `{{n.persons}}`: the "
        "report fills in the number\n");
  CHECK(findings_of("Er is 1 interviews.\n") == "");
  CHECK(findings_of("Wij spraken achttien mensen.\n") ==
        "text/summary.nl.md:1:13: warning[QS703]: the text says 18 mensen, the data 1 | write `{{n.persons}}`: the "
        "report fills in the number\n");
}

TEST_CASE("a number that counts a part, or something else, is left alone") {
  CHECK(findings_of("In 3 interviews werd dit genoemd, door 2 organisaties, in 2021 personen van 24 jaar.\n") == "");
  CHECK(findings_of("In de stad wonen 650000 mensen; twee organisaties noemen dat.\n") == "");
}

TEST_CASE("numbers of who was heard are compared in the plain forms of both languages") {
  for (const auto* text :
       {"We spoke with 19 persons.", "We spoke with nineteen people in 16 interviews.", "19 persons were interviewed.",
        "We interviewed 19 different people.", "We talked to twenty-four people from 8 organisations.",
        "For this quick scan 19 people took part, and were heard: 19 people were heard.",
        "The 19 persons whom we spoke to agree.", "19 respondents say so.", "We held 19 interviews.",
        "Wij spraken met 19 personen.", "Er is met negentien mensen gesproken.", "Met 19 personen is gesproken.",
        "Wij hebben vierentwintig mensen geïnterviewd.", "Wij voerden gesprekken met tweeëntwintig personen.",
        "De 19 personen die wij spraken, zijn het eens.", "Er waren 19 gesprekken.", "Wij hielden 19 interviews.",
        "19 respondenten zeggen dat."}) {
    CAPTURE(text);
    CHECK(findings_of(text).find("warning[QS703]") != std::string::npos);
  }
  for (const auto* text :
       {"19 persons were placed in shelter.", "We heard that 19 persons were placed in shelter.",
        "19 people have a home, and we spoke with nobody about it.", "We spoke with 4 people of the municipality.",
        "We spoke with six people.", "The walk-in helps 40 people a week.", "The platform has 24 persons on its list.",
        "There are 19 persons on the waiting list. We spoke about it.", "The team works with 19 people.",
        "19 personen zijn in de opvang geplaatst.", "In de gesprekken hoorden wij dat 19 personen zijn geplaatst.",
        "Het team werkt met 19 personen.", "Wij spraken met 4 mensen van de gemeente.", "Wij spraken vijf mensen.",
        "Er staan 19 mensen op de wachtlijst.", "De opvang is er voor vierentwintig personen."}) {
    CAPTURE(text);
    CHECK(findings_of(text) == "");
  }
}
