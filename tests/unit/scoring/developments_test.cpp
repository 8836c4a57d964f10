#include "scoring/developments.hpp"
#include "study_files.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace quickscan;
using namespace quickscan::test;

namespace {

const char* developments = R"(surgery:
  name: Surgery
  recs: [access]
  level: operational
  status: pilot
  partners: [fier, arosa]
)";

struct Found {
  Study study;
  std::vector<DevelopmentResult> results;

  const DevelopmentResult& at(const std::string& id) const {
    return *std::ranges::find_if(results,
                                 [&](const DevelopmentResult& result) { return study[result.development].id == id; });
  }
  int live(const std::string& rec) const {
    return live_developments(study, results, study.framework.find_recommendation(rec));
  }
};

Found evaluate(const Files& files) {
  Found found{study_of(files), {}};
  found.results = development_results(found.study, find_voices(found.study));
  return found;
}

std::string joined(const std::vector<std::string>& list) {
  std::string all;
  for (const std::string& one : list) all += (all.empty() ? "" : " ") + one;
  return all;
}

std::string document(const std::string& id, const std::string& segments, const std::string& form = "document") {
  return "interview: " + id + "\ndate: 2021-09\nform: " + form + "\nsegments:\n" + segments;
}

const char* named = "- {rec: access, dev: surgery}\n";

}  // namespace

TEST_CASE("A development is confirmed by the organisations that name it without doubting it") {
  struct Case {
    std::string segment;
    bool confirms;
  };
  const std::vector<Case> cases = {
      {"{rec: access, dev: surgery}", true},
      {"{rec: access, dev: surgery, stage: 3, basis: shown}", true},
      {"{rec: access, dev: surgery, stage: <2}", true},
      {"{rec: plan, dev: surgery, about: strategic}", true},
      {"{barrier: rules, dev: surgery}", true},
      {"{rec: access, dev: surgery, basis: heard}", false},
      {"{rec: access, dev: surgery, stage: 3, basis: heard}", false},
      {"{rec: access, dev: surgery, stage: unknown}", false},
      {"{rec: access, dev: surgery, stage: na}", false},
      {"{rec: access, dev: surgery, stage: <1}", false},
      {"{rec: access, dev: surgery, stage: 0}", false},
  };
  for (const Case& one : cases) {
    CAPTURE(one.segment);
    const Found found =
        evaluate({{"developments.yaml", developments},
                  {"interviews/a.yaml", single("a", "operational", "wijkteam", "- " + one.segment + "\n")}});
    CHECK(joined(found.at("surgery").confirmed_by) == (one.confirms ? "gemeente" : ""));
    CHECK(found.at("surgery").mentions == 1);
  }
}

TEST_CASE("Who confirms a development: others, its own partners, one source, nobody") {
  const auto confirmed = [](Files files) {
    files["developments.yaml"] = developments;
    files.try_emplace("interviews/z.yaml", single("z", "operational", "advocaat", "- {rec: plan, stage: 1}\n"));
    return std::string(id_of(evaluate(files).at("surgery").confirmation));
  };
  const auto says = [](const std::string& id, const std::string& who) {
    return std::pair("interviews/" + id + ".yaml", single(id, "operational", who, named));
  };
  const std::pair paper("interviews/d.yaml", document("d", "- {rec: access, dev: surgery, about: operational}\n"));
  CHECK(confirmed({}) == "none");
  CHECK(confirmed({says("a", "wijkteam")}) == "single");
  CHECK(confirmed({paper}) == "single");
  CHECK(confirmed({says("a", "wijkteam"), says("b", "wijkteam")}) == "single");
  CHECK(confirmed({says("a", "fier"), says("b", "arosa")}) == "partners-only");
  CHECK(confirmed({says("a", "fier"), paper}) == "partners-only");
  CHECK(confirmed({says("a", "fier"), says("b", "wijkteam")}) == "independent");
  CHECK(confirmed({says("a", "wijkteam"), paper}) == "independent");
  // Two organisations in one conversation are one interview.
  CHECK(confirmed({{"interviews/a.yaml",
                    "interview: a\ndate: 2021-09\nform: group\nspeakers:\n  a: {level: operational, who: wijkteam}\n"
                    "  b: {level: operational, who: fier}\nsegments:\n" +
                        std::string(named)}}) == "single");
}

