#include "core/render_diagnostics.hpp"
#include "formats/html.hpp"
#include "formats/markdown.hpp"
#include "page_reader.hpp"
#include "report/disclosure_control.hpp"
#include "report/report.hpp"
#include "study_files.hpp"
#include "texts.hpp"

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

/// The answers of the first section: label and sentence.
std::vector<std::string> answers_of(const Document& document) {
  std::vector<std::string> answers;
  for (const auto& block : document.sections.front().blocks) {
    const auto* text = std::get_if<Paragraph>(&block);
    if (text == nullptr || text->role != Paragraph::Role::lead) continue;
    answers.emplace_back();
    for (const auto& run : text->text) answers.back() += run.text;
  }
  return answers;
}

int level_of(const std::string& name) {
  return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' ? name[1] - '0' : 0;
}

}  // namespace

TEST_CASE("the report begins with one plain sentence for each question") {
  const auto document = report_of(two_levels());
  CHECK(document.sections.front().id == "summary");
  CHECK(answers_of(document) ==
        std::vector<std::string>{
            "Is het overgenomen? Ten minste onderschreven: bij bestuurders en directeuren 1 van de 4 aanbevelingen (3 "
            "met onvoldoende zicht) en bij professionals in de uitvoering 1 van de 4 (3 met onvoldoende zicht). Bij "
            "managers en beleidsmedewerkers is dat niet vast te stellen.",
            "Gebeurt het in de praktijk? In de uitvoering is 1 van de 4 aanbevelingen aantoonbaar uitgeprobeerd: "
            "toegang (zekerheid laag). Voor 3 aanbevelingen is er onvoldoende zicht op de uitvoering.",
            "Wat merken cliënten en hun gezinnen? Cliënten en hun gezinnen zijn niet gehoord, en niemand sprak over "
            "hen."});
}

TEST_CASE("clients of whom too few were heard are not said to be unheard") {
  auto files = two_levels();
  files["interviews/c1.yaml"] =
      "interview: c1\ndate: 2021-09-14\nform: single\nspeakers:\n  a: {level: client, role: cli\u00ebnt}\nsegments:\n- "
      "{rec: access, "
      "stage: 2}\n";
  CHECK(answers_of(report_of(files))[2] ==
        "Wat merken cliënten en hun gezinnen? Cliënten en hun gezinnen zijn gehoord (1 stem), maar te weinig om een "
        "trede te geven.");
}

TEST_CASE("without an agreed route no escalation is outside it") {
  auto files = two_levels();
  files["interviews/r2.yaml"] += "- {route: [huisarts, wijkteam, gemeente@operational]}\n";
  CHECK(to_markdown(report_of(files), {})
            .text.find("Er zijn 2 opschalingen beschreven; het onderzoek heeft geen afgesproken route om die naast te "
                       "leggen.") != std::string::npos);
}

TEST_CASE("a factor that helps as well counts as a barrier for the voices that it hinders") {
  Files files{{"framework.yaml", std::string(plain_framework) + "  time: {name: Time, sign: both}\n"}};
  add_voices(files, "operational", {1, 1, 1, 1});
  const std::vector<std::string> segments{"barrier: rules", "barrier: rules", "barrier: time", "barrier: time"};
  for (std::size_t i = 0; i < segments.size(); ++i)
    files["interviews/o-access-" + std::to_string(i) + ".yaml"] += "- {" + segments[i] + "}\n";
  files["interviews/o-access-0.yaml"] += "- {enabler: time}\n";
  const auto study = study_of(files);
  const auto text = to_markdown(compose(study, analyse(study), {}), {}).text;
  CHECK(text.find("‘Time’ en ‘Rules’. Wat wordt daaraan gedaan?") != std::string::npos);
}

TEST_CASE("with too little evidence the answer says so") {
  CHECK(answers_of(report_of(small_study()))[1] ==
        "Gebeurt het in de praktijk? Of de aanbevelingen in de uitvoering zijn uitgeprobeerd, is niet vast te stellen: "
        "er is onvoldoende zicht op de uitvoering.");
}

