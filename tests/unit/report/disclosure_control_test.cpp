#include "formats/json/analysis.hpp"
#include "formats/markdown.hpp"
#include "report/disclosure_control.hpp"
#include "report/report.hpp"
#include "study_files.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace quickscan;
using namespace quickscan::test;

namespace {

Publication publish(const Files& files) {
  const auto study = study_of(files);
  return pass_gate(study, analyse(study));
}

std::string public_page(const Publication& shown) {
  ReportOptions options;
  options.audience = Audience::public_audience;
  options.withheld = shown.withheld;
  return to_markdown(compose(shown.study, shown.analysis, options)).text;
}

nlohmann::json public_json(const Publication& shown) {
  JsonOptions options;
  options.audience = Audience::public_audience;
  return nlohmann::json::parse(analysis_json(shown.study, shown.analysis, options));
}

/// Three levels of four voices that differ: nothing is under a threshold, every count but all and none is small.
Files three_levels() {
  Files files;
  add_voices(files, "strategic", {3, 3, 3, 2});
  add_voices(files, "tactical", {2, 2, 2, 3});
  add_voices(files, "operational", {0, 0, 0, 1});
  return files;
}

std::string factor(const std::string& level) { return "- {barrier: rules, about: " + level + "}\n"; }

const FactorResult& rules(const Publication& shown) { return shown.analysis.factors.front(); }

}  // namespace

TEST_CASE("a name that identifies a person stops a public report, and withholding does not help") {
  const std::string study = plain_study;
  const std::string stakeholders = plain_stakeholders;
  auto with = [](const std::string& path, const std::string& text) {
    auto files = three_levels();
    files[path] = text;
    return publish(files).identifying;
  };
  CHECK(with("study.yaml", study).empty());
  CHECK(with("study.yaml", study + "commissioner: bel 06-12345678\n") ==
        std::vector<std::string>{"the study's title, commissioner, id or authors holds something that identifies a "
                                 "person: change it in study.yaml"});
  CHECK(with("study.yaml", study + "authors: [onderzoeker@voorbeeld.nl]\n").size() == 1);
  CHECK(with("study.yaml", study + "sectors: {hulp: {name: bel 06-12345678}}\n").size() == 1);
  CHECK(with("stakeholders.yaml", stakeholders + "kort: {name: Kort, short: 06-12345678, levels: [strategic]}\n") ==
        std::vector<std::string>{"the short name of stakeholder `kort` holds something that identifies a person: "
                                 "change it in stakeholders.yaml"});
  CHECK(with("developments.yaml",
             "proef: {name: {nl: Proef, en: call 06-12345678}, level: operational, status: pilot}\n") ==
        std::vector<std::string>{"the name of development `proef` holds something that identifies a person: change it "
                                 "in developments.yaml"});
}

TEST_CASE("an index is withheld as soon as one count in its row is") {
  const auto shown = publish(three_levels());
  const auto& row = shown.analysis.recommendations.front();
  REQUIRE(row.levels[0].sufficient);
  CHECK_FALSE(row.levels[0].index.has_value());
  CHECK_FALSE(row.index.has_value());
  CHECK_FALSE(row.index_interval.has_value());
  CHECK_FALSE(shown.analysis.overall.index.has_value());

  Files alike;
  for (const auto* level : {"strategic", "tactical", "operational"}) add_voices(alike, level, {2, 2, 2});
  CHECK(publish(alike).analysis.recommendations.front().index == 40);
}

TEST_CASE("a public edition gives no reasons of a confidence grade, the cap of one coder included") {
  Files files;
  add_voices(files, "operational", {3, 3, 3, 3, 3, 3}, "access",
             {"politie", "fier", "arosa", "huisarts", "politie", "fier"});
  const auto study = study_of(files);
  REQUIRE_FALSE(find_cell(analyse(study), RecommendationId(0), LevelId(2))->confidence->reasons.empty());
  const auto shown = publish(files);
  const auto* cell = find_cell(shown.analysis, RecommendationId(0), LevelId(2));
  CHECK(cell->confidence->caps.empty());
  CHECK(cell->confidence->reasons.empty());
}

