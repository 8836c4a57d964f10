#include "scoring/analysis.hpp"
#include "scoring/coverage.hpp"
#include "scoring/developments.hpp"
#include "scoring/recommendation.hpp"
#include "scoring/robustness.hpp"
#include "study_files.hpp"
#include "texts.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace quickscan;
using namespace quickscan::test;

namespace {

RecommendationResult score(const Study& study, const std::string& rec, std::optional<Agreement> agreement = {}) {
  const std::vector<Voice> voices = find_voices(study);
  const EvidenceIndex index(study, voices);
  const std::vector<DevelopmentResult> developments = development_results(study, voices);
  const auto coverage = frame_shares(study, voices);
  const std::vector<Voice> persons = find_voices(study, GroupVoices::by_person);
  const EvidenceIndex by_person(study, persons);
  const auto checks = member_checks(study);
  return score_recommendation({study, index, &by_person, developments, agreement, checks, coverage},
                              study.framework.find_recommendation(rec));
}

std::string group(const std::string& id, const std::string& speakers, const std::string& segments) {
  return "interview: " + id + "\ndate: 2021-09\nform: group\nspeakers:\n" + speakers + "segments:\n" + segments;
}

/// An interview of one speaker.
void add(Files& files, const std::string& id, const std::string& level, const std::string& who,
         const std::string& segments, const std::string& more = {}) {
  files["interviews/" + id + ".yaml"] = single(id, level, who, segments, more);
}

/// The worked example T11: eight voices above, four at the front line with the municipality in three of them.
Files worked_example() {
  Files files;
  add_voices(files, "strategic", {3, 3, 2, 3, 1, 2, 3, 3});
  add_voices(files, "tactical", {1, 2, 2, 1, 2, 0, 2, 2});
  files["interviews/o1.yaml"] = group("o1",
                                      "  a: {level: operational, who: wijkteam}\n"
                                      "  b: {level: operational, who: wijkteam}\n"
                                      "  c: {level: operational, who: wijkteam}\n",
                                      shown("access", 0));
  add(files, "o2", "operational", "gemeente", shown("access", 0));
  files["interviews/o3.yaml"] = group("o3",
                                      "  a: {level: operational, who: wijkteam}\n"
                                      "  b: {level: operational, who: huisarts}\n",
                                      shown("access", 1));
  add(files, "o4", "operational", "advocaat", shown("access", 3));
  return files;
}

const char* silent = "- {barrier: rules}\n";

const char* four_rungs = R"(framework: small
title: Small
levels: {board: {name: Board}, ward: {name: Ward}}
ladder:
- {id: nothing, name: Nothing}
- {id: agreed, name: Agreed}
- {id: tried, name: Tried}
- {id: normal, name: Normal}
accepted: agreed
practice: tried
caps: {shown: 3, said: 1, heard: 1}
recommendations: {hygiene: {name: Hygiene}}
verdicts:
- {id: unseen, name: {nl: niet gezien, en: unseen}, when: {front: none}}
- {id: done, name: {nl: klaar, en: done}, when: {front: 3, lowest_above: 2}}
- {id: busy, name: {nl: bezig, en: "busy: <rung>"}, when: {front: 1}}
- {id: idle, name: {nl: stil, en: idle}, when: {}}
)";

/// The variants that change the verdict, in order, and what it becomes.
std::vector<std::string> changed(const RecommendationResult& result) {
  std::vector<std::string> texts;
  for (const auto& [variant, verdict, name] : result.verdict->robustness->changes) {
    const auto& organisation = variant.organisation;
    texts.push_back(std::string(id_of(variant.kind)) + (organisation.empty() ? "" : " " + organisation) + ": " +
                    verdict);
  }
  return texts;
}
using Changes = std::vector<std::string>;

}  // namespace

