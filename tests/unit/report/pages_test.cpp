#include "core/messages.hpp"
#include "core/utf8.hpp"
#include "embedded.hpp"
#include "formats/terminal.hpp"
#include "report/pages/pages.hpp"
#include "study_files.hpp"
#include "texts.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace quickscan;
using namespace quickscan::test;

namespace {

Study example(const std::string& name) {
  const auto folder = "examples/" + name + '/';
  Files files;
  for (const auto& file : embedded_files()) {
    if (file.path.starts_with(folder)) files.emplace(file.path.substr(folder.size()), file.text);
  }
  return study_of(files);
}

std::vector<Document> every_page(const Study& study, Language language) {
  const auto analysis = analyse(study);
  const ComparedStudy compared{study, analysis};
  return {summary_page(study, analysis, {.language = language}),
          summary_page(study, analysis, {.language = language, .details = true}),
          summary_page(study, analysis, {.language = language, .level = LevelId(0)}),
          coverage_page(study, analysis, language),
          agreement_page(study, language),
          why_page(study, trace_verdict(study, analysis, RecommendationId(0)), language),
          why_page(study, trace_cell(study, analysis, RecommendationId(0), LevelId(0)), language),
          why_page(study, trace_factor(study, analysis, FactorId(0)), none, language),
          waves_page(compared, compared, language),
          places_page({compared, compared}, {}, language),
          network_page(analysis.network, study, {.language = language, .changes = {}})};
}

}  // namespace

TEST_CASE("every page of a study that is no fieldwork opens with its banner, and others have none") {
  auto study = example("rotterdam-2021");
  for (const auto language : {Language::nl, Language::en}) {
    const Messages say(language);
    for (const auto& page : every_page(study, language)) {
      REQUIRE(page.banners.size() == 1);
      CHECK(page.banners.front().title == say("banner.reconstructed_title"));
      CHECK(terminal_text(page).find(say("banner.reconstructed_title") + ".\n") < 500);
    }
  }
  study.provenance = Provenance::fieldwork;
  for (const auto& page : every_page(study, Language::nl)) CHECK(page.banners.empty());
}

TEST_CASE("why says what corroborates a cell: a document near the median, a confirmed finding, or both") {
  Files files;
  files["interviews/a.yaml"] = single("a", "operational", "wijkteam", shown("access", 2));
  files["interviews/b.yaml"] = single("b", "operational", "politie", shown("access", 2));
  const auto page = [&] {
    const auto study = study_of(files);
    const auto analysis = analyse(study);
    return terminal_text(why_page(study, trace_cell(study, analysis, RecommendationId(0), LevelId(2)), Language::en));
  };
  CHECK(holds(page(), "evidence from several interviews and organisations\n"));
  const std::string document = "interview: d\ndate: 2021-09\nform: document\nsegments:\n";
  // The highest is far from the median, another document is not; two voices are too few for a median of their own.
  files["interviews/d.yaml"] = document + "- {rec: access, about: operational, stage: 5}\n";
  files["interviews/e.yaml"] =
      replaced(document, "interview: d", "interview: e") + "- {rec: access, about: operational, stage: 3}\n";
  CHECK(holds(page(), "with a document\n"));
  files["interviews/m.yaml"] =
      "interview: m\ndate: 2021-10\nform: meeting\nspeakers: {a: {level: tactical, who: fier}}\nsegments:\n"
      "- {finding: access/operational, response: confirmed}\n";
  CHECK(holds(page(), "with a document and a"));
}

TEST_CASE("no page misses a message, and no line of one is longer than the terminal") {
  const auto study = example("rotterdam-2021");
  for (const auto language : {Language::nl, Language::en}) {
    for (const auto& page : every_page(study, language)) {
      for (const std::size_t width : {60U, 80U, 120U}) {
        const auto text = terminal_text(page, {.width = width});
        for (std::size_t begin = 0; begin < text.size();) {
          const auto end = std::min(text.find('\n', begin), text.size());
          const auto line = text.substr(begin, end - begin);
          CHECK_MESSAGE(display_width(line) <= width, line);
          begin = end + 1;
        }
        for (const auto* group : {"[why.", "[summary_page.", "[coverage_page.", "[agreement_page.", "[compare_page.",
                                  "[network.", "[count.", "[status.", "[step.", "[outcome."}) {
          CHECK(text.find(group) == std::string::npos);
        }
      }
    }
  }
}