TEST_CASE("a total is withheld where it gives back every count that is") {
  auto files = three_levels();
  const auto add = [&](const std::string& id, const std::string& text) {
    files["interviews/" + id + ".yaml"] += factor(text);
  };
  add("s-access-0", "strategic");
  add("s-access-1", "strategic");
  add("t-access-0", "tactical");
  SUBCASE("one and two of three can be divided in two ways") {
    const auto shown = publish(files);
    CHECK(rules(shown).levels[0].withheld);
    CHECK(rules(shown).levels[1].withheld);
    CHECK_FALSE(rules(shown).withheld);
    CHECK(rules(shown).voices == 3);
  }
  SUBCASE("four over two levels of at most two can only be two and two") {
    add("t-access-1", "tactical");
    const auto shown = publish(files);
    CHECK(rules(shown).withheld);
    CHECK(rules(shown).voices == 0);
  }
  SUBCASE("the rest beside a level that is shown counts as well") {
    add("t-access-1", "tactical");
    for (const auto* id : {"o-access-0", "o-access-1", "o-access-2"}) add(id, "operational");
    const auto shown = publish(files);
    CHECK(rules(shown).levels[2].voices == 3);
    CHECK(rules(shown).withheld);
  }
}

TEST_CASE("a factor that few name is nowhere in a public report, not under its recommendation either") {
  auto files = three_levels();
  for (const auto* id : {"s-access-0", "t-access-1"}) {
    files["interviews/" + std::string(id) + ".yaml"] += "- {rec: access, stage: 1, barrier: rules}\n";
  }
  CHECK(public_page(publish(files)).find("Rules (") == std::string::npos);
  files["interviews/o-access-0.yaml"] += "- {rec: access, stage: <1, barrier: rules}\n";
  CHECK(public_page(publish(files)).find("Rules (3 van 12 stemmen)") != std::string::npos);
}

TEST_CASE("who gave no answer cannot be told from those who did") {
  Files files;
  add_voices(files, "strategic", {2, 2, 2});
  add_voices(files, "tactical", {2, 2, 2});
  add_voices(files, "operational", {2, 2, 2});
  files["interviews/s-other.yaml"] = single("s-other", "strategic", "fier", "- {rec: access, stage: unknown}\n");
  const auto shown = publish(files);
  CHECK_FALSE(shown.analysis.recommendations.front().levels[0].silent_bounds.has_value());
  CHECK(public_page(shown).find("zonder antwoord") == std::string::npos);
  const auto cell = public_json(shown)["recommendations"][0]["levels"][0];
  CHECK(cell["n"] == 3);
  for (const auto* key : {"undefined", "unknown", "na", "silent"}) CHECK(cell[key].is_null());
}

TEST_CASE("a public network says how many interviews a tie rests on, not which, nor who was heard where") {
  auto files = three_levels();
  files["study.yaml"] = std::string(plain_study) +
                        "escalation: [{step: a, who: [wijkteam@operational]}, {step: b, who: [gemeente@strategic]}]\n";
  files["developments.yaml"] = "proef: {name: Proef, recs: [access], level: operational, status: pilot}\n";
  files["interviews/s-access-0.yaml"] += "- ties: [gemeente@strategic - politie@strategic]\n";
  files["interviews/s-access-1.yaml"] +=
      "- {rec: access, stage: 3, basis: shown, dev: proef}\n- ties: [gemeente@strategic - politie@strategic]\n"
      "- route: [wijkteam@operational, gemeente@strategic]\n";
  const auto shown = publish(files);
  const auto& network = shown.analysis.network;
  REQUIRE(network.options.unit == NetworkUnit::organisation);
  REQUIRE(network.ties.size() == 1);
  CHECK(network.ties[0].claims.size() == 2);
  CHECK(network.findings.unheard_levels.empty());
  CHECK(network.findings.rest_on_one.empty());
  const auto page = public_page(shown);
  CHECK(page.find("0 interviews") == std::string::npos);
  CHECK(page.find("| Gemeente | Overig | gehoord |") != std::string::npos);
  const auto json = public_json(shown);
  CHECK(json["network"]["ties"][0]["claims"].empty());
  CHECK(json["developments"][0]["confirmed_by"]["organisations"] == 1);
  CHECK(json["developments"][0]["organisation_ids"].empty());
  REQUIRE(json["escalation"].size() == 1);
  CHECK(json["escalation"][0]["from"].is_null());
  CHECK(json["escalation"][0]["to"].is_null());
  const auto text = json.dump();
  for (const auto* words : {"s-access", "politie@", "gemeente@"}) CHECK(text.find(words) == std::string::npos);
}

TEST_CASE("a public report says that three or four voices nearly tell who said what") {
  const std::string warning = "drie of vier stemmen";
  CHECK(public_page(publish(three_levels())).find(warning) != std::string::npos);
  Files five;
  add_voices(five, "strategic", {3, 3, 3, 3, 3});
  CHECK(public_page(publish(five)).find(warning) == std::string::npos);
}
