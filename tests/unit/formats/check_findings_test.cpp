#include "formats/check_findings.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>

using namespace quickscan;

namespace {

PlacedFinding placed(std::string_view code, std::string path, std::uint32_t line, std::string message) {
  const auto* rule = find_rule(code);
  return {.rule = rule,
          .severity = rule->severity,
          .path = std::move(path),
          .begin = {.line = line, .column = 8},
          .end = {.line = line, .column = 13},
          .message = std::move(message),
          .help = {},
          .notes = {},
          .fingerprint = {}};
}

std::vector<PlacedFinding> two_findings() {
  std::vector<PlacedFinding> findings{
      placed("QS201", "interviews/a,b.yaml", 5, "unknown recommendation `100%`\n::error::x"),
      placed("QS407", "developments.yaml", 2, "nobody mentions `pilot`")};
  findings[0].help = "did you mean `access`?";
  number_fingerprints(findings);
  return findings;
}

}  // namespace

TEST_CASE("a finding is placed by line and column in code points, its end too") {
  Sources sources([](const std::string&) { return std::optional<std::string>("a: é\nbb: ëcces x\n"); });
  sources.add("x.yaml");
  Diagnostics diagnostics{finding(rule::unknown_recommendation, {0, 10, 16}, "unknown recommendation `ëcces`")};
  diagnostics[0].notes.push_back({{0, 0, 1}, "first given here"});
  const auto found = place_findings(diagnostics, sources);
  REQUIRE(found.size() == 1);
  CHECK(found[0].path == "x.yaml");
  CHECK(found[0].begin == Position{2, 5});
  CHECK(found[0].end == Position{2, 10});
  REQUIRE(found[0].notes.size() == 1);
  CHECK(found[0].notes[0].begin == Position{1, 1});
}

TEST_CASE("a fingerprint knows rule, file and message, and nothing of lines") {
  std::vector<PlacedFinding> here{placed("QS201", "a.yaml", 5, "m"), placed("QS201", "a.yaml", 9, "m"),
                                  placed("QS202", "a.yaml", 5, "m"), placed("QS201", "b.yaml", 5, "m")};
  std::vector<PlacedFinding> moved{placed("QS201", "a.yaml", 7, "m")};
  number_fingerprints(here);
  number_fingerprints(moved);
  CHECK(moved[0].fingerprint == here[0].fingerprint);
  std::vector<std::string> all;
  for (const auto& each : here) all.push_back(each.fingerprint);
  std::ranges::sort(all);
  CHECK(std::ranges::adjacent_find(all) == all.end());
}

TEST_CASE("a workflow command cannot be broken out of") {
  const auto text = findings_github(two_findings());
  CHECK(text ==
        "::error file=interviews/a%2Cb.yaml,line=5,endLine=5,col=8,endColumn=13,title=QS201 "
        "unknown-recommendation::unknown recommendation `100%25`<U+000A>::error::x (did you mean `access`?)\n"
        "::warning file=developments.yaml,line=2,endLine=2,col=8,endColumn=13,title=QS407 "
        "development-never-mentioned::nobody mentions `pilot`\n");
}

TEST_CASE("of more than nine findings of a kind the runner gets nine and a count") {
  std::vector<PlacedFinding> findings;
  for (std::uint32_t i = 0; i < 12; ++i) findings.push_back(placed("QS201", "a.yaml", i + 1, "m"));
  findings.push_back(placed("QS407", "a.yaml", 1, "m"));
  const auto text = findings_github(findings);
  CHECK(std::ranges::count(text, '\n') == 11);
  CHECK(text.ends_with("::error title=quickscan::and 3 more; the step summary lists all\n"));
}

TEST_CASE("GitLab gets what its code quality report asks for") {
  const auto rows = nlohmann::json::parse(findings_gitlab(two_findings()));
  REQUIRE(rows.size() == 2);
  CHECK(rows[0]["check_name"] == "QS201");
  CHECK(rows[0]["severity"] == "major");
  CHECK(rows[1]["severity"] == "minor");
  CHECK(rows[0]["location"]["path"] == "interviews/a,b.yaml");
  CHECK(rows[0]["location"]["lines"]["begin"] == 5);
  CHECK(rows[0]["fingerprint"].get<std::string>().size() == 32);
  CHECK(findings_gitlab({}) == "[]\n");
}