TEST_CASE("A development is live with two organisations, or one and a document") {
  Files files = {{"developments.yaml", developments},
                 {"interviews/a.yaml", single("a", "operational", "wijkteam", named)},
                 {"interviews/b.yaml", single("b", "strategic", "gemeente", named)}};
  CHECK_FALSE(evaluate(files).at("surgery").live);
  CHECK(evaluate(files).at("surgery").mentions == 2);

  files["interviews/c.yaml"] = document("c", "- {rec: access, dev: surgery, about: operational}\n", "survey");
  CHECK_FALSE(evaluate(files).at("surgery").live);
  CHECK(evaluate(files).at("surgery").documents == 0);

  files["interviews/c.yaml"] = document("c", "- {rec: access, dev: surgery, about: operational}\n");
  CHECK(evaluate(files).at("surgery").live);
  CHECK(evaluate(files).at("surgery").documents == 1);
  CHECK(evaluate(files).live("access") == 1);
  CHECK(evaluate(files).live("plan") == 0);

  files.erase("interviews/c.yaml");
  // A partner counts.
  files["interviews/d.yaml"] = single("d", "tactical", "fier", named);
  CHECK(joined(evaluate(files).at("surgery").confirmed_by) == "fier gemeente");
  CHECK(evaluate(files).at("surgery").live);

  // A meeting confirms findings, not developments.
  files["interviews/d.yaml"] =
      "interview: d\ndate: 2021-10\nform: meeting\nspeakers:\n  a: {level: tactical, who: fier}\nsegments:\n" +
      std::string(named);
  CHECK_FALSE(evaluate(files).at("surgery").live);
}

TEST_CASE("Documents alone make nothing live") {
  Files files = {{"developments.yaml", developments},
                 {"interviews/a.yaml", single("a", "operational", "wijkteam", "- {rec: plan, stage: 1}\n")}};
  for (const std::string id : {"d1", "d2"}) {
    files["interviews/" + id + ".yaml"] = document(id, "- {rec: access, dev: surgery, about: operational}\n");
  }
  CHECK(evaluate(files).at("surgery").documents == 2);
  CHECK_FALSE(evaluate(files).at("surgery").live);
}

TEST_CASE("Only pilots and what runs at the front line can be live") {
  struct Case {
    std::string level;
    std::string status;
    bool live;
  };
  const std::vector<Case> cases = {
      {"operational", "pilot", true},      {"operational", "running", true},     {"operational", "secured", true},
      {"operational", "idea", false},      {"operational", "planned", false},    {"operational", "ended", false},
      {"operational", "withdrawn", false}, {"operational", "superseded", false}, {"tactical", "running", false},
      {"client", "running", false},
  };
  for (const Case& one : cases) {
    CAPTURE(one.level);
    CAPTURE(one.status);
    const Found found = evaluate({{"developments.yaml", "surgery: {name: Surgery, recs: [access], level: " + one.level +
                                                            ", status: " + one.status + "}\n"},
                                  {"interviews/a.yaml", single("a", "operational", "wijkteam", named)},
                                  {"interviews/b.yaml", single("b", "operational", "fier", named)}});
    CHECK(found.at("surgery").live == one.live);
  }
}

TEST_CASE("A part of a development that counts is not counted again") {
  const Found found =
      evaluate({{"developments.yaml", R"(whole: {name: Whole, recs: [access], level: operational, status: running}
middle: {name: Middle, recs: [plan], level: operational, status: running, part_of: whole}
leaf: {name: Leaf, recs: [access, plan], level: operational, status: pilot, part_of: middle}
)"},
                {"interviews/a.yaml", single("a", "operational", "wijkteam",
                                             "- {rec: access, dev: whole}\n- {rec: access, dev: middle}\n"
                                             "- {rec: access, dev: leaf}\n")},
                {"interviews/b.yaml", single("b", "operational", "fier",
                                             "- {rec: access, dev: whole}\n- {rec: access, dev: middle}\n"
                                             "- {rec: access, dev: leaf}\n")}});
  CHECK(found.at("leaf").live);
  CHECK(found.live("access") == 1);  // the leaf is part of the whole, through the middle
  CHECK(found.live("plan") == 1);    // the leaf is part of the middle
}

TEST_CASE("A part among the recommendations of a development counts for the part and its parent") {
  const Found found =
      evaluate({{"developments.yaml", "one: {name: One, recs: [plan.one], level: operational, status: pilot}\n"},
                {"interviews/a.yaml", single("a", "operational", "wijkteam", "- {rec: plan, dev: one}\n")},
                {"interviews/b.yaml", single("b", "operational", "fier", "- {rec: plan, dev: one}\n")}});
  CHECK(found.live("plan.one") == 1);
  CHECK(found.live("plan") == 1);
  CHECK(found.live("plan.two") == 0);
}