TEST_CASE("what only documents and meetings name stands wherever barriers are listed") {
  auto files = two_levels();
  const auto document = [](const std::string& id, const std::string& segments) {
    return "interview: " + id + "\ndate: 2021-10\nform: document\nsegments:\n" + segments;
  };
  files["interviews/d1.yaml"] = document("d1",
                                         "- {rec: principles, about: operational, barrier: funding-complexity}\n- "
                                         "{about: operational, barrier: no-room-to-experiment}\n");
  files["interviews/d2.yaml"] = document(
      "d2", "- {rec: access, about: operational, barrier: rule-reflex}\n- {rec: access, stage: 1, about: strategic}\n");
  files["interviews/d3.yaml"] = document(
      "d3", "- {rec: access, about: operational, barrier: rule-reflex}\n- {rec: access, stage: 2, about: strategic}\n");
  const auto text = to_markdown(report_of(files), {}).text;
  const auto holds_text = [&](std::string_view part) { return text.find(part) != std::string::npos; };
  // In the tracker, with its own recommendation and with the level.
  CHECK(holds_text("| Financiering is ingewikkeld; uitvoering als geheel: Geen tijd en geld om te experimenteren |"));
  CHECK(holds_text("| uitvoering als geheel: zie hierboven |"));
  CHECK(holds_text("- Financiering is ingewikkeld (1 document)\n"));
  CHECK(holds_text(" stemmen; 2 documenten)\n"));
  CHECK(holds_text("1 belemmering genoemd: ‘Geen tijd en geld om te experimenteren’"));
  // Among all factors, and in the questions.
  CHECK(holds_text("Ook genoemd in |\n"));
  CHECK(holds_text(
      "Andere bronnen noemen ook ‘Financiering is ingewikkeld’ en ‘Geen tijd en geld om te experimenteren’."));
  // Two documents that do not say the same.
  CHECK(holds_text("volgens 2 documenten ‘onderschreven’ tot ‘voorbereid’."));
}

TEST_CASE("barriers of a level stand once in the status tracker, beside what a recommendation has of its own") {
  auto files = two_levels();
  files["interviews/r7.yaml"] = interview("r7", "operational", "arosa", "- {barrier: silos}\n");
  ReportOptions options;
  options.language = Language::en;
  const auto text = to_markdown(report_of(files, options)).text;
  const std::string whole = "front line as a whole: ";
  const auto first = text.find(whole);
  CHECK(first != std::string::npos);
  CHECK(text.compare(first + whole.size(), 9, "see above") != 0);
  CHECK(holds(text, whole + "see above"));
  options.language = Language::nl;
  CHECK(holds(to_markdown(report_of(files, options)).text, "uitvoering als geheel: zie hierboven"));
}

TEST_CASE("findings that were set aside are told in words, without the code of their rule") {
  auto files = two_levels();
  files["interviews/r7.yaml"] =
      interview("r7", "operational", "arosa",
                "- rec: access\n  stage: 4 # quickscan: ignore QS309 -- discussed with both coders\n  basis: said\n");
  const auto read = checked(files);
  const auto html = to_html(compose(read.study, analyse(read.study), {}));
  CHECK(holds(html, "discussed with both coders"));
  CHECK(!holds(html, "QS309"));
}

TEST_CASE("the decision agenda holds what is overdue and what is due within a year, and nothing else") {
  auto files = two_levels();
  files["study.yaml"] = replaced(files["study.yaml"], "date: 2021-11\n", "date: 2021-11-30\n");
  files["developments.yaml"] +=
      R"(late: {name: Te laat, recs: [access], level: operational, status: pilot, decide_by: 2021-06}
soon: {name: Binnenkort, recs: [access], level: operational, status: pilot, end: 2022-03, decide_by: 2022-03}
ends: {name: Loopt af, recs: [access], level: operational, status: running, end: 2022-11-30}
far: {name: Ver weg, recs: [access], level: operational, status: running, end: 2023-01}
over: {name: Voorbij, recs: [access], level: operational, status: ended, end: 2022-01}
)";
  const auto document = report_of(files);
  std::vector<std::string> rows;
  for (const auto& block : document.sections.front().blocks) {
    const auto* table = std::get_if<TableBlock>(&block);
    if (table == nullptr || table->id != "agenda-table") continue;
    for (const auto& row : table->table.rows) rows.push_back(row[0].text + ": " + row[1].text + ", " + row[2].text);
  }
  CHECK(rows == std::vector<std::string>{"jun 2021: Te laat, besluit is te laat",
                                         "mrt 2022: Binnenkort, loopt af; besluit nodig",
                                         "nov 2022: Loopt af, loopt af"});
  CHECK(document.briefing.ask.front() == "Over ‘Te laat’ zou uiterlijk juni 2021 worden besloten. Wat is er besloten?");
}