TEST_CASE("T11: cells, profile, gap and index of the worked example") {
  Files files = worked_example();
  add(files, "o5", "operational", "fier", silent);
  add(files, "o6", "operational", "arosa", "- {rec: access, stage: unknown}\n");
  const RecommendationResult result = score(study_of(files), "access");
  CHECK(result.profile == std::vector<std::optional<int>>{3, 2, 0});
  CHECK(result.gap == 3);
  CHECK(result.index == doctest::Approx(100.0 / 3).epsilon(1e-15));
  CHECK(result.spacing_stable == true);
  CHECK(result.live == 0);

  const Cell& front = result.levels[2];
  CHECK(front.sufficient);
  CHECK(front.sufficient);
  CHECK(front.n == 4);
  CHECK(front.organisations == 3);
  CHECK(front.persons == 7);
  CHECK(front.organisation_ids == std::vector<std::string>{"advocaat", "gemeente", "huisarts"});
  CHECK(front.values == std::vector<int>{0, 0, 1, 3});
  CHECK(front.undefined == 0);
  CHECK(front.unknown == 1);
  CHECK(front.not_applicable == 0);
  CHECK(front.silent == 1);
  CHECK(front.shown == 4);
  CHECK(front.median == 0);
  CHECK(front.median_pair == Range<int>{0, 1});
  CHECK(front.reach == std::vector<int>{2, 1, 1, 0, 0});
  CHECK(front.index == 20.0);
  CHECK(front.index_front == doctest::Approx(28.333333333333332).epsilon(1e-15));
  CHECK(front.index_back == doctest::Approx(11.666666666666666).epsilon(1e-15));
  CHECK(front.consensus == 0.6);
  CHECK(front.split == false);
  CHECK(front.interval->low == 0);
  CHECK(front.interval->high == 3);
  CHECK(front.interval->coverage == 0.875);
  CHECK(front.claimed_median == 0);
  CHECK(front.claim_practice_gap == 0);
  CHECK(front.silent_bounds == Range<int>{0, 1});
  CHECK_FALSE(front.leave_one_organisation_out->medians.has_value());
  CHECK(front.leave_one_organisation_out->rests_on == std::vector<std::string>{"gemeente"});
  CHECK(front.outside_n == 0);
  CHECK_FALSE(front.outside_median.has_value());
  CHECK_FALSE(front.perception_gap.has_value());
}

TEST_CASE("T18: the worked example with one coder gives its verdict with low confidence") {
  const RecommendationResult result = score(study_of(worked_example()), "access");
  const Confidence& front = *result.levels[2].confidence;
  CHECK(front.adequacy == Concern::minor);
  CHECK(front.coherence == Concern::minor);
  CHECK(front.relevance == Concern::moderate);
  CHECK(front.method == Concern::moderate);
  CHECK(front.grade == Grade::low);
  CHECK(result.levels[0].confidence->grade == Grade::moderate);
  REQUIRE(result.verdict.has_value());
  CHECK(result.verdict->id == "alive-above-front-line-only");
  CHECK(result.verdict->name.nl == "leeft wel bij bestuur en management, niet in de uitvoering");
  CHECK(result.verdict->confidence == Grade::low);
  CHECK(result.verdict->has_hedge);
}

TEST_CASE("Robustness runs through the variants in their order") {
  const RecommendationResult result = score(study_of(worked_example()), "access");
  // Said cap twice, upper median, persons, six organisations (advocaat arosa fier gemeente huisarts politie), silent
  // twice, three kinds dropped, and independent developments.
  CHECK(result.verdict->robustness->variants == 16);
  // The upper median of the front line is 1, and its persons stand at 0 0 0 0 1 1 3: the one touches the verdict and
  // changes it, the other does not touch it. Without the municipality too few are left.
  CHECK(changed(result) == Changes{"upper-median: cautious-steps-not-yet-general",
                                   "without-organisation gemeente: insufficient-evidence"});
}

TEST_CASE("Every kind of variant can change a verdict, and is named when it does") {
  Files files;
  add_voices(files, "strategic", {2, 2, 2});
  add(files, "o1", "operational", "politie", "- {rec: access, stage: 3, basis: shown}\n- {rec: access, stage: <3}\n");
  add(files, "o2", "operational", "fier", "- {rec: access, stage: 3, basis: heard}\n");
  add(files, "o3", "operational", "arosa", "- {rec: access, stage: 4, basis: said}\n", ", interest: true");
  add(files, "o4", "operational", "huisarts", silent);
  const RecommendationResult result = score(study_of(files), "access");
  CHECK(result.levels[2].values == std::vector<int>{2, 2, 3});
  CHECK(result.levels[2].mixed == 1);
  CHECK(result.levels[2].heard_only == 1);
  CHECK(result.verdict->id == "in-preparation");
  // Whoever is left out, one of the levels is insufficient; the general practitioner has no value.
  CHECK(changed(result) ==
        Changes{"said-cap-plus-1: cautious-steps", "without-organisation arosa: insufficient-evidence",
                "without-organisation fier: insufficient-evidence", "without-organisation gemeente: front-line-only",
                "without-organisation politie: insufficient-evidence", "without-heard-only: insufficient-evidence",
                "without-mixed: insufficient-evidence", "without-interested: insufficient-evidence"});
  CHECK(result.verdict->robustness->variants == 14);
}

TEST_CASE("The silent move a verdict when they are many") {
  Files files = worked_example();
  for (int i = 0; i < 5; ++i) {
    const std::string id = "q" + std::to_string(i);
    files["interviews/" + id + ".yaml"] = single(id, "operational", "fier", silent);
  }
  const RecommendationResult result = score(study_of(files), "access");
  CHECK(result.levels[2].silent_bounds == Range<int>{0, 5});
  CHECK(std::ranges::count(changed(result), "silent-at-top: in-use-ahead-of-policy") == 1);
}

