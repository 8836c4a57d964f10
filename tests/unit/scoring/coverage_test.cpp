#include "network/network.hpp"
#include "scoring/analysis.hpp"
#include "scoring/coverage.hpp"
#include "scoring/escalation.hpp"
#include "scoring/recommendation.hpp"
#include "study_files.hpp"
#include "texts.hpp"

#include <doctest/doctest.h>

using namespace quickscan;
using namespace quickscan::test;

namespace {

Coverage cover(Files files) {
  const auto study = study_of(std::move(files));
  return coverage(study, find_voices(study), analyse_network(study));
}

std::string plain_study_with(const std::string& more) { return std::string(plain_study) + more; }

const char* ladder_of_steps = R"(escalation:
- {step: professionals, who: [wijkteam@operational, politie@operational]}
- {step: managers, who: [gemeente@tactical]}
- {step: advisers, who: [arosa@tactical], optional: true}
- {step: directors, who: [gemeente@strategic, politie@strategic]}
)";

}  // namespace

TEST_CASE("The frame counts a stakeholder as heard only at the level it was framed for") {
  const auto result =
      cover({{"study.yaml",
              plain_study_with("frame: {strategic: [politie, gemeente, arosa], operational: [wijkteam, politie]}\n")},
             {"interviews/a.yaml", single("a", "strategic", "gemeente", shown("access", 1))},
             {"interviews/b.yaml", single("b", "operational", "wijkteam", shown("access", 1))},
             {"interviews/m.yaml",
              "interview: m\ndate: 2021\nform: meeting\nspeakers:\n  a: {level: strategic, who: "
              "arosa}\nsegments:\n- {barrier: rules}\n"}});
  REQUIRE(result.frame.size() == 2);
  CHECK(result.frame.at(LevelId(0)).heard == 1);
  CHECK(result.frame.at(LevelId(0)).of == 3);
  CHECK(result.frame.at(LevelId(0)).missing == std::vector<std::string>{"arosa", "politie"});
  CHECK(result.frame.at(LevelId(2)).heard == 1);
  CHECK(result.frame.at(LevelId(2)).missing == std::vector<std::string>{"politie"});
}

