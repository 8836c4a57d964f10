#include "formats/json/analysis.hpp"
#include "formats/markdown.hpp"
#include "report/disclosure_control.hpp"
#include "report/report.hpp"
#include "report/small_cells.hpp"
#include "study_files.hpp"
#include "texts.hpp"

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

TEST_CASE("the gate looks at every text that a public edition prints") {
  auto study = study_of(three_levels());
  study.confidential_names = {"Wilhelmina Oosterkamp"};
  const auto refused = [&](auto change) {
    auto changed = study;
    change(changed);
    const auto shown = pass_gate(changed, analyse(changed));
    for (const auto& one : shown.identifying) CHECK(one.find("osterkamp") == std::string::npos);
    return shown.identifying.size();
  };
  const LocalText name{"met wilhelmina **oosterkamp**", ""}, telephone{"", "call 06-12345678"};
  CHECK(refused([&](Study&) {}) == 0);
  CHECK(refused([&](Study& one) { one.commissioner_short = name; }) == 1);
  CHECK(refused([&](Study& one) { one.framework.not_measured = name; }) == 1);
  CHECK(refused([&](Study& one) { one.framework.fitted_to = telephone; }) == 1);
  CHECK(refused([&](Study& one) { one.framework.recommendations[0].codebook.example = name; }) == 1);
  CHECK(refused([&](Study& one) { one.framework.factors[0].codebook.means = name; }) == 1);
  CHECK(refused([&](Study& one) { one.framework.terms.push_back({"x", name}); }) == 1);
  CHECK(refused([&](Study& one) { one.framework.lines.push_back({"x", {}, {{"y", name, {}}}}); }) == 1);
  CHECK(refused([&](Study& one) { one.stakeholders[0].id = "wilhelmina-oosterkamp"; }) == 1);
  Development development;
  development.id = "x";
  development.level = LevelId(0);
  development.quantities = {{"call-06-12345678", 1.0}};
  development.areas = {"wilhelmina_oosterkamp"};
  CHECK(refused([&](Study& one) { one.developments.push_back(development); }) == 1);
}

TEST_CASE("a text that names a person of the key is withheld, whatever stands between the letters") {
  for (const auto* text :
       {"met wilhelmina **oosterkamp** gesproken", "wilhelmina ooster**kamp**", "wilhelmina/oosterkamp",
        "WilhelminaOosterkamp", "wilhelmina oosterkamps kind", "oosterkamp wilhelmina", "wilhelmina <b>oosterkamp</b>",
        "wilhelmina [oosterkamp](http://example.org)", "wilhelmina &#111;osterkamp",
        "wilhelmina <!-- en --> oosterkamp"}) {
    CAPTURE(text);
    auto files = three_levels();
    files["text/summary.nl.md"] = text;
    auto study = study_of(files);
    study.confidential_names = {"Wilhelmina Oosterkamp"};
    const auto shown = pass_gate(study, analyse(study));
    CHECK(shown.study.texts.empty());
    CHECK(shown.refusals.size() == 1);
  }
}

TEST_CASE("of a cell a public edition gives the voices, the median, and a reach that gives nothing else away") {
  // Of three voices the median tells whether 0 or 1, or 2 or 3 of them reach rung 3: no count is left to hide among.
  CHECK_FALSE(may_publish_reach(0, 3, 2, 3));
  CHECK_FALSE(may_publish_reach(3, 3, 3, 3));
  // Of four, "nobody" leaves 1 and 2; "all" would leave 3 alone.
  CHECK(may_publish_reach(0, 4, 2, 3));
  CHECK_FALSE(may_publish_reach(4, 4, 3, 3));
  CHECK(may_publish_reach(0, 5, 1, 3));
  CHECK(may_publish_reach(5, 5, 3, 3));
  // Were the median 1 of four, and nobody of five reaches rung 3, then the fifth voice is at 2; likewise from the top.
  CHECK_FALSE(may_publish_reach(0, 5, 2, 3));
  CHECK_FALSE(may_publish_reach(6, 6, 3, 3));
  CHECK(may_publish_reach(6, 6, 4, 3));
  CHECK_FALSE(may_publish_reach(2, 5, 2, 3));
  CHECK(may_publish_reach(3, 6, 2, 3));
  // Half of six reach rung 3 while the median is 0: then half of them reach rung 1 and 2 as well.
  CHECK_FALSE(may_publish_reach(3, 6, 0, 3));
  CHECK_FALSE(may_publish_reach(4, 7, 5, 3));
  CHECK(may_publish_reach(1, 12, 2, 3));
}