TEST_CASE(
    "the status tracker says of each recommendation how far it is, what exists, why no further and what is next") {
  auto files = two_levels();
  files["developments.yaml"] +=
      "places: {name: Plekken, recs: [access], level: operational, status: running, quantities: {places: 10, fte: 19}, "
      "leader: {who: gemeente@operational}, end: 2025}\n";
  const auto document = report_of(files);
  for (const auto& block : document.sections.front().blocks) {
    const auto* table = std::get_if<TableBlock>(&block);
    if (table == nullptr || table->id != "tracker") continue;
    CHECK(table->table.cards);
    REQUIRE(table->table.rows.size() == 4);
    const auto& row = table->table.rows[1];
    std::string text;
    for (const auto& cell : row) {
      text += cell.text;
      for (const auto& line : cell.lines) text += line.symbol + ' ' + line.text + '|';
      text += '\n';
    }
    CHECK(text.find("Laagdrempelige en directe toegang") == 0);
    CHECK(text.find("■■■□□ uitvoering: uitgeprobeerd (n\u00a0=\u00a03)|") != std::string::npos);
    CHECK(text.find("Plekken (loopt; 19 fte, 10 plekken; door niemand genoemd)|") != std::string::npos);
    CHECK(text.find("Regelreflex|") != std::string::npos);
    CHECK(text.find(" Gemeente| 2025: ‘Plekken’, loopt af|") != std::string::npos);
    CHECK(row.front().link == "rec-access");
    return;
  }
  FAIL("no tracker");
}

TEST_CASE("a report prints no p, no effect size, no interval, no coverage and no index") {
  for (const auto language : {Language::nl, Language::en}) {
    const auto html = html_of(two_levels(), language);
    const auto body = html.substr(html.find("<body>"));
    for (const auto* word : {"p = ", "p &lt;", "Cliff", "C = ", "dekking", "coverage ", "interval", "Index, 0"}) {
      CAPTURE(word);
      CHECK(body.find(word) == std::string::npos);
    }
  }
}

TEST_CASE("what was last named more than two years before the reference date is not said to run") {
  auto files = two_levels();
  files["study.yaml"] = replaced(files["study.yaml"], "date: 2021-11\n", "date: 2025-11\n");
  const auto html = html_of(files, Language::nl);
  CHECK(html.find("bestond in 2021; daarna niet nagegaan") != std::string::npos);
  CHECK(html_of(two_levels(), Language::nl).find("bestond in") == std::string::npos);
  files["developments.yaml"] = replaced(files["developments.yaml"], "status: pilot", "status: idea");
  CHECK(holds(html_of(files, Language::nl), "een idee in 2021; daarna niet nagegaan"));
}

TEST_CASE("a difference between levels runs from the least to the most where a median lies between two rungs") {
  auto files = two_levels();
  files["interviews/r7.yaml"] = interview("r7", "operational", "gemeente", "- {rec: access, stage: 2, basis: shown}\n");
  CHECK(holds(html_of(files, Language::en), "strategic 0 to 1 rung higher"));
  files["interviews/r7.yaml"] = interview("r7", "operational", "gemeente", "- {rec: access, stage: 0, basis: shown}\n");
  CHECK(holds(html_of(files, Language::en), "strategic 0 to 3 rungs higher"));
}

TEST_CASE("a document that says that a rung is not reached is not passed over") {
  auto files = two_levels();
  files["interviews/d1.yaml"] =
      "interview: d1\ndate: 2021-05\nform: document\nsegments:\n- {rec: access, about: strategic, stage: <2}\n";
  CHECK(holds(html_of(files, Language::en), "according to 1 document ‘prepared’ has not been reached."));
  files["interviews/d2.yaml"] =
      "interview: d2\ndate: 2021-05\nform: document\nsegments:\n- {rec: access, about: strategic, stage: 0}\n";
  CHECK(holds(html_of(files, Language::nl), "volgens 2 documenten is"));
}