TEST_CASE("Leaving out an organisation recomputes whether a level is sufficient") {
  Files files;
  add_voices(files, "strategic", {3, 3, 3}, "access", {"gemeente", "politie", "politie"});
  add_voices(files, "operational", {1, 1, 1, 1}, "access", {"gemeente", "politie", "arosa", "fier"});
  const RecommendationResult result = score(study_of(files), "access");
  CHECK(result.verdict->id == "cautious-steps-not-yet-general");
  // Without either organisation above there is no view of the levels above.
  CHECK(changed(result) ==
        Changes{"without-organisation gemeente: front-line-only", "without-organisation politie: front-line-only"});
}

TEST_CASE("A level is sufficient with three voices, two organisations and three persons") {
  struct Case {
    std::vector<std::string> who;
    bool sufficient;
    int organisations;
  };
  const std::vector<Case> cases = {
      {{"politie", "fier", "arosa"}, true, 3},
      {{"politie", "fier", "fier"}, true, 2},
      {{"politie", "fier"}, false, 2},
      {{"politie", "politie", "politie"}, false, 1},
      {{"wijkteam", "gemeente", "wijkteam"}, false, 1},
  };
  for (const Case& one : cases) {
    Files files;
    add_voices(files, "operational", std::vector<int>(one.who.size(), 2), "access", one.who);
    const Cell cell = score(study_of(files), "access").levels[2];
    CHECK(cell.sufficient == one.sufficient);
    CHECK(cell.organisations == one.organisations);
  }
}

TEST_CASE("An insufficient cell keeps its counts and nothing else") {
  Files files;
  add_voices(files, "operational", {2, 0}, "access", {"politie", "fier"});
  add(files, "x1", "operational", "arosa", "- {rec: access, stage: <3}\n");
  add(files, "x2", "operational", "arosa", "- {rec: access, stage: unknown}\n");
  add(files, "x3", "operational", "arosa", "- {rec: access, stage: na}\n");
  add(files, "x4", "operational", "arosa", "- {rec: access, trend: up}\n");
  const RecommendationResult result = score(study_of(files), "access");
  const Cell& cell = result.levels[2];
  CHECK_FALSE(cell.sufficient);
  CHECK(cell.n == 2);
  CHECK(cell.undefined == 1);
  CHECK(cell.unknown == 1);
  CHECK(cell.not_applicable == 1);
  CHECK(cell.silent == 1);
  CHECK(cell.shown == 2);
  CHECK(cell.values.empty());
  CHECK(cell.reach.empty());
  CHECK_FALSE(cell.median.has_value());
  CHECK_FALSE(cell.trend.has_value());
  CHECK_FALSE(cell.silent_bounds.has_value());
  CHECK_FALSE(cell.leave_one_organisation_out.has_value());
  CHECK_FALSE(cell.confidence.has_value());
  CHECK(result.profile == std::vector<std::optional<int>>{{}, {}, {}});
  CHECK_FALSE(result.gap.has_value());
  CHECK_FALSE(result.index.has_value());
  CHECK_FALSE(result.spacing_stable.has_value());
  CHECK(result.verdict->id == "insufficient-evidence");
  CHECK(result.verdict->name.en == "insufficient evidence at the front line");
  CHECK_FALSE(result.verdict->has_hedge);
  CHECK_FALSE(result.verdict->confidence.has_value());
  CHECK_FALSE(result.verdict->robustness.has_value());
}

TEST_CASE("Raised thresholds change what is sufficient and nothing else") {
  Files files;
  files["study.yaml"] = std::string(plain_study) + "thresholds: {voices: 5, organisations: 2, persons: 3}\n";
  add_voices(files, "operational", {2, 2, 2, 2});
  CHECK_FALSE(score(study_of(files), "access").levels[2].sufficient);
  files["study.yaml"] = std::string(plain_study) + "thresholds: {voices: 4}\n";
  const Cell cell = score(study_of(files), "access").levels[2];
  CHECK(cell.sufficient);
  // Three voices are left without any one organisation: still enough to say so.
  CHECK(cell.leave_one_organisation_out->medians == Range<int>{2, 2});
  CHECK(cell.leave_one_organisation_out->rests_on.empty());
}

