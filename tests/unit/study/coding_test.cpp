#include "study_files.hpp"
#include "texts.hpp"

#include <doctest/doctest.h>

using namespace quickscan;
using namespace quickscan::test;

namespace {

/// What is found of one rule.
std::string found_of(const Files& files, const std::string& code) {
  auto result = checked(files, {.select = {code}, .ignore = {}});
  return lines_of(result);
}

std::string in_segment(const std::string& segment) {
  auto files = small_study();
  files["interviews/r1.yaml"] += segment;
  return findings_in(files);
}

}  // namespace

TEST_CASE("nothing is related to itself: a tie, a route, a platform's member") {
  CHECK(in_segment("- ties: [wijkteam - wijkteam]\n") ==
        "interviews/r1.yaml:18:10: error[QS321]: a tie from `wijkteam@operational` to itself\n");
  CHECK(in_segment("- ties: [{from: wijkteam, to: wijkteam@operational, relation: funds}]\n") ==
        "interviews/r1.yaml:18:10: error[QS321]: a tie from `wijkteam@operational` to itself\n");
  CHECK(in_segment("- route: [wijkteam, wijkteam]\n") ==
        "interviews/r1.yaml:18:21: error[QS321]: a route from `wijkteam@operational` to itself\n");
  CHECK(in_segment("- ties: [gemeente@tactical - gemeente@operational]\n") == "");
  auto files = small_study();
  files["stakeholders.yaml"] +=
      "platform: {name: P, kind: platform, levels: [strategic], members: [gemeente, platform]}\n";
  CHECK(findings_in(files) == "stakeholders.yaml:4:78: error[QS321]: `platform` is a member of itself\n");
}

TEST_CASE("an actor with a level has that level, wherever it stands") {
  const std::string error = ": error[QS215]: `huisarts` has no level `tactical`\n";
  CHECK(in_segment("- ties: [huisarts@tactical > wijkteam]\n") == "interviews/r1.yaml:18:19" + error);
  CHECK(in_segment("- route: [huisarts@tactical, wijkteam]\n") == "interviews/r1.yaml:18:20" + error);
  for (const std::string line :
       {"contacts: [{who: huisarts@tactical, outcome: refused}]", "escalation: [{step: a, who: [huisarts@tactical]}]",
        "declared: {who: {huisarts@tactical: 1}}"}) {
    auto files = small_study();
    files["study.yaml"] += line + "\n";
    CHECK(holds(findings_in(files), error));
  }
  auto files = small_study();
  files["developments.yaml"] += "  leader: {who: huisarts@tactical}\n";
  CHECK(findings_in(files) == "developments.yaml:7:26" + error);
}

TEST_CASE("an actor without a level has that of the statement, which is a warning where it has not") {
  CHECK(in_segment("- {about: tactical, ties: [huisarts > wijkteam@operational]}\n") ==
        "interviews/r1.yaml:18:28: warning[QS215]: `huisarts` has no level `tactical`, the statement's, which is meant "
        "where none is written\n");
  CHECK(in_segment("- {about: tactical, route: [huisarts, gemeente@strategic]}\n").find("warning[QS215]") !=
        std::string::npos);
  CHECK(in_segment("- {about: tactical, ties: [huisarts@operational > wijkteam@operational]}\n") == "");
  auto files = small_study();
  files["stakeholders.yaml"] += "platform: {name: P, kind: platform, levels: [strategic], members: [huisarts]}\n";
  CHECK(findings_in(files) ==
        "stakeholders.yaml:4:68: warning[QS215]: `huisarts` has no level of the platform `platform`\n");
}

TEST_CASE("an id with a level where none is named gets the id alone as its cure") {
  auto files = small_study();
  files["stakeholders.yaml"] += "team: {name: T, kind: team, levels: [operational], part_of: huisarts@operational}\n";
  CHECK(holds(findings_in(files), "unknown stakeholder `huisarts@operational`"));
  CHECK(read_files(files).diagnostics.front().help == "write `huisarts` alone: no level is named here");
  CHECK(in_segment("- ties: [\"@tactical - wijkteam\"]\n").find("write its id") == std::string::npos);
}