TEST_CASE("Who is named in ties and never heard is listed with the ties that rest on others' word") {
  const auto result = cover({{"interviews/a.yaml", single("a", "operational", "wijkteam", R"(
- ties:
  - wijkteam - fier
  - fier - wijkteam
  - huisarts > fier
  - {from: gemeente@strategic, to: arosa@strategic, relation: funds}
- {ties: [wijkteam - politie@strategic]}
)")},
                             {"interviews/b.yaml", single("b", "operational", "politie", R"(
- {ties: [wijkteam - fier, politie - fier]}
)")}});
  REQUIRE(result.named_never_heard.size() == 4);
  CHECK(result.named_never_heard[0].stakeholder == "arosa");
  CHECK(result.named_never_heard[0].ties == 1);
  CHECK(result.named_never_heard[1].stakeholder == "fier");
  CHECK(result.named_never_heard[1].ties == 3);
  CHECK(result.named_never_heard[2].stakeholder == "gemeente");
  CHECK(result.named_never_heard[3].stakeholder == "huisarts");
}

TEST_CASE("A platform is never said to be unheard") {
  Files files{{"interviews/a.yaml",
               single("a", "strategic", "politie", "- {ties: [{from: politie, to: tafel, relation: takes-part}]}\n")}};
  files["stakeholders.yaml"] = std::string(plain_stakeholders) +
                               "tafel: {name: Tafel, kind: platform, levels: [strategic], members: [politie]}\n";
  CHECK(cover(files).named_never_heard.empty());
}

TEST_CASE("An organisation that was heard is asked about its other levels, a team speaking for it") {
  const auto result = cover({{"interviews/a.yaml", single("a", "operational", "wijkteam", shown("access", 1))}});
  REQUIRE(result.levels_not_heard.size() == 1);
  CHECK(result.levels_not_heard[0].organisation == "gemeente");
  CHECK(result.levels_not_heard[0].levels == std::vector<std::string>{"strategic", "tactical"});
}

TEST_CASE("An employer dominates a level with more than half of its voices, not with half") {
  Files files;
  add_voices(files, "strategic", {1, 1, 1, 1}, "access", {"gemeente", "politie"});
  add_voices(files, "operational", {1, 1, 1}, "access", {"gemeente", "wijkteam", "politie"});
  add_voices(files, "tactical", {1}, "access", {"politie"});
  const auto result = cover(files);
  REQUIRE(result.dominant.size() == 1);
  CHECK(result.dominant[0].level == LevelId(2));
  CHECK(result.dominant[0].organisation == "gemeente");
  CHECK(result.dominant[0].voices == 2);
  CHECK(result.dominant[0].of == 3);
}

TEST_CASE("Statements about clients are counted where somebody else made them") {
  const auto result = cover({{"interviews/a.yaml", single("a", "operational", "wijkteam", R"(
- {rec: access, about: client, stage: 1}
- {barrier: rules, about: client}
- {rec: access, about: strategic, stage: 1}
- {rec: access, stage: 1}
)")}});
  CHECK(result.spoken_about == std::map<LevelId, int>{{LevelId(3), 2}});
  CHECK(
      cover({{"interviews/a.yaml", single("a", "operational", "wijkteam", shown("access", 1))}}).spoken_about.empty());
  const auto of_themselves = cover(
      {{"framework.yaml", replaced(plain_framework, "outside: true", "clients: true")},
       {"interviews/k.yaml",
        "interview: k\ndate: 2021-09\nform: single\nspeakers:\n  a: {level: client}\nsegments:\n- {rec: access, about: "
        "client, stage: 1}\n"}});
  CHECK(of_themselves.spoken_about.empty());
}

TEST_CASE("A route is placed on the ladder of steps, and what it passes over is named") {
  const auto study = study_of({{"study.yaml", plain_study_with(ladder_of_steps)},
                               {"interviews/a.yaml", single("a", "operational", "wijkteam", R"(
- {rec: access, stage: 1}
- route: [wijkteam@operational, gemeente@tactical, gemeente@strategic, arosa@tactical, fier@tactical]
- route: [politie@operational, wijkteam@operational, politie@strategic]
)")}});
  const auto moves = escalations(study);
  REQUIRE(moves.size() == 6);
  CHECK(moves[0].kind == EscalationKind::next);
  CHECK(moves[0].skipped.empty());
  CHECK(study.actor_id(moves[0].from) == "wijkteam@operational");
  CHECK(study.actor_id(moves[0].to) == "gemeente@tactical");
  CHECK(moves[1].kind == EscalationKind::skips_optional);
  CHECK(moves[1].skipped == std::vector<std::string>{"advisers"});
  CHECK(moves[2].kind == EscalationKind::down);
  CHECK(moves[3].kind == EscalationKind::off_ladder);
  CHECK(moves[4].kind == EscalationKind::same);
  CHECK(moves[5].kind == EscalationKind::skips);
  CHECK(moves[5].skipped == std::vector<std::string>{"managers", "advisers"});
  CHECK(moves[5].interview == "a");
  CHECK(study.sources.path(moves[5].source) == "interviews/a.yaml");
  CHECK(moves[0].line == 9);
  CHECK(moves[5].line == 10);
}

TEST_CASE("Without steps a route is told all the same, off the ladder") {
  const auto study = study_of({{"interviews/a.yaml", single("a", "operational", "wijkteam", R"(
- route: [wijkteam@operational, gemeente@strategic]
)")}});
  REQUIRE(escalations(study).size() == 1);
  CHECK(escalations(study)[0].kind == EscalationKind::off_ladder);
}

TEST_CASE("The term map says who calls a concept what, each user once") {
  const auto framework =
      std::string(plain_framework) + "terms: {plan: {name: Plan}, other: {name: Other}, last: {name: Last}}\n";
  const auto study = study_of({{"framework.yaml", framework},
                               {"interviews/a.yaml", single("a", "operational", "wijkteam", R"(
- term: {concept: last, words: {fier: einde}}
- term: {concept: plan, words: {wijkteam: gezinsplan, politie: veiligheidsplan}}
)")},
                               {"interviews/b.yaml", single("b", "operational", "fier", R"(
- term: {concept: plan, words: {fier: veiligheidsplan, wijkteam: gezinsplan}}
)")}});
  const auto terms = term_uses(study);
  REQUIRE(terms.size() == 2);
  CHECK(terms[0].concept_index == ConceptId(0));
  CHECK(terms[0].words == std::map<std::string, std::vector<std::string>>{{"gezinsplan", {"wijkteam"}},
                                                                          {"veiligheidsplan", {"fier", "politie"}}});
  CHECK(terms[1].concept_index == ConceptId(2));
}

TEST_CASE("Member checks count what meetings said of each finding") {
  const auto study = study_of({{"interviews/a.yaml", single("a", "operational", "wijkteam", shown("access", 1))},
                               {"interviews/m.yaml", R"(interview: m
date: 2021-10
form: meeting
segments:
- {finding: plan, response: contested}
- {finding: access/operational, response: confirmed}
- {finding: access/operational, response: nuanced}
- {finding: access, response: confirmed}
)"},
                               {"interviews/n.yaml", R"(interview: n
date: 2021-10
form: meeting
segments:
- {finding: access/operational, response: confirmed}
)"}});
  const auto checks = member_checks(study);
  REQUIRE(checks.size() == 3);
  CHECK(checks[0].rec == RecommendationId(0));
  CHECK(checks[0].level == none);
  CHECK(checks[0].confirmed == 1);
  CHECK(checks[1].level == LevelId(2));
  CHECK(checks[1].confirmed == 2);
  CHECK(checks[1].nuanced == 1);
  CHECK(checks[1].contested == 0);
  CHECK(checks[2].rec == RecommendationId(1));
  CHECK(checks[2].contested == 1);
}