TEST_CASE("no index, interval, agreement or grade of a cell is in a public edition") {
  Files alike;
  for (const auto* level : {"strategic", "tactical", "operational"}) add_voices(alike, level, {1, 1, 1, 1, 1});
  const auto shown = publish(alike);
  const auto& row = shown.analysis.recommendations.front();
  CHECK_FALSE(row.index.has_value());
  CHECK_FALSE(row.verdict->robustness.has_value());
  const auto cell = public_json(shown)["recommendations"][0]["levels"][0];
  CHECK(cell["n"] == 5);
  CHECK(cell["median"] == 1);
  CHECK(cell["reach"] == nlohmann::json({nullptr, nullptr, 0, nullptr, nullptr}));
  for (const auto* key :
       {"organisations", "persons", "values", "median_pair", "index", "consensus", "split", "interval",
        "claimed_median", "trend", "mixed", "heard_only", "shown", "outside", "confidence"}) {
    CHECK_MESSAGE(cell[key].is_null(), key);
  }
}

TEST_CASE("a hidden level hides the total of its factor") {
  auto files = three_levels();
  const auto add = [&](const std::string& id, const std::string& text) {
    files["interviews/" + id + ".yaml"] += factor(text);
  };
  for (const auto* id : {"o-access-0", "o-access-1", "o-access-2"}) add(id, "operational");
  CHECK(rules(publish(files)).voices == 3);
  add("s-access-0", "strategic");
  const auto shown = publish(files);
  CHECK(rules(shown).levels[0].withheld);
  CHECK(rules(shown).levels[2].voices == 3);
  CHECK(rules(shown).withheld);
  CHECK(rules(shown).voices == 0);
}

TEST_CASE("under its recommendation a factor is named without a number, and not where few name it") {
  auto files = three_levels();
  for (const auto* id : {"s-access-0", "t-access-1"}) {
    files["interviews/" + std::string(id) + ".yaml"] += "- {rec: access, stage: 1, barrier: rules}\n";
  }
  CHECK(public_page(publish(files)).find("\n- Rules\n") == std::string::npos);
  files["interviews/o-access-0.yaml"] += "- {rec: access, stage: <1, barrier: rules}\n";
  const auto page = public_page(publish(files));
  CHECK(page.find("\n- Rules\n") != std::string::npos);
  CHECK(page.find("Rules (") == std::string::npos);
}

TEST_CASE("a level with one or two voices is not shown, and no total gives it back") {
  auto files = three_levels();
  files["interviews/x.yaml"] = single("x", "strategic", "fier", "- {rec: access, stage: 1}\n");
  auto heard = public_json(publish(files))["heard"];
  CHECK(heard["interviews"] == 13);
  Files few;
  add_voices(few, "strategic", {3, 3, 3, 2});
  add_voices(few, "operational", {0, 0});
  const auto shown = publish(few);
  heard = public_json(shown)["heard"];
  CHECK(heard["levels"]["strategic"]["voices"] == 4);
  CHECK(heard["levels"]["tactical"]["voices"] == 0);
  CHECK(heard["levels"]["operational"]["voices"].is_null());
  for (const auto* total : {"interviews", "persons", "voices", "organisations"}) CHECK(heard[total].is_null());
  CHECK(heard["forms"]["single"].is_null());
  const auto page = public_page(shown);
  CHECK(page.find(" -1") == std::string::npos);
  CHECK(page.find("niemand gehoord") == std::string::npos);
}

