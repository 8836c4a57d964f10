#include "scoring/trace.hpp"
#include "scoring/trace_factor.hpp"
#include "study_files.hpp"

#include <doctest/doctest.h>

using namespace quickscan;
using namespace quickscan::test;

namespace {

Files example() {
  Files files;
  add_voices(files, "strategic", {3, 3, 2, 3}, "plan");
  files["developments.yaml"] = "surgery: {name: Surgery, recs: [plan], level: operational, status: pilot}\n";
  files["interviews/g1.yaml"] = R"(interview: g1
date: 2021-09-14
form: group
consent: {quotes: true}
speakers:
  wc: {level: operational, who: wijkteam}
  ha: {level: operational, who: huisarts}
asked: [plan]
segments:
- rec: plan.one
  stage: 4
  basis: said
  by: wc
  dev: surgery
  at: "00:12:40"
  quote: We kunnen het dezelfde dag regelen.
  note: weekly
- {rec: plan, stage: 5, basis: heard}
- {rec: plan.two, stage: <1}
)";
  files["interviews/o2.yaml"] = single("o2", "operational", "politie", "- {rec: plan, stage: <3, basis: shown}\n");
  files["interviews/o3.yaml"] = single("o3", "operational", "fier", "- {barrier: rules}\n");
  files["interviews/o4.yaml"] = single("o4", "operational", "arosa", shown("plan", 1));
  files["interviews/o5.yaml"] =
      single("o5", "operational", "fier", "- {rec: plan, stage: 3, basis: shown, dev: surgery}\n");
  files["interviews/t1.yaml"] = single("t1", "tactical", "fier", "- {rec: plan, stage: 1, about: operational}\n");
  files["interviews/d1.yaml"] =
      "interview: d1\ndate: 2021-09\nform: document\nsegments:\n- {rec: plan, stage: 2, about: operational}\n";
  return files;
}

struct Traced {
  Study study = study_of(example());
  Analysis analysis = analyse(study);
  RecommendationId plan = study.framework.find_recommendation("plan");
};

}  // namespace

TEST_CASE("A cell is traced to every voice of its level, and how its value follows") {
  const Traced traced;
  const CellTrace trace = trace_cell(traced.study, traced.analysis, traced.plan, LevelId(2));
  CHECK(trace.cell.n == 3);
  REQUIRE(trace.inside.size() == 5);
  const VoiceTrace& group = trace.inside[0];
  CHECK(group.interviews == std::vector<std::string>{"g1"});
  CHECK(group.speakers == std::vector<std::string>{"wc (wijkteam)", "ha (huisarts)"});
  CHECK(group.organisations == std::vector<std::string>{"gemeente", "huisarts"});
  CHECK(group.state == VoiceState::value);
  CHECK(group.value.value == 2);
  CHECK(group.value.claimed == 4);
  CHECK(group.asked);
  CHECK(group.tally.reached == std::array<std::int8_t, 3>{Tally::nothing, 4, 5});

  CHECK(trace.inside[1].state == VoiceState::undefined);
  CHECK(trace.inside[1].value.ceiling == 2);
  CHECK(trace.inside[2].state == VoiceState::silent);
  CHECK(trace.inside[2].segments.empty());
  CHECK(trace.inside[3].value.value == 1);

  REQUIRE(trace.outside.size() == 1);
  CHECK(trace.outside[0].level == LevelId(1));
  CHECK(trace.outside[0].value.value == 1);
  REQUIRE(trace.documents.size() == 1);
  CHECK(trace.documents[0].interview == "d1");
  CHECK(trace.documents[0].stage == "2");
}