TEST_CASE("Adoption counts over the places of the tiers that a development names") {
  const std::string study = std::string(plain_study) + R"(places:
  vlaardingen: {name: Vlaardingen}
  maassluis: {name: Maassluis}
  capelle: {name: Capelle}
  barendrecht: {name: Barendrecht}
  waterweg: {name: Waterweg, tier: region}
)";
  const Found found =
      evaluate({{"study.yaml", study},
                {"developments.yaml", R"(vision:
  name: Vision
  level: strategic
  status: running
  adopted: {vlaardingen: 2024-02, maassluis: not-yet, capelle: unknown}
region: {name: Region, level: strategic, status: running, adopted: {waterweg: 2024}}
none: {name: None, level: strategic, status: running}
)"},
                {"interviews/a.yaml", single("a", "operational", "wijkteam", "- {rec: plan, stage: 1}\n")}});
  const AdoptionCount& vision = *found.at("vision").adopted;
  CHECK(vision.yes == 1);
  CHECK(vision.no == 1);
  CHECK(vision.unknown == 2);
  CHECK(vision.of == 4);
  CHECK(joined(vision.not_yet) == "maassluis");
  CHECK(joined(vision.unknown_places) == "barendrecht capelle");
  CHECK(found.at("region").adopted->yes == 1);
  CHECK(found.at("region").adopted->of == 1);
  CHECK_FALSE(found.at("none").adopted.has_value());
}

TEST_CASE("What began before the baseline is pre-existing, at the precision of its date") {
  const std::string study = std::string(plain_study) + "baseline_date: 2020-09\n";
  const Found found =
      evaluate({{"study.yaml", study},
                {"developments.yaml", R"(earlier: {name: A, level: tactical, status: running, start: 2020-08-31}
same: {name: B, level: tactical, status: running, start: 2020-09-15}
year: {name: C, level: tactical, status: running, start: 2020}
says-so: {name: D, level: tactical, status: running, origin: pre-existing}
)"},
                {"interviews/a.yaml", single("a", "operational", "wijkteam", "- {rec: plan, stage: 1}\n")}});
  CHECK(found.at("earlier").pre_existing);
  CHECK_FALSE(found.at("same").pre_existing);
  CHECK_FALSE(found.at("year").pre_existing);
  CHECK(found.at("says-so").pre_existing);
}

TEST_CASE("A decision that was due before the reference date is overdue unless it no longer matters") {
  const Found found =
      evaluate({{"developments.yaml", R"(due: {name: A, level: tactical, status: pilot, decide_by: 2021-10}
this-month: {name: B, level: tactical, status: pilot, decide_by: 2021-11-02}
stopped: {name: C, level: tactical, status: ended, decide_by: 2021-10}
)"},
                {"interviews/a.yaml", single("a", "operational", "wijkteam", "- {rec: plan, stage: 1}\n")}});
  CHECK(found.at("due").decision_overdue);
  CHECK_FALSE(found.at("this-month").decision_overdue);
  CHECK_FALSE(found.at("stopped").decision_overdue);
}

TEST_CASE("Results come by id, whatever the order of the file") {
  const Found found =
      evaluate({{"developments.yaml", R"(zeta: {name: Z, level: tactical, status: idea}
alpha: {name: A, level: tactical, status: idea}
)"},
                {"interviews/a.yaml", single("a", "operational", "wijkteam", "- {rec: plan, stage: 1}\n")}});
  REQUIRE(found.results.size() == 2);
  CHECK(found.results[0].development == DevelopmentId(1));
  CHECK(found.results[1].development == DevelopmentId(0));
}

TEST_CASE("What a source claims of the places stands beside what is known of each") {
  const Found found = evaluate(
      {{"developments.yaml", R"(vision: {name: Vision, level: strategic, status: running, adoption_claim: nearly-all}
other: {name: Other, level: strategic, status: running}
)"},
       {"interviews/a.yaml", single("a", "operational", "wijkteam", "- {rec: plan, stage: 1}\n")}});
  const auto& vision = found.at("vision").adopted;
  REQUIRE(vision.has_value());
  CHECK(vision->claim == AdoptionClaim::nearly_all);
  CHECK(vision->yes + vision->no + vision->unknown + vision->of == 0);
  CHECK_FALSE(found.at("other").adopted.has_value());
}