TEST_CASE("what the only voice of a level answers, or whether it does, changes nothing in a public edition") {
  const auto edition = [](const std::string& access, const std::string& plan) {
    Files files;
    add_voices(files, "tactical", {2, 2, 3, 2});
    add_voices(files, "operational", {1, 1, 2, 1});
    files["interviews/s1.yaml"] = single(
        "s1", "strategic", "politie", "- {rec: access, stage: " + access + "}\n- {rec: plan, stage: " + plan + "}\n");
    const auto shown = publish(files);
    return public_page(shown) + public_json(shown).dump();
  };
  CHECK(edition("2", "unknown") == edition("unknown", "2"));
  CHECK(edition("2", "unknown") == edition("<2", "na"));
  CHECK(holds(edition("2", "unknown"), "niet getoond"));
}

TEST_CASE("where a level has one or two voices, a public network does not say who was heard") {
  Files files;
  add_voices(files, "tactical", {2, 2, 3, 2});
  add_voices(files, "operational", {1, 1, 2, 1});
  files["interviews/s1.yaml"] =
      single("s1", "strategic", "politie", shown("access", 2) + "- ties: [politie@strategic - gemeente@strategic]\n");
  files["interviews/t-access-0.yaml"] += "- ties: [gemeente - politie]\n";
  const auto edition = publish(files);
  const auto network = public_json(edition)["network"];
  CHECK(network["counts"]["heard"].is_null());
  for (const auto& actor : network["actors"]) CHECK(actor["heard"].is_null());
  for (const auto& tie : network["ties"]) CHECK(tie["confirmation"].is_null());
  for (const auto& [kind, count] : network["findings"]["confirmation"]["counts"].items())
    CHECK((count.is_null() || kind == "registered-only"));
  CHECK(network["findings"]["coverage"]["named_never_heard"].empty());
  const auto page = public_page(edition);
  CHECK_FALSE(holds(page, "| gehoord |"));
  CHECK_FALSE(holds(page, "| bevestigd |"));
  CHECK_FALSE(holds(page, "Zonder enige werkende verbinding"));
  // Enough voices at every level: it may be known.
  files["interviews/s2.yaml"] = single("s2", "strategic", "gemeente", shown("access", 2));
  files["interviews/s3.yaml"] = single("s3", "strategic", "fier", shown("access", 2));
  CHECK(public_json(publish(files))["network"]["counts"]["heard"].is_number());
}

TEST_CASE("of clients a public edition gives the number of voices alone") {
  Files files;
  add_voices(files, "operational", {1, 1, 2, 1});
  files["framework.yaml"] = replaced(plain_framework, "outside: true", "clients: true");
  files["stakeholders.yaml"] =
      replaced(plain_stakeholders, "fier: {name: Fier, levels: [", "fier: {name: Fier, levels: [client, ");
  for (const auto* id : {"k1", "k2", "k3"})
    files[std::string("interviews/") + id + ".yaml"] = single(id, "client", "fier", shown("access", 0));
  const auto page = public_page(publish(files));
  CHECK(holds(page, "3 stemmen"));
  CHECK_FALSE(holds(page, "-1"));
}

TEST_CASE("a voice has one quote, a level with two voices none, and the order is that of the texts") {
  Files files;
  add_voices(files, "strategic", {3, 3, 3});
  add_voices(files, "operational", {0, 0});
  const auto quoted = [&](const std::string& id, const std::string& quote) {
    auto& interview = files["interviews/" + id + ".yaml"];
    if (interview.find("consent") == std::string::npos)
      interview = replaced(interview, "form: single", "form: single\nconsent: {quotes: true, function: true}");
    interview += "- {rec: access, stage: 1, quote: " + quote + ", quote_ok: true}\n";
  };
  quoted("s-access-0", "zo is het niet gegaan");
  quoted("s-access-0", "dat staat in het plan");
  quoted("s-access-1", "al met al gaat het goed");
  quoted("o-access-0", "hier merken we niets");
  const auto page = public_page(publish(files));
  const auto first = page.find("al met al gaat het goed");
  const auto second = page.find("dat staat in het plan");
  CHECK(first < second);
  CHECK(second != std::string::npos);
  CHECK(page.find("zo is het niet gegaan") == std::string::npos);
  CHECK(page.find("hier merken we niets") == std::string::npos);
}