TEST_CASE("A voice is traced to its segments, with file, line and what they count for") {
  const Traced traced;
  const CellTrace trace = trace_cell(traced.study, traced.analysis, traced.plan, LevelId(2));
  const std::vector<SegmentTrace>& segments = trace.inside[0].segments;
  REQUIRE(segments.size() == 3);
  CHECK(segments[0].file == "interviews/g1.yaml");
  CHECK(segments[0].line == 10);
  CHECK(segments[0].rec == "plan.one");
  CHECK(segments[0].about == "operational");
  CHECK(segments[0].stage == "4");
  CHECK(segments[0].rung.en == "in use");
  CHECK(segments[0].basis == Basis::said);
  CHECK(segments[0].speakers == std::vector<std::string>{"wc (wijkteam)"});
  CHECK(segments[0].development == "surgery");
  CHECK(segments[0].at == "00:12:40");
  CHECK(segments[0].quote == "We kunnen het dezelfde dag regelen.");
  CHECK(segments[0].note == "weekly");
  CHECK(segments[0].counts);
  CHECK(segments[0].remark == SegmentRemark::capped);
  CHECK(segments[0].counts_as == 2);
  CHECK_FALSE(segments[1].counts);
  CHECK(segments[1].remark == SegmentRemark::hearsay_dropped);
  CHECK(segments[2].stage == "<1");
  CHECK_FALSE(segments[2].counts);
  CHECK(segments[2].remark == SegmentRemark::denial_of_part);
}

TEST_CASE("A verdict is traced through the rows of the table to the one that fitted") {
  const Traced traced;
  const VerdictTrace trace = trace_verdict(traced.study, traced.analysis, traced.plan);
  REQUIRE(trace.verdict.has_value());
  CHECK(trace.verdict->id == "cautious-steps-not-yet-general");
  REQUIRE(trace.rows.size() == 8);
  CHECK(trace.rows[0].id == "insufficient-evidence");
  CHECK_FALSE(trace.rows[0].fits);
  CHECK(trace.rows[0].conditions[0].kind == ConditionTrace::Kind::front_none);
  CHECK(trace.rows[0].conditions[0].found == 2);
  CHECK_FALSE(trace.rows[0].conditions[0].holds);
  const RowTrace& row = trace.rows[7];
  CHECK(row.fits);
  REQUIRE(row.conditions.size() == 3);
  CHECK(row.conditions[0].kind == ConditionTrace::Kind::front);
  CHECK(row.conditions[0].wanted == 1);
  CHECK(row.conditions[0].found == 2);
  CHECK(row.conditions[0].holds);
  CHECK(row.conditions[1].kind == ConditionTrace::Kind::alternative);
  REQUIRE(row.conditions[1].parts.size() == 1);
  CHECK(row.conditions[1].parts[0].kind == ConditionTrace::Kind::live);
  CHECK(row.conditions[1].parts[0].found == 1);
  CHECK(row.conditions[1].holds);
  REQUIRE(row.conditions[2].parts.size() == 1);
  CHECK(row.conditions[2].parts[0].kind == ConditionTrace::Kind::highest_above);
  CHECK(row.conditions[2].parts[0].wanted == 3);
  CHECK(row.conditions[2].holds);
  CHECK(trace.live == 1);
  REQUIRE(trace.developments.size() == 1);
  CHECK(trace.developments[0].counted);
  CHECK(trace.developments[0].confirmed_by == std::vector<std::string>{"fier", "gemeente"});
  CHECK(trace.developments[0].segments.size() == 2);
  REQUIRE(trace.levels.size() == 4);
  CHECK(trace.levels[0].used);
  CHECK_FALSE(trace.levels[1].used);
  CHECK(trace.levels[2].used);
  CHECK_FALSE(trace.levels[3].used);
}

TEST_CASE("A part has no verdict") {
  const Traced traced;
  const VerdictTrace trace = trace_verdict(traced.study, traced.analysis, RecommendationId(traced.plan.index() + 1));
  CHECK_FALSE(trace.verdict.has_value());
  CHECK(trace.no_verdict == NoVerdict::part_of_another);
  CHECK(trace.rows.empty());
  CHECK(trace.levels.size() == 4);
}

TEST_CASE("What is asked about is a recommendation or a part, with or without a level") {
  const Framework& framework = study_of(example()).framework;
  CHECK(find_trace_target(framework, "access").rec == RecommendationId(0));
  CHECK(find_trace_target(framework, "access").level == none);
  CHECK(find_trace_target(framework, "plan.one/operational").rec == RecommendationId(2));
  CHECK(find_trace_target(framework, "plan.one/operational").level == LevelId(2));
  CHECK(find_trace_target(framework, "acces/operational").unknown == "acces");
  CHECK(find_trace_target(framework, "access/frontline").unknown == "frontline");
  CHECK(find_trace_target(framework, "access/operational").unknown.empty());
}