TEST_CASE("documents and voices of more than two years before the reference date say their years") {
  auto files = two_levels();
  files["interviews/d1.yaml"] =
      "interview: d1\ndate: 2018-05\nform: document\nsegments:\n- {rec: access, about: strategic, stage: 2}\n";
  CHECK(holds(html_of(files, Language::en), "according to 1 document ‘prepared’ (from 2018)."));
  files["interviews/d2.yaml"] =
      "interview: d2\ndate: 2021\nform: document\nsegments:\n- {rec: access, about: strategic, stage: 2}\n";
  CHECK(holds(html_of(files, Language::en), "according to 2 documents ‘prepared’ (from 2018 to 2021)."));
  CHECK_FALSE(holds(html_of(files, Language::en), "voices is from"));
  files["interviews/r3.yaml"] = replaced(files["interviews/r3.yaml"], "2021-09-14", "2019-03");
  // A voice that only says that nothing has begun has a value too.
  CHECK(holds(html_of(files, Language::en), "1 of 3 voices is from 2019."));
  files["interviews/d3.yaml"] =
      "interview: d3\ndate: 2017\nform: document\nsegments:\n- {rec: access, about: strategic, stage: <4}\n";
  CHECK(holds(html_of(files, Language::en), "according to 1 document (from 2017) ‘in use’ has not been reached."));
  ReportOptions options;
  options.audience = Audience::public_audience;
  CHECK_FALSE(holds(to_html(report_of(files, options)), "zijn uit"));
}

TEST_CASE("clients stand in one row, without organisations, also where they only say how far it is not") {
  Files files;
  files["study.yaml"] = "quickscan: 1\nid: s\ntitle: S\nreference_date: 2021-11\nframework: framework.yaml\n";
  files["framework.yaml"] = replaced(plain_framework, "outside: true", "clients: true");
  files["stakeholders.yaml"] = plain_stakeholders;
  add_voices(files, "strategic", {2, 2, 3}, "access", {"gemeente", "politie", "arosa"});
  for (const std::string id : {"c1", "c2", "c3"}) {
    files["interviews/" + id + ".yaml"] = "interview: " + id +
                                          "\ndate: 2021-09\nform: single\nspeakers:\n  a: {level: client}\nsegments:\n"
                                          "- {rec: access, stage: 1}\n- {rec: plan, stage: <3}\n";
  }
  const auto page = html_of(files, Language::en);
  CHECK(holds(page, "What clients notice"));
  CHECK(holds(page, "3 voices, 3 persons"));
  CHECK_FALSE(holds(page, "0 organisations"));
  CHECK(holds(page, "3 voices heard, without a rung"));
  CHECK(holds(page, "all agree"));
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
  CHECK(document.banners.front().title ==
        "Gereconstrueerd uit een gepubliceerd rapport: dit zijn geen interviewgegevens");
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

TEST_CASE("a public report tells no small count, nor a rank of barriers where counts are withheld") {
  auto files = two_levels();
  files["interviews/r6.yaml"] =
      interview("r6", "strategic", "arosa", "- {rec: access, stage: 2, barrier: funding-complexity}\n");
  ReportOptions options;
  const auto internal = to_html(report_of(files, options));
  CHECK(internal.find("De meest genoemde belemmering is ‘Regelreflex’.") != std::string::npos);
  const auto read = read_study(study_files(files));
  const auto publication = pass_gate(read.study, analyse(read.study));
  options.audience = Audience::public_audience;
  const auto page = to_html(compose(publication.study, publication.analysis, options));
  CHECK(page.find("De meest genoemde belemmering") == std::string::npos);
  CHECK(internal.find("in praktijk bij 2 van de 3 stemmen") != std::string::npos);
  CHECK(page.find("2 van de 3") == std::string::npos);
}

TEST_CASE("a position that is two classes or more from the front line is called a finding") {
  for (const auto& [status, much] : {std::pair("none", true), std::pair("planned", false), std::pair("done", false)}) {
    auto files = two_levels();
    files["study.yaml"] += std::string("positions: {access: {status: ") + status + "}}\n";
    CAPTURE(status);
    const auto html = html_of(files, Language::nl);
    CHECK((html.find("Dat wijkt sterk af van wat in de uitvoering is gevonden.") != std::string::npos) == much);
  }
}

TEST_CASE(
    "a cell of the internal matrix opens what it rests on, with the level of the speaker alone; a public one not") {
  auto files = two_levels();
  files["interviews/r5.yaml"] =
      interview("r5", "strategic", "arosa", "- {rec: access, stage: 3, basis: shown, note: samen besloten, at: §4}\n");
  const auto html = html_of(files, Language::nl);
  CHECK(html.find("<li>Bestuur: samen besloten (§4)</li>") != std::string::npos);
  CHECK(html.find("popovertarget=") != std::string::npos);
  ReportOptions options;
  options.audience = Audience::public_audience;
  const auto page = to_html(report_of(files, options));
  CHECK(page.find("samen besloten") == std::string::npos);
  CHECK(page.find("popovertarget=") == std::string::npos);
}