TEST_CASE("no quote is on a recommendation that is withheld at its level") {
  Files files;
  add_voices(files, "strategic", {3, 3, 3});
  auto& one = files["interviews/s-access-0.yaml"];
  one = replaced(one, "form: single", "form: single\nconsent: {quotes: true, function: true}");
  const auto with = [&](const std::string& segment) {
    auto more = files;
    more["interviews/s-access-0.yaml"] += segment;
    return public_page(publish(more));
  };
  const std::string quote = "quote: wij kennen het alleen van papier, quote_ok: true}\n";
  CHECK(with("- {rec: access, stage: 1, " + quote).find("alleen van papier") != std::string::npos);
  CHECK(with("- {rec: plan, stage: 1, " + quote).find("alleen van papier") == std::string::npos);
}

TEST_CASE("a text does not repeat a quote that may not be published") {
  Files files;
  add_voices(files, "strategic", {3, 3, 3});
  auto& one = files["interviews/s-access-0.yaml"];
  one = replaced(one, "form: single", "form: single\nconsent: {quotes: true, function: true}");
  one +=
      "- {rec: access, stage: 1, quote: \"Op donderdag koken we altijd met groep zes.\"}\n"
      "- {rec: access, stage: 1, quote: Dat mag iedereen gewoon weten hoor, quote_ok: true}\n"
      "- {rec: access, stage: 1, quote: wij zijn moe}\n";
  const auto refusals = [&](const std::string& text) {
    auto more = files;
    more["text/summary.nl.md"] = text + "\n";
    const auto gate = publish(more);
    CHECK(gate.study.texts.size() == 1 - gate.refusals.size());
    return gate.refusals;
  };
  const auto refused = refusals("Iemand zei: „op donderdag *koken we* altijd met groep…”.");
  REQUIRE(refused.size() == 1);
  CHECK(
      refused[0].find("text/summary.nl.md repeats a quote that may not be published (interviews/s-access-0.yaml, line "
                      "9)") == 0);
  CHECK(refusals("Op donderdag koken we.").empty());
  CHECK(refusals("Dat mag iedereen gewoon weten hoor.").empty());
  CHECK(refusals("Wij zijn moe.").empty());
}

TEST_CASE("who gave no answer cannot be told from those who did") {
  Files files;
  add_voices(files, "strategic", {2, 2, 2});
  add_voices(files, "tactical", {2, 2, 2});
  add_voices(files, "operational", {2, 2, 2});
  files["interviews/s-other.yaml"] = single("s-other", "strategic", "fier", "- {rec: access, stage: unknown}\n");
  const auto shown = publish(files);
  CHECK_FALSE(shown.analysis.recommendations.front().levels[0].silent_bounds.has_value());
  CHECK(public_page(shown).find("zonder trede") == std::string::npos);
  const auto cell = public_json(shown)["recommendations"][0]["levels"][0];
  CHECK(cell["n"] == 3);
  for (const auto* key : {"undefined", "unknown", "na", "silent"}) CHECK(cell[key].is_null());
}

TEST_CASE("a public network says neither who claims a tie nor in how many interviews, nor who was heard where") {
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
  CHECK(network.ties[0].claims.size() == 1);
  CHECK(network.findings.unheard_levels.empty());
  CHECK(network.findings.rest_on_one.empty());
  const auto page = public_page(shown);
  CHECK(page.find("0 interviews") == std::string::npos);
  CHECK(page.find(" 2 interviews") == std::string::npos);
  CHECK(page.find("| Gemeente | Overig | gehoord |") != std::string::npos);
  const auto json = public_json(shown);
  CHECK(json["network"]["ties"][0]["claims"].empty());
  CHECK(json["developments"][0]["confirmed_by"]["organisations"].is_null());
  CHECK(json["developments"][0]["organisation_ids"].empty());
  CHECK(json["escalation"].empty());  // one interview
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
