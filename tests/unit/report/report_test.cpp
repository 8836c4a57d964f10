#include "core/render.hpp"
#include "formats/html.hpp"
#include "formats/markdown.hpp"
#include "page_reader.hpp"
#include "report/report.hpp"
#include "study_files.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace quickscan;
using namespace quickscan::test;

namespace {

std::string interview(const std::string& id, const std::string& level, const std::string& who,
                      const std::string& segments) {
  return "interview: " + id + "\ndate: 2021-09-14\nform: single\nspeakers:\n  a: {level: " + level + ", who: " + who +
         "}\nconsent: {quotes: true, function: false}\nsegments:\n" + segments;
}

/// Two levels with enough voices for access, and nothing else.
Files two_levels() {
  auto files = small_study();
  files["stakeholders.yaml"] = R"(gemeente: {name: Gemeente, sector: public, levels: [strategic, operational]}
wijkteam: {name: Wijkteam, kind: team, sector: public, levels: [operational], part_of: gemeente, help: true}
huisarts: {name: Huisarts, kind: role, sector: health, levels: [operational], entry: true}
arosa: {name: Arosa, sector: health, levels: [strategic, operational]}
)";
  const std::string tried = "- {rec: access, stage: 3, basis: shown, barrier: rule-reflex, dev: spreekuur}\n";
  files["interviews/r2.yaml"] = interview("r2", "operational", "huisarts", tried);
  files["interviews/r3.yaml"] = interview("r3", "operational", "arosa", "- {rec: access, stage: <1}\n");
  files["interviews/r4.yaml"] = interview("r4", "strategic", "gemeente", tried);
  files["interviews/r5.yaml"] = interview("r5", "strategic", "arosa", tried);
  files["interviews/r6.yaml"] = interview("r6", "strategic", "arosa", "- {rec: access, stage: 2}\n");
  return files;
}

Document report_of(const Files& files, ReportOptions options = {}) {
  const auto read = read_study(study_files(files));
  for (const auto& one : read.diagnostics) {
    if (one.severity == Severity::error) FAIL_CHECK(render_line(one, read.study.sources));
  }
  return compose(read.study, analyse(read.study), options);
}

std::string html_of(const Files& files, Language language) {
  ReportOptions options;
  options.language = language;
  return to_html(report_of(files, options));
}

std::string first_paragraph(const Section& section) {
  for (const auto& block : section.blocks) {
    if (const auto* text = std::get_if<Paragraph>(&block)) return text->text.front().text;
  }
  return {};
}

int level_of(const std::string& name) {
  return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' ? name[1] - '0' : 0;
}

}  // namespace

TEST_CASE("the first sentence of the report is the answer") {
  const auto document = report_of(two_levels());
  CHECK(document.sections.front().id == "summary");
  CHECK(first_paragraph(document.sections.front()) ==
        "Bij professionals in de uitvoering is 1 van de 1 aanbevelingen aantoonbaar uitgeprobeerd of verder: toegang "
        "(3 stemmen). "
        "Voor 3 aanbevelingen is daar te weinig bewijs.");
}

TEST_CASE("with too little evidence the answer says so") {
  CHECK(first_paragraph(report_of(small_study()).sections.front()) ==
        "Of de aanbevelingen bij professionals in de uitvoering zijn geland, is niet vast te stellen: daarvoor zijn "
        "daar te "
        "weinig mensen gehoord.");
}

TEST_CASE("the report is a well-formed page with headings in order and unique ids") {
  for (const auto language : {Language::nl, Language::en}) {
    const auto page = read_page(html_of(two_levels(), language));
    REQUIRE(page.problem == "");
    CHECK(page.elements.front().attributes.at("lang") == name_of(language));
    std::set<std::string> ids;
    int previous = 0;
    for (const auto& element : page.elements) {
      const auto level = level_of(element.name);
      if (level > 0) {
        CAPTURE(element.text);
        CHECK(level <= previous + 1);
        previous = level;
      }
      const auto id = element.attributes.find("id");
      if (id == element.attributes.end()) continue;
      CAPTURE(id->second);
      CHECK(ids.insert(id->second).second);
    }
    for (const auto& element : page.elements) {
      for (const auto* name : {"aria-labelledby", "aria-describedby"}) {
        const auto found = element.attributes.find(name);
        if (found == element.attributes.end()) continue;
        std::string_view rest = found->second;
        while (!rest.empty()) {
          const auto space = std::min(rest.find(' '), rest.size());
          CAPTURE(found->second);
          CHECK(ids.contains(std::string(rest.substr(0, space))));
          rest.remove_prefix(std::min(space + 1, rest.size()));
        }
      }
    }
    CHECK(page.all("h1").size() == 1);
    CHECK(page.all("main").size() == 1);
  }
}

TEST_CASE("no text of the report is missing in either language") {
  for (const auto language : {Language::nl, Language::en}) {
    const auto html = html_of(two_levels(), language);
    CHECK(html.find('[', html.find("</style>")) == std::string::npos);
    CHECK(html.find("{") != std::string::npos);  // the style sheet
    const auto body = html.substr(html.find("<body>"));
    CHECK(body.find('{') == std::string::npos);
  }
}

TEST_CASE("every header of a table has a scope") {
  const auto page = read_page(html_of(two_levels(), Language::nl));
  for (const auto* header : page.all("th")) {
    CAPTURE(header->text);
    CHECK(header->attributes.contains("scope"));
    CHECK_FALSE(header->text.empty());
  }
}

TEST_CASE("a study that is no fieldwork says what that means before anything else") {
  auto files = two_levels();
  files["study.yaml"] += "provenance: reconstructed\n";
  const auto document = report_of(files);
  REQUIRE(document.banners.size() == 1);
  CHECK(document.banners.front().title == "Nagebouwd uit een gepubliceerd rapport: geen interviewgegevens");
  CHECK(document.briefing.banner == document.banners.front().title);
  CHECK(report_of(two_levels()).banners.empty());
}

TEST_CASE("weights are named in the header when they are not 1") {
  auto files = two_levels();
  files["study.yaml"] += "weights: {levels: {strategic: 2}}\n";
  const auto document = report_of(files);
  CHECK(std::ranges::count(document.facts, std::pair<std::string, std::string>("Gewichten", "levels: strategic 2")) ==
        1);
}

TEST_CASE("the same study gives the same bytes") {
  CHECK(html_of(two_levels(), Language::nl) == html_of(two_levels(), Language::nl));
  const auto document = report_of(two_levels());
  CHECK(to_markdown(document).text == to_markdown(report_of(two_levels())).text);
}

TEST_CASE("a report names every input, a public one only their hash") {
  auto document = report_of(two_levels());
  document.provenance.input_sha256 = "00";
  CHECK(read_provenance(to_html(document))->input_sha256 == "00");
  ReportOptions options;
  options.audience = Audience::public_audience;
  const auto html = to_html(report_of(two_levels(), options));
  CHECK(html.find(".yaml") == std::string::npos);
}

TEST_CASE("a public report tells no count that singles somebody out") {
  ReportOptions options;
  options.audience = Audience::public_audience;
  const auto html = to_html(report_of(two_levels(), options));
  CHECK(html.find("2 van 3 toont praktijk") == std::string::npos);
  CHECK(html.find("meer dan de helft van 3") != std::string::npos);
}