TEST_CASE("Organisations and persons of a cell are those who gave a rung or a denial") {
  Files files;
  files["interviews/g1.yaml"] = group("g1",
                                      "  a: {level: operational, who: wijkteam}\n"
                                      "  b: {level: operational, who: huisarts}\n",
                                      "- {rec: access, stage: 2, by: a}\n"
                                      "- {rec: access, stage: unknown, by: b}\n");
  files["interviews/g2.yaml"] = group("g2",
                                      "  a: {level: operational, who: politie}\n"
                                      "  b: {level: operational, who: fier}\n",
                                      "- {rec: access, stage: 2, by: a}\n"
                                      "- {rec: access, stage: <3, basis: heard, by: b}\n");
  add(files, "o1", "operational", "arosa", "- {rec: access, stage: <4}\n");
  const Cell cell = score(study_of(files), "access").levels[2];
  CHECK(cell.n == 2);
  CHECK(cell.organisation_ids == std::vector<std::string>{"fier", "gemeente", "politie"});
  CHECK(cell.persons == 3);
  CHECK(cell.undefined == 1);
}

TEST_CASE("A person who speaks twice at one level is one voice and one person") {
  Files files;
  add_voices(files, "operational", {1, 1, 1});
  add(files, "p1", "operational", "fier", shown("access", 1), ", person: p1");
  add(files, "p2", "operational", "huisarts", shown("access", 4), ", person: p1");
  const Study study = study_of(files);
  const Cell cell = score(study, "access").levels[2];
  CHECK(cell.n == 4);
  CHECK(cell.persons == 4);
  CHECK(cell.organisations == 5);
  CHECK(cell.values == std::vector<int>{1, 1, 1, 4});
  const Heard heard = count_heard(study, find_voices(study));
  CHECK(heard.interviews == 5);
  CHECK(heard.voices == 4);
  CHECK(heard.persons == 4);
}

TEST_CASE("What other levels say stands beside a cell and never in it") {
  Files files;
  add_voices(files, "operational", {1, 1, 1});
  for (const int i : {0, 1, 2}) {
    const std::string basis = i == 0 ? "heard" : "shown";
    add(files, "x" + std::to_string(i), "strategic", "gemeente",
        "- {rec: access, stage: 3, about: operational, basis: " + basis + "}\n");
  }
  const Cell cell = score(study_of(files), "access").levels[2];
  CHECK(cell.n == 3);
  CHECK(cell.median == 1);
  CHECK(cell.outside_n == 3);
  CHECK(cell.outside_median == 3);
  CHECK(cell.perception_gap == 2);
  CHECK(cell.confidence->coherence == Concern::no_concern);

  files.erase("interviews/x2.yaml");
  const Cell fewer = score(study_of(files), "access").levels[2];
  CHECK(fewer.outside_n == 2);
  CHECK_FALSE(fewer.outside_median.has_value());
  CHECK_FALSE(fewer.perception_gap.has_value());
}

TEST_CASE("An outside level has only an outside view") {
  Files files;
  add_voices(files, "operational", {1, 1, 1});
  for (const int i : {0, 1, 2})
    add(files, "x" + std::to_string(i), "operational", "gemeente", "- {rec: access, stage: 1, about: client}\n");
  const RecommendationResult result = score(study_of(files), "access");
  REQUIRE(result.levels.size() == 4);
  const Cell& clients = result.levels[3];
  CHECK(clients.n == 0);
  CHECK(clients.silent == 0);
  CHECK_FALSE(clients.sufficient);
  CHECK(clients.outside_n == 3);
  CHECK(clients.outside_median == 1);
  CHECK(result.profile.size() == 3);
}

TEST_CASE("Documents and surveys with a rung stand beside the cell, uncapped") {
  Files files;
  add_voices(files, "operational", {1, 1, 1});
  const std::string document = "date: 2021-09\nform: document\nsegments:\n";
  files["interviews/d1.yaml"] = "interview: d1\n" + document +
                                "- {rec: access, stage: 4, basis: said, about: operational}\n"
                                "- {rec: access, stage: 2, about: operational}\n";
  files["interviews/d2.yaml"] = "interview: d2\n" + document + "- {rec: access, stage: <2, about: operational}\n";
  files["interviews/d3.yaml"] =
      "interview: d3\ndate: 2021-09\nform: survey\nsegments:\n- {rec: access, stage: 1, about: operational}\n";
  files["interviews/d4.yaml"] = "interview: d4\n" + document + "- {rec: plan.one, stage: 1, about: operational}\n";
  const Study study = study_of(files);
  const Cell cell = score(study, "access").levels[2];
  CHECK(cell.n == 3);
  CHECK(cell.documents.n == 2);
  CHECK(cell.documents.highest == 4);
  CHECK(cell.documents.differs == true);
  CHECK(cell.documents.denials == 1);
  CHECK(cell.documents.denied.low == 2);
  CHECK(cell.documents.denied.high == 2);
  const Cell parent = score(study, "plan").levels[2];
  CHECK(parent.documents.n == 1);
  CHECK(parent.documents.highest == 1);
  CHECK_FALSE(parent.documents.differs.has_value());
  CHECK(score(study, "access").levels[0].documents.n == 0);
  CHECK_FALSE(score(study, "access").levels[0].documents.highest.has_value());
}