TEST_CASE("a level that is not in the framework is one finding, and no tie lacks a level because of it") {
  CHECK(in_segment("- {about: tactcal, ties: [wijkteam - huisarts]}\n") ==
        "interviews/r1.yaml:18:11: error[QS202]: unknown level `tactcal`\n");
  CHECK(in_segment("- {about: tactcal, route: [wijkteam, gemeente]}\n") ==
        "interviews/r1.yaml:18:11: error[QS202]: unknown level `tactcal`\n");
}

TEST_CASE("what is known is listed where an id is none of a few, and a stage names the rungs") {
  const auto help = [](const std::string& segment) {
    auto files = small_study();
    files["interviews/r1.yaml"] += segment;
    return read_files(files).diagnostics.front().help;
  };
  CHECK(help("- {rec: access, stage: xyz}\n").find("the ladder has `") == 0);
  CHECK(help("- rec: access\n  stage: >2\n").find("the ladder has `") == 0);
  CHECK(help("- {rec: access, stage: 1, about: xyz}\n") ==
        "use the id of a level of the framework (`strategic`, `tactical`, `operational`, `client`)");
}

TEST_CASE("a line of a text that is a key and its value without a colon is a warning, words are none") {
  const auto of = [](const std::string& line) {
    auto files = small_study();
    files["interviews/r1.yaml"] += "- rec: access\n  stage: 1\n  quote: We open\n    " + line + "\n";
    return found_of(files, "QS303");
  };
  CHECK(of("quote_ok true") ==
        "interviews/r1.yaml:21:5: warning[QS303]: `quote_ok` without a colon, in the text of `quote`\n");
  CHECK(of("next year\n    stage 3") ==
        "interviews/r1.yaml:22:5: warning[QS303]: `stage` without a colon, in the text of `quote`\n");
  CHECK(of("basis shown").find("warning[QS303]") != std::string::npos);
  CHECK(of("stage by stage") == "");
  CHECK(of("at last") == "");
}

TEST_CASE("personal data in a text of the researcher's own is a finding at its line, a name only from the key file") {
  auto files = small_study();
  files["text/introduction.nl.md"] = "Het begin.\n\nMail jan@example.org of bel 06-12345678, zei Petra Jansen.\n";
  CHECK(found_of(files, "QS50") ==
        "text/introduction.nl.md:3:6: warning[QS504]: an e-mail address in a text\n"
        "text/introduction.nl.md:3:29: warning[QS505]: a telephone number in a text\n");
  files["text/introduction.nl.md"] = "Volgens Bakali kan het.\n";
  files["confidential/key.yaml"] = "p1: Ahmed Bakali\n";
  CHECK(found_of(files, "QS50") ==
        "text/introduction.nl.md:1:9: warning[QS509]: what may be the name of a person in a text\n");
}

TEST_CASE("a comment behind a text without quotation marks is a warning, one that sets a finding aside is not") {
  const auto of = [](const std::string& segment) {
    auto files = small_study();
    files["interviews/r1.yaml"] += segment;
    return found_of(files, "QS322");
  };
  CHECK(of("- rec: access\n  stage: 1\n  quote: Loket # 2 is dicht\n") ==
        "interviews/r1.yaml:20:16: warning[QS322]: `quote` ends before this number sign\n");
  CHECK(of("- {rec: access, stage: 1, note: Loket}  # terzijde\n") == "");
  CHECK(of("- rec: access\n  stage: 1\n  note: 'Loket # 2'\n  at: 12#3\n") == "");
  CHECK(of("- rec: access\n  stage: 1\n  note: iets  # quickscan: ignore QS505 -- geen naam\n") == "");
  CHECK(of("- rec: access\n  stage: 1\n  at: 12 # minuut\n") ==
        "interviews/r1.yaml:20:10: warning[QS322]: `at` ends before this number sign\n");
  auto files = small_study();
  files["interviews/r1.yaml"] = replaced(files["interviews/r1.yaml"], "form: single", "form: single\nmemo: haastig #2");
  CHECK(found_of(files, "QS322") == "interviews/r1.yaml:4:15: warning[QS322]: `memo` ends before this number sign\n");
}