TEST_CASE("SARIF names each rule once and places each result") {
  auto findings = two_findings();
  findings.push_back(placed("QS201", "c.yaml", 1, "m"));
  number_fingerprints(findings);
  const auto sarif = nlohmann::json::parse(findings_sarif(findings, "1.2.3"));
  CHECK(sarif["version"] == "2.1.0");
  const auto& run = sarif["runs"][0];
  CHECK(run["columnKind"] == "unicodeCodePoints");
  CHECK(run["tool"]["driver"]["version"] == "1.2.3");
  const auto& rules = run["tool"]["driver"]["rules"];
  REQUIRE(rules.size() == 2);
  for (const auto* key : {"shortDescription", "fullDescription", "help"}) {
    CHECK(!rules[0][key]["text"].get<std::string>().empty());
  }
  REQUIRE(run["results"].size() == 3);
  const auto& result = run["results"][0];
  CHECK(rules[result["ruleIndex"].get<std::size_t>()]["id"] == "QS201");
  CHECK(result["level"] == "error");
  const auto& place = result["locations"][0]["physicalLocation"];
  CHECK(place["artifactLocation"]["uri"] == "interviews/a%2Cb.yaml");
  CHECK(place["region"] == nlohmann::json{{"startLine", 5}, {"startColumn", 8}, {"endLine", 5}, {"endColumn", 13}});
  CHECK(result["partialFingerprints"]["primaryLocationLineHash"] == findings[0].fingerprint);
}

TEST_CASE("JUnit has a failed case for every file and rule, and a passed one for every file without either") {
  std::vector<PlacedFinding> findings{placed("QS201", "a<b.yaml", 5, "one & \"two\""),
                                      placed("QS201", "a<b.yaml", 9, "three"), placed("QS309", "c.yaml", 9, "four")};
  CHECK(findings_junit(findings, {"a<b.yaml", "c.yaml", "d.yaml"}) == R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="quickscan check" package="quickscan" id="0" tests="3" failures="1" errors="0" skipped="0" time="0" timestamp="1970-01-01T00:00:00" hostname="localhost">
    <properties/>
    <testcase classname="a&lt;b.yaml" name="QS201 unknown-recommendation" time="0">
      <failure type="QS201" message="one &amp; &quot;two&quot;">a&lt;b.yaml:5:8: error: one &amp; &quot;two&quot;
a&lt;b.yaml:9:8: error: three
</failure>
    </testcase>
    <testcase classname="c.yaml" name="check" time="0"/>
    <testcase classname="d.yaml" name="check" time="0"/>
    <system-out>c.yaml:9:8: note: four
</system-out>
    <system-err/>
  </testsuite>
</testsuites>
)");
}

TEST_CASE("second places of a finding are named in every format") {
  auto findings = two_findings();
  findings.resize(1);
  findings[0].notes.push_back({"b.yaml", {3, 1}, "first given here"});
  CHECK(findings_github(findings).ends_with("(did you mean `access`?); first given here at b.yaml:3:1\n"));
  CHECK(nlohmann::json::parse(findings_gitlab(findings))[0]["description"].get<std::string>().ends_with(
      "first given here at b.yaml:3:1"));
  const auto sarif = nlohmann::json::parse(findings_sarif(findings, "1"));
  const auto& second = sarif["runs"][0]["results"][0]["relatedLocations"][0];
  CHECK(second["message"]["text"] == "first given here");
  CHECK(second["physicalLocation"]["region"]["startLine"] == 3);
}

TEST_CASE("code in a message remains code in a table for people") {
  std::vector<PlacedFinding> findings{placed("QS201", "a.yaml", 5, "unknown `ac|ces` and * a lone `")};
  CHECK(findings_markdown(findings).find("unknown `ac\\|ces` and \\* a lone ") != std::string::npos);
}

TEST_CASE("a table for people keeps hostile text in its cell") {
  std::vector<PlacedFinding> findings{placed("QS201", "a|b.yaml", 5, "x | [y](javascript:z)")};
  const auto text = findings_markdown(findings);
  CHECK(text.starts_with("## quickscan check: 1 error\n\n| severity | rule | place | finding |\n|---|---|---|---|\n"));
  CHECK(std::ranges::count(text, '\n') == 5);
  CHECK(text.find("\\[y\\]") != std::string::npos);
}

TEST_CASE("a baseline is read back, and anything else is none") {
  std::vector<std::string> known;
  const auto findings = two_findings();
  CHECK(read_baseline(findings_json(findings), known));
  CHECK(known.size() == 2);
  for (const auto* text :
       {"", "[]", "{}", "{\"quickscan\": \"check/1\"}", "{\"quickscan\": \"check/1\", \"findings\": [1]}"}) {
    CHECK(!read_baseline(text, known));
  }
}