TEST_CASE("Trends count voices, with or without a value") {
  Files files;
  add_voices(files, "operational", {1, 1, 1});
  add(files, "t1", "operational", "fier", "- {rec: access, trend: up}\n");
  add(files, "t2", "operational", "fier", "- {rec: access, trend: up}\n- {rec: access, trend: down}\n");
  add(files, "t3", "operational", "fier", "- {rec: access, trend: down}\n- {rec: access, trend: same}\n");
  const Cell cell = score(study_of(files), "access").levels[2];
  CHECK(cell.trend == std::array<int, 3>{1, 1, 1});
}

TEST_CASE("The claim–practice gap sets what is claimed against what counts") {
  Files files;
  for (const int i : {0, 1, 2})
    add(files, "c" + std::to_string(i), "operational", i == 0 ? "fier" : "arosa", "- {rec: access, stage: 4}\n");
  const Cell cell = score(study_of(files), "access").levels[2];
  CHECK(cell.median == 2);
  CHECK(cell.claimed_median == 4);
  CHECK(cell.claim_practice_gap == 2);
}

TEST_CASE("Silent bounds put denials without a value at the bottom, and at their ceiling") {
  Files files;
  add_voices(files, "operational", {4, 4, 4});
  for (const int i : {0, 1, 2, 3})
    add(files, "u" + std::to_string(i), "operational", "fier", "- {rec: access, stage: <3}\n");
  const Cell cell = score(study_of(files), "access").levels[2];
  CHECK(cell.undefined == 4);
  CHECK(cell.silent_bounds == Range<int>{0, 2});
}

TEST_CASE("The order of levels is unstable when weighting the rungs turns it round") {
  Files files;
  // The first has more of the low rungs, the second more of the high ones: 50, 45 against 40, 46.7 percent.
  add_voices(files, "strategic", {2, 2, 2, 2});
  add_voices(files, "operational", {0, 0, 2, 5});
  const RecommendationResult result = score(study_of(files), "access");
  CHECK(result.spacing_stable == false);
  CHECK(score(study_of(worked_example()), "access").spacing_stable == true);
}

TEST_CASE("Declared weights change indices, and a level of weight 0 is left out") {
  Files files = worked_example();
  files["study.yaml"] =
      std::string(plain_study) + "weights: {levels: {strategic: 0, operational: 3}, rungs: [1, 1, 2, 0, 0]}\n";
  const RecommendationResult result = score(study_of(files), "access");
  // Σ w j / (n Σ w): tactical (7 + 5 + 0) / 32, operational (2 + 1 + 2) / 16
  CHECK(result.levels[1].index == 37.5);
  CHECK(result.levels[2].index == 31.25);
  CHECK(result.levels[2].index_front == doctest::Approx(28.333333333333332).epsilon(1e-15));
  CHECK(result.index == (37.5 + 3 * 31.25) / 4);
}

TEST_CASE("No recommendation has an index while a level that weighs is insufficient") {
  Files files;
  add_voices(files, "strategic", {3, 3, 3});
  add_voices(files, "operational", {1, 1, 1});
  CHECK_FALSE(score(study_of(files), "access").index.has_value());
  files["study.yaml"] = std::string(plain_study) + "weights: {levels: {tactical: 0}}\n";
  CHECK(score(study_of(files), "access").index == 40.0);
}

TEST_CASE("Views differ where a level that the row used is split or scattered") {
  Files files;
  add_voices(files, "strategic", {0, 0, 5, 5});
  add_voices(files, "operational", {3, 3, 3});
  RecommendationResult result = score(study_of(files), "access");
  // cautious-steps looks at the front line only
  CHECK(result.verdict->id == "cautious-steps");
  CHECK_FALSE(result.verdict->views_differ);
  add_voices(files, "operational", {0, 0, 0, 3, 3, 3});
  result = score(study_of(files), "access");
  CHECK(result.levels[2].split == true);
  CHECK(result.verdict->views_differ);
  CHECK(result.verdict->name.nl == "niet begonnen");
}

TEST_CASE("A grade set by hand counts, and the proposed one is kept beside it") {
  Files files = worked_example();
  files["study.yaml"] =
      std::string(plain_study) + "overrides: {access/operational: {grade: high, reason: checked against the files}}\n";
  const RecommendationResult result = score(study_of(files), "access");
  const Confidence& front = *result.levels[2].confidence;
  CHECK(front.grade == Grade::high);
  CHECK(front.proposed == Grade::low);
  REQUIRE(front.overridden.has_value());
  CHECK(front.overridden->reason == "checked against the files");
  // The row also used the levels above, which one coder holds at moderate.
  CHECK(result.verdict->confidence == Grade::moderate);
  CHECK(result.verdict->has_hedge);
}