TEST_CASE("a segment that was copied and forgotten is a warning") {
  auto files = small_study();
  files["interviews/r1.yaml"] += "- {rec: access, stage: 1}\n- {rec: access, stage: 2}\n- {rec: access, stage: 1}\n";
  CHECK(found_of(files, "QS323") == "interviews/r1.yaml:20:4: warning[QS323]: a segment that is coded twice\n");
}

TEST_CASE("an interview coded before the codebook changed in what it codes is a warning until it was reviewed") {
  auto files = small_study();
  files["study.yaml"] += "codebook: [{date: 2021-10-01, change: an example is needed, recs: [access]}]\n";
  const auto with = [&](const std::string& line) {
    auto changed = files;
    changed["interviews/r1.yaml"] = replaced(files["interviews/r1.yaml"], "form: single", "form: single\n" + line);
    return found_of(changed, "QS412");
  };
  CHECK(with("coded: 2021-09-20") ==
        "interviews/r1.yaml:4:8: warning[QS412]: `r1` was coded before the codebook changed on 2021-10-01\n");
  CHECK(with("memo: haastig").starts_with("interviews/r1.yaml:2:7: warning[QS412]"));
  CHECK(with("coded: 2021-10-02") == "");
  CHECK(with("coded: 2021-09-20\nreviewed: 2021-10-05") == "");
  CHECK(with("coded: 2021-09-20\nreviewed: 2021-09-25") != "");
  files["study.yaml"] = replaced(files["study.yaml"], "recs: [access]", "recs: [joint], factors: [rule-reflex]");
  CHECK(with("coded: 2021-09-20") == "");
  files["interviews/r1.yaml"] += "- {barrier: rule-reflex}\n";
  CHECK(with("coded: 2021-09-20") != "");
}

TEST_CASE("a threshold that is lowered is named, with the help that it may only be raised") {
  auto files = small_study();
  files["study.yaml"] += "thresholds: {voices: 2}\n";
  const auto result = read_files(files);
  CHECK(lines_of(result) == "study.yaml:12:22: error[QS159]: `voices` is 2, expected at least 3\n");
  CHECK(result.diagnostics.front().help == "a threshold may only be raised");
}

TEST_CASE("slips that name what is meant in another way have a cure") {
  const auto help_of = [](const std::string& from, const std::string& to) {
    auto files = small_study();
    files["interviews/r1.yaml"] = replaced(files["interviews/r1.yaml"], from, to);
    const auto result = read_files(files);
    REQUIRE(!result.diagnostics.empty());
    return result.diagnostics.front().help;
  };
  CHECK(help_of("level: operational", "level: uitvoering") == "write its id, `operational`");
  CHECK(help_of("asked: [access]", "asked: access, joint") == "write a list, `[a, b]`, with brackets and commas");
  CHECK(help_of("asked: [access]", "asked: [access; joint]") == "separate them with commas");
  CHECK(help_of("stage: 3", "stage: 3\n  barrier: [rule-reflex, time]") ==
        "a segment has one; write a segment of its own for each other, with the same `rec`");
  CHECK(help_of("stage: 3", "stage: 3\n  stage: 2") ==
        "keep one of the two; a second statement is a segment of its own, which begins with `- `");
  CHECK(help_of("- rec: access\n  stage: 3\n  basis: shown\n  dev: spreekuur\n  ties:\n  - huisarts > wijkteam\n  "
                "quote: Het kan dezelfde dag.",
                "- access, 3, shown") == "write `- rec: access` and below it its other keys, a line each");
}