TEST_CASE("A gap is traced to the values that the test was made of, and to the interviews it leaves out") {
  Files files;
  add_voices(files, "strategic", {3, 3, 2, 3}, "plan");
  add_voices(files, "tactical", {2, 2, 1}, "plan");
  add_voices(files, "operational", {0, 1, 1}, "plan");
  files["interviews/both.yaml"] = R"(interview: both
date: 2021-09-14
form: single
speakers:
  a: {level: strategic, who: politie, person: p9}
  b: {level: tactical, who: politie, person: p9}
segments:
- {rec: plan, stage: 4, basis: shown, by: a}
)";
  const auto study = study_of(files);
  const auto trace = trace_verdict(study, analyse(study), study.framework.find_recommendation("plan"));
  REQUIRE(trace.gap.has_value());
  CHECK(trace.gap->gap == 2);
  CHECK(trace.gap->values == std::vector<std::vector<int>>{{2, 3, 3, 3}, {1, 2, 2}, {0, 1, 1}});
  CHECK(trace.gap->excluded == std::vector<std::string>{"both"});
  REQUIRE(trace.gap->test.has_value());
  CHECK(trace.gap->test->excluded == 1);
  CHECK(trace.gap->test->j == 31);
  const auto part = study.framework.find_recommendation("plan.one");
  CHECK_FALSE(trace_verdict(study, analyse(study), part).gap.has_value());
}

TEST_CASE("A finding is traced to the meeting that answered, for its own cell and for the whole recommendation") {
  auto files = example();
  files["interviews/m1.yaml"] = R"(interview: m1
date: 2021-11-01
form: meeting
segments:
- {finding: plan/operational, response: nuanced, note: not at night}
- {finding: plan, response: contested}
)";
  const auto study = study_of(files);
  const auto analysis = analyse(study);
  const auto plan = study.framework.find_recommendation("plan");
  const auto cell = trace_cell(study, analysis, plan, LevelId(2));
  REQUIRE(cell.findings.size() == 1);
  CHECK(cell.findings[0].response == CheckResponse::nuanced);
  CHECK(cell.findings[0].segment.line == 5);
  CHECK(cell.findings[0].segment.note == "not at night");
  CHECK(trace_cell(study, analysis, plan, LevelId(1)).findings.empty());
  CHECK(trace_verdict(study, analysis, plan).findings.size() == 2);
}

TEST_CASE("A factor is traced to the voices that named it, at the level it is about") {
  auto files = example();
  files["interviews/o6.yaml"] =
      single("o6", "operational", "gemeente", "- {barrier: rules, about: tactical, basis: shown}\n");
  files["interviews/d2.yaml"] =
      "interview: d2\ndate: 2021-09\nform: document\nsegments:\n- {barrier: rules, about: tactical}\n";
  const auto study = study_of(files);
  const auto target = find_factor_target(study.framework, "rules/tactical");
  CHECK(target.level == LevelId(1));
  CHECK(find_factor_target(study.framework, "rule").unknown == "rule");
  CHECK(find_factor_target(study.framework, "rules/top").unknown == "top");
  const auto trace = trace_factor(study, analyse(study), target.factor);
  CHECK(trace.voices == 2);
  CHECK(trace.organisations == 2);
  REQUIRE(trace.levels.size() == 4);
  REQUIRE(trace.levels[1].voices.size() == 1);
  CHECK(trace.levels[1].rating.rating == -1);
  const auto& voice = trace.levels[1].voices[0];
  CHECK(voice.interviews == std::vector<std::string>{"o6"});
  CHECK(voice.level == LevelId(2));
  CHECK(voice.barrier);
  CHECK_FALSE(voice.enabler);
  CHECK(voice.shown);
  REQUIRE(voice.segments.size() == 1);
  CHECK(voice.segments[0].about == "tactical");
  REQUIRE(trace.levels[2].voices.size() == 1);
  CHECK(trace.levels[2].voices[0].interviews == std::vector<std::string>{"o3"});
  CHECK_FALSE(trace.levels[2].voices[0].shown);
}