TEST_CASE("A grade of very low leaves nothing but that it cannot be established") {
  Files files = worked_example();
  files["study.yaml"] = std::string(plain_study) +
                        "overrides: {access/operational: {grade: very-low, reason: two interviews were withdrawn}}\n";
  const RecommendationResult result = score(study_of(files), "access");
  CHECK(result.verdict->id == "alive-above-front-line-only");
  CHECK(result.verdict->confidence == Grade::very_low);
}

TEST_CASE("Unreliable coding leaves no verdict, and undefined agreement changes nothing") {
  const Study study = study_of(worked_example());
  Agreement agreement;
  agreement.coders = 2;
  agreement.interviews = 5;
  agreement.alpha_ordinal = 0.5;
  agreement.reliable = false;
  const RecommendationResult doubtful = score(study, "access", agreement);
  CHECK(doubtful.verdict.has_value());
  CHECK(doubtful.levels[0].confidence->grade == Grade::low);
  agreement.no_verdicts = true;
  CHECK_FALSE(score(study, "access", agreement).verdict.has_value());
  agreement.no_verdicts = false;
  agreement.alpha_ordinal.reset();
  agreement.reliable.reset();
  const RecommendationResult undefined = score(study, "access", agreement);
  CHECK(undefined.verdict->id == "alive-above-front-line-only");
  CHECK(undefined.levels[0].confidence->grade == Grade::moderate);
  agreement.alpha_ordinal = 0.85;
  agreement.reliable = true;
  const RecommendationResult reliable = score(study, "access", agreement);
  CHECK(reliable.levels[0].confidence->method == Concern::no_concern);
  CHECK(reliable.levels[0].confidence->relevance == Concern::moderate);  // no frame
  CHECK(reliable.levels[0].confidence->grade == Grade::high);
  agreement.interviews = 4;
  CHECK(score(study, "access", agreement).levels[0].confidence->method == Concern::moderate);
}

TEST_CASE("Parts have cells, a profile and live developments, and no verdict") {
  Files files;
  add_voices(files, "operational", {3, 3, 3}, "plan.one");
  const RecommendationResult result = score(study_of(files), "plan");
  CHECK(result.levels[2].median == 3);
  REQUIRE(result.parts.size() == 2);
  CHECK(result.parts[0].levels[2].median == 3);
  CHECK_FALSE(result.parts[0].verdict.has_value());
  CHECK(result.parts[1].levels[2].n == 0);
  CHECK(result.parts[1].levels[2].silent == 3);
}

TEST_CASE("A front line alone gets its rung and no hedge") {
  Files files;
  add_voices(files, "operational", {3, 3, 3});
  const RecommendationResult result = score(study_of(files), "access");
  CHECK(result.verdict->id == "front-line-only");
  CHECK(result.verdict->name.nl == "alleen zicht op de uitvoering: uitgeprobeerd");
  CHECK_FALSE(result.verdict->has_hedge);
  CHECK_FALSE(result.verdict->robustness.has_value());
}

TEST_CASE("A study with four rungs and two levels is scored without a change in code") {
  Files files;
  files["framework.yaml"] = four_rungs;
  files["stakeholders.yaml"] =
      "north: {name: North, levels: [board, ward]}\nsouth: {name: South, levels: [board, ward]}\n";
  add_voices(files, "board", {3, 2, 1}, "hygiene", {"north", "south"});
  add_voices(files, "ward", {3, 3, 0, 2}, "hygiene", {"north", "south"});
  add(files, "w", "ward", "north", "- {rec: hygiene, stage: normal}\n");
  const RecommendationResult result = score(study_of(files), "hygiene");
  CHECK(result.levels[1].values == std::vector<int>{0, 1, 2, 3, 3});
  CHECK(result.profile == std::vector<std::optional<int>>{2, 2});
  CHECK(result.gap == 0);
  CHECK(result.levels[1].reach == std::vector<int>{4, 3, 2});
  CHECK(result.levels[1].index == 60.0);
  CHECK(result.levels[1].claimed_median == 3);
  CHECK(result.verdict->id == "busy");
  CHECK(result.verdict->name.en == "busy: Tried");
  CHECK(result.verdict->views_differ);
  CHECK(result.verdict->robustness->variants == 12);
  CHECK(changed(result) == Changes{"without-organisation north: unseen", "without-organisation south: unseen"});
}

TEST_CASE("A verdict that names the rung of the front line is another one at another rung") {
  Files files;
  files["framework.yaml"] = replaced(four_rungs, "front: 1", "front: 0");
  files["stakeholders.yaml"] =
      "north: {name: North, levels: [ward]}\nsouth: {name: South, levels: [ward]}\n"
      "west: {name: West, levels: [ward]}\n";
  add_voices(files, "ward", {1, 1, 2, 2}, "hygiene", {"north", "south", "west"});
  const RecommendationResult result = score(study_of(files), "hygiene");
  CHECK(result.verdict->name.en == "busy: Agreed");
  CHECK(changed(result) ==
        Changes{"upper-median: busy", "without-organisation north: unseen", "without-organisation south: busy"});
  CHECK(result.verdict->robustness->changes[0].name.en == "busy: Tried");
}

TEST_CASE("Who was heard counts persons once and levels apart") {
  Files files;
  add(files, "a", "strategic", "gemeente", silent, ", person: p1");
  add(files, "b", "operational", "wijkteam", silent, ", person: p1");
  files["interviews/c.yaml"] = group("c",
                                     "  a: {level: operational, who: huisarts}\n"
                                     "  b: {level: tactical, who: politie}\n",
                                     silent);
  files["interviews/d.yaml"] =
      "interview: d\ndate: 2021-09\nform: document\nsegments:\n- {rec: access, stage: 1, about: strategic}\n";
  const Study study = study_of(files);
  const Heard heard = count_heard(study, find_voices(study));
  CHECK(heard.interviews == 3);
  CHECK(heard.persons == 3);
  CHECK(heard.voices == 4);
  CHECK(heard.organisations == 3);
  CHECK(heard.levels[2].voices == 2);
  CHECK(heard.levels[2].persons == 2);
  CHECK(heard.levels[2].organisations == 2);
  CHECK(heard.levels[3].voices == 0);
  CHECK(heard.forms == std::array<int, 5>{2, 1, 0, 1, 0});
}

TEST_CASE("Overall counts verdicts and where recommendations have landed") {
  Files files = worked_example();
  const Study study = study_of(files);
  const Overall overall = sum_up(study, {score(study, "access"), score(study, "plan")});
  CHECK(overall.verdicts ==
        std::map<std::string, int>{{"alive-above-front-line-only", 1}, {"insufficient-evidence", 1}});
  REQUIRE(overall.landed.size() == 3);
  CHECK(overall.landed[0].landed == 1);
  CHECK(overall.landed[0].of == 1);
  CHECK(overall.landed[2].landed == 0);
  CHECK(overall.landed[2].of == 1);
  CHECK_FALSE(overall.index.has_value());
}

TEST_CASE("An overall index needs declared weights and every recommendation's index") {
  Files files = worked_example();
  files["study.yaml"] = std::string(plain_study) + "weights: {recommendations: {access: 2}}\n";
  Study study = study_of(files);
  CHECK_FALSE(sum_up(study, {score(study, "access"), score(study, "plan")}).index.has_value());
  add_voices(files, "strategic", {5, 5, 5}, "plan");
  add_voices(files, "tactical", {5, 5, 5}, "plan");
  add_voices(files, "operational", {5, 5, 5}, "plan");
  study = study_of(files);
  const double expected = (2 * (100.0 / 3) + 100.0) / 3;
  CHECK(sum_up(study, {score(study, "access"), score(study, "plan")}).index ==
        doctest::Approx(expected).epsilon(1e-14));
}

TEST_CASE("The strength of a cell: one interview, one organisation, several, corroborated") {
  const auto strength = [](Files files) { return score(study_of(files), "access").levels[2].strength; };
  Files files;
  add(files, "z", "operational", "fier", silent);
  CHECK_FALSE(strength(files).has_value());
  add(files, "a", "operational", "wijkteam", shown("access", 2));
  CHECK(strength(files) == Strength::single);
  add(files, "b", "operational", "gemeente", shown("access", 2));
  CHECK(strength(files) == Strength::one_organisation);
  add(files, "c", "operational", "huisarts", shown("access", 2));
  CHECK(strength(files) == Strength::several);
  const auto document = [](const std::string& id, int rung) {
    return "interview: " + id +
           "\ndate: 2021-09\nform: document\nsegments:\n- {rec: access, about: operational, stage: " +
           std::to_string(rung) + "}\n";
  };
  files["interviews/d.yaml"] = document("d", 5);
  CHECK(strength(files) == Strength::several);
  // Each document counts by its own highest rung.
  files["interviews/e.yaml"] = document("e", 3);
  CHECK(strength(files) == Strength::corroborated);
  files.erase("interviews/e.yaml");
  const std::string meeting =
      "interview: m\ndate: 2021-10\nform: meeting\nspeakers: {a: {level: tactical, who: fier}}\nsegments:\n"
      "- {finding: access/operational, response: confirmed}\n";
  files["interviews/m.yaml"] = meeting;
  CHECK(strength(files) == Strength::corroborated);
  files["interviews/m.yaml"] = meeting + "- {finding: access/operational, response: contested}\n";
  CHECK(strength(files) == Strength::several);
}

TEST_CASE("Answered is the share of the level's voices without those to whom it does not apply") {
  Files files = worked_example();
  add(files, "o5", "operational", "fier", silent);
  add(files, "o6", "operational", "arosa", "- {rec: access, stage: na}\n");
  const Cell front = score(study_of(files), "access").levels[2];
  CHECK((*front.answered == Fraction{4, 5}));
  CHECK_FALSE(score(study_of(files), "plan").levels[2].answered.has_value());
}

TEST_CASE("Clients who speak have a cell of their own that no verdict, profile or index uses") {
  Files files = worked_example();
  files["framework.yaml"] = replaced(plain_framework, "outside: true", "clients: true");
  files["stakeholders.yaml"] =
      replaced(plain_stakeholders, "fier: {name: Fier, levels: [", "fier: {name: Fier, levels: [client, ");
  const RecommendationResult before = score(study_of(files), "access");
  CHECK(before.levels[3].outside_values == std::vector<int>{});
  for (const auto* id : {"k1", "k2", "k3"})
    files[std::string("interviews/") + id + ".yaml"] = single(id, "client", "fier", shown("access", 0));
  add(files, "s1", "strategic", "politie", "- {rec: access, about: client, stage: <3}\n");
  const Study study = study_of(files);
  const RecommendationResult after = score(study, "access");
  // One organisation is enough for clients.
  CHECK(after.levels[3].sufficient);
  CHECK(after.levels[3].median == 0);
  CHECK(after.levels[3].strength == Strength::several);
  CHECK_FALSE(after.levels[3].leave_one_organisation_out.has_value());
  CHECK_FALSE(after.levels[3].outside_values.has_value());
  CHECK(after.profile == before.profile);
  CHECK(after.index == before.index);
  CHECK(after.verdict->id == before.verdict->id);
  CHECK(study.framework.inside_levels().size() == 3);

  // A client speaks for no organisation unless it says so.
  files["interviews/k1.yaml"] =
      "interview: k1\ndate: 2021-09\nform: single\nspeakers:\n  a: {level: client}\nsegments:\n" + shown("access", 0);
  const Study without = study_of(files);
  CHECK(score(without, "access").levels[3].n == 3);
  CHECK(score(without, "access").levels[3].organisations == 1);
  CHECK(count_heard(without, find_voices(without)).levels[3].persons == 3);

  for (const auto* id : {"k1", "k2", "k3"}) files.erase(std::string("interviews/") + id + ".yaml");
  const Cell silent_level = score(study_of(files), "access").levels[3];
  CHECK(silent_level.outside_values == std::vector<int>{2});
  CHECK(silent_level.outside_n == 0);
}

TEST_CASE("Other ways of counting that change the verdict lower its confidence") {
  Files files;
  files["study.yaml"] =
      std::string(plain_study) +
      "overrides:\n  access/operational: {grade: high, reason: seen}\n"
      "  access/strategic: {grade: high, reason: seen}\n  access/tactical: {grade: high, reason: seen}\n";
  add_voices(files, "operational", {3, 3, 3, 4, 4, 4}, "access", {"politie", "fier", "arosa"});
  const RecommendationResult above = score(study_of(files), "access");
  CHECK(above.verdict->id == "front-line-only");
  add_voices(files, "strategic", {3, 3, 3, 3, 3, 3}, "access", {"politie", "fier", "arosa"});
  add_voices(files, "tactical", {3, 3, 3, 3, 3, 3}, "access", {"politie", "fier", "arosa"});
  const RecommendationResult result = score(study_of(files), "access");
  CHECK(result.verdict->id == "cautious-steps");
  // The upper of the two middle voices, 4, gives another verdict.
  CHECK(changed(result) == Changes{"upper-median: in-use"});
  CHECK(result.verdict->flips == 1);
  CHECK(result.verdict->confidence == Grade::moderate);
}

TEST_CASE("Leaving an organisation out takes its reports of developments with it") {
  Files files;
  files["developments.yaml"] = "surgery: {name: Surgery, recs: [access], level: operational, status: pilot}\n";
  add_voices(files, "operational", {0, 0, 0, 0}, "access", {"politie", "fier", "arosa", "huisarts"});
  add_voices(files, "strategic", {0, 0, 0, 0, 0, 0}, "access", {"politie", "fier", "arosa"});
  add_voices(files, "tactical", {0, 0, 0, 0, 0, 0}, "access", {"politie", "fier", "arosa"});
  add(files, "x1", "operational", "politie", shown("access", 0) + "- {rec: access, dev: surgery}\n");
  add(files, "x2", "operational", "advocaat", shown("access", 0) + "- {rec: access, dev: surgery}\n");
  const RecommendationResult result = score(study_of(files), "access");
  CHECK(result.live == 1);
  CHECK(result.verdict->id == "cautious-steps-pilots-only");
  CHECK(changed(result) ==
        Changes{"without-organisation advocaat: not-started", "without-organisation politie: not-started"});
}
