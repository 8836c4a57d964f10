#include "scoring/agreement.hpp"
#include "study_files.hpp"

#include <doctest/doctest.h>

using namespace quickscan;
using namespace quickscan::test;

namespace {

const char* two_coders = R"(quickscan: 1
id: test
title: Test
reference_date: 2021-11
coders: {kl: {name: K}, tv: {name: T}, zz: {name: Z}}
)";

/// A coding of an interview with a strategic speaker `a` and, in a group, an operational one `b`.
std::string coding(const std::string& id, const std::string& coder, const std::string& segments, bool group = false) {
  return "interview: " + id + "\ncoder: " + coder + "\ndate: 2021-09\nform: " + (group ? "group" : "single") +
         "\nspeakers:\n  a: {level: strategic, who: gemeente}\n" +
         (group ? "  b: {level: operational, who: politie}\n" : "") + "segments:\n" + segments;
}

/// Adds interview `id` as coded by `kl` and by each further coder.
void add_coded(Files& files, const std::string& id, const std::string& first,
               const std::vector<std::pair<std::string, std::string>>& others) {
  files["study.yaml"] = two_coders;
  files["interviews/" + id + ".yaml"] = coding(id, "kl", first);
  for (const auto& [coder, segments] : others) {
    files["interviews/" + id + "." + coder + ".yaml"] = coding(id, coder, segments);
  }
}

const std::vector<std::pair<int, int>> t16{{0, 0}, {1, 1}, {2, 2}, {2, 3}, {3, 3},
                                           {3, 3}, {1, 1}, {0, 1}, {2, 2}, {3, 3}};

Files ten_interviews() {
  Files files;
  for (std::size_t i = 0; i < t16.size(); ++i) {
    add_coded(files, "r" + std::to_string(i), shown("access", t16[i].first), {{"tv", shown("access", t16[i].second)}});
  }
  return files;
}

}  // namespace

TEST_CASE("T16: ten interviews by two coders") {
  const auto result = agreement(study_of(ten_interviews()));
  REQUIRE(result.has_value());
  CHECK(result->units == 10);
  CHECK(result->one_sided == 0);
  CHECK(result->coders == 2);
  CHECK(*result->alpha_ordinal == doctest::Approx(.91967).epsilon(1e-5));
  CHECK(result->jackknife->se == doctest::Approx(.05268).epsilon(1e-4));
  CHECK(*result->ac2_linear == doctest::Approx(.91392).epsilon(1e-5));
  CHECK(result->reliable == true);
  CHECK(result->identical == .8);
  CHECK(result->within_one == 1.0);
  CHECK(result->undefined == Agreement::Undefined::defined);
  REQUIRE(result->disagreements.size() == 2);
  CHECK(result->disagreements[0].interview == "r3");
  CHECK(result->disagreements[0].rec == RecommendationId(0));
  CHECK(result->disagreements[0].level == LevelId(0));
  CHECK(result->disagreements[0].values == std::map<std::string, int>{{"kl", 2}, {"tv", 3}});
  CHECK(result->disagreements[1].interview == "r7");
}

TEST_CASE("Without a second coding there is no agreement to speak of") {
  Files files;
  add_voices(files, "strategic", {1, 2, 3});
  CHECK_FALSE(agreement(study_of(files)).has_value());
  CHECK_FALSE(agreement_detail(study_of(files)).has_value());
}

TEST_CASE("Coded twice without a unit in common: no units, no coefficients, and the reason") {
  Files files;
  add_coded(files, "r1", shown("access", 2), {{"tv", shown("plan", 2)}});
  const auto result = agreement(study_of(files));
  REQUIRE(result.has_value());
  CHECK(result->units == 0);
  CHECK(result->one_sided == 2);
  CHECK_FALSE(result->alpha_ordinal.has_value());
  CHECK_FALSE(result->ac2_linear.has_value());
  CHECK_FALSE(result->identical.has_value());
  CHECK_FALSE(result->reliable.has_value());
  CHECK(result->undefined == Agreement::Undefined::no_pairable_unit);
}

TEST_CASE("Coders who give one value everywhere agree, and alpha is undefined: no variation") {
  Files files;
  for (const auto* id : {"r1", "r2", "r3"}) add_coded(files, id, shown("access", 2), {{"tv", shown("access", 2)}});
  const auto result = agreement(study_of(files));
  CHECK(result->units == 3);
  CHECK(result->identical == 1.0);
  CHECK(result->ac2_linear == 1.0);
  CHECK_FALSE(result->alpha_ordinal.has_value());
  CHECK_FALSE(result->reliable.has_value());
  CHECK_FALSE(result->jackknife.has_value());
  CHECK(result->undefined == Agreement::Undefined::no_variation);
}

TEST_CASE("Coders who differ too much are not reliable") {
  Files files;
  const std::vector<std::pair<int, int>> values{{0, 5}, {5, 0}, {1, 4}, {4, 1}, {2, 2}};
  for (std::size_t i = 0; i < values.size(); ++i) {
    add_coded(files, "r" + std::to_string(i), shown("access", values[i].first),
              {{"tv", shown("access", values[i].second)}});
  }
  const auto result = agreement(study_of(files));
  CHECK(result->reliable == false);
  CHECK(result->no_verdicts == (result->jackknife && result->jackknife->high < .667));

  // Fewer than five interviews judge nothing.
  files.erase("interviews/r4.yaml");
  files.erase("interviews/r4.tv.yaml");
  const auto fewer = agreement(study_of(files));
  CHECK(fewer->alpha_ordinal.has_value());
  CHECK_FALSE(fewer->reliable.has_value());
  CHECK_FALSE(fewer->no_verdicts);
}

TEST_CASE("Factors are compared by sign, in interviews where two coders coded one") {
  Files files;
  add_coded(files, "r1", "- {barrier: rules}\n", {{"tv", "- {barrier: rules}\n- {enabler: trust}\n"}});
  add_coded(files, "r2", "- {enabler: trust}\n", {{"tv", "- {barrier: trust}\n"}});
  add_coded(files, "r3", "- {barrier: rules}\n", {{"tv", shown("access", 2)}});
  files["framework.yaml"] = std::string(plain_framework) + "  trust: {name: Trust, sign: both}\n";
  const auto factors = agreement(study_of(files))->factors;
  // r1: rules − −, trust absent +; r2: trust + −; r3 has one coder with a factor.
  CHECK(factors.units == 3);
  CHECK(*factors.identical == doctest::Approx(1.0 / 3));
  CHECK(factors.alpha_nominal.has_value());
}

TEST_CASE("A coder who leaves something out makes a unit one-sided; an undefined value is none") {
  Files files;
  add_coded(files, "r1", shown("access", 2) + shown("plan", 3), {{"tv", shown("access", 3)}});
  add_coded(files, "r2", shown("access", 2), {{"tv", "- {rec: access, stage: <4, basis: shown}\n"}});
  const auto result = agreement(study_of(files));
  CHECK(result->units == 1);
  CHECK(result->one_sided == 2);
}

TEST_CASE("Three coders, one of whom skipped an interview, are one group of coders") {
  Files files;
  add_coded(files, "r1", shown("access", 2), {{"tv", shown("access", 3)}, {"zz", shown("access", 5)}});
  add_coded(files, "r2", shown("access", 1), {{"zz", shown("access", 1)}});
  const auto result = agreement(study_of(files));
  CHECK(result->coders == 3);
  CHECK(result->units == 2);
  CHECK(result->identical == .5);
  CHECK(result->within_one == .5);
  CHECK(result->disagreements.at(0).values == std::map<std::string, int>{{"kl", 2}, {"tv", 3}, {"zz", 5}});
  // Units {2, 3, 5} and {1, 1}.
  CHECK(result->alpha_interval == krippendorff_alpha({{2, 3, 5}, {1, 1}}, Metric::interval));
}

TEST_CASE("The order in which files are named and coders come changes no coefficient") {
  Files files;
  Files swapped;
  for (std::size_t i = 0; i < t16.size(); ++i) {
    add_coded(files, "r" + std::to_string(i), shown("access", t16[i].first), {{"tv", shown("access", t16[i].second)}});
    add_coded(swapped, "r" + std::to_string(9 - i), shown("access", t16[i].second),
              {{"tv", shown("access", t16[i].first)}});
  }
  const auto a = agreement(study_of(files));
  const auto b = agreement(study_of(swapped));
  CHECK(a->alpha_ordinal == b->alpha_ordinal);
  CHECK(a->alpha_nominal == b->alpha_nominal);
  CHECK(a->jackknife->se == doctest::Approx(b->jackknife->se).epsilon(1e-13));
}

TEST_CASE("Recommendations are taken with their parts, about the own level only, a mixed group level by level") {
  Files files;
  files["study.yaml"] = two_coders;
  const auto first = "- {rec: plan.one, stage: 3, basis: shown}\n- {rec: access, about: tactical, stage: 1}\n";
  const auto second =
      "- {rec: plan.two, stage: 4, basis: shown, by: a}\n- {rec: plan, stage: 3, basis: shown, by: b}\n";
  files["interviews/g.yaml"] = coding("g", "kl", first, true);
  files["interviews/g.tv.yaml"] = coding("g", "tv", second, true);
  const auto result = agreement(study_of(files));
  CHECK(result->units == 2);
  REQUIRE(result->disagreements.size() == 1);
  CHECK(result->disagreements[0].rec == RecommendationId(1));
  CHECK(result->disagreements[0].level == LevelId(0));
  CHECK(result->disagreements[0].values == std::map<std::string, int>{{"kl", 3}, {"tv", 4}});
}

TEST_CASE("For agreement interviews stay apart, even where one person speaks in both") {
  Files files;
  for (const auto* id : {"r1", "r2"}) {
    add_coded(files, id, shown("access", 2), {{"tv", shown("access", 3)}});
    for (const auto* name : {"", ".tv"}) {
      auto& text = files[std::string("interviews/") + id + name + ".yaml"];
      text.replace(text.find("gemeente}"), 9, "gemeente, person: p1}");
    }
  }
  CHECK(agreement(study_of(files))->units == 2);
}

TEST_CASE("Meetings and documents coded twice are no units") {
  Files files;
  files["study.yaml"] = two_coders;
  for (const auto* coder : {"kl", "tv"}) {
    const std::string name = coder == std::string("kl") ? "d" : "d.tv";
    files["interviews/" + name + ".yaml"] = std::string("interview: d\ncoder: ") + coder +
                                            "\ndate: 2021\nform: document\nsegments:\n"
                                            "- {rec: access, about: strategic, stage: 1}\n";
  }
  files["interviews/r.yaml"] = coding("r", "kl", shown("access", 1));
  CHECK_FALSE(agreement(study_of(files)).has_value());
}

TEST_CASE("The detail sets the segments of both coders side by side, the widest difference first") {
  Files files;
  add_coded(files, "r1", shown("access", 2), {{"tv", shown("access", 3)}});
  add_coded(files, "r2", R"(
- {rec: access, stage: 1, quote: "We zijn het eens."}
- {barrier: rules}
- {rec: access, stage: 4, basis: shown, note: by example}
)",
            {{"tv", "- {rec: access, stage: 1, quote: \"We zijn het eens.\"}\n"}});
  add_coded(files, "r3", shown("plan", 2), {{"tv", shown("access", 0)}});
  const auto study = study_of(files);
  const auto detail = agreement_detail(study);
  REQUIRE(detail->disagreements.size() == 2);
  const auto& widest = detail->disagreements[0];
  CHECK(widest.interview == "r2");
  REQUIRE(widest.coders.size() == 2);
  CHECK(widest.coders[0].coder == "kl");
  CHECK(widest.coders[0].value.value == 4);
  CHECK(widest.coders[1].coder == "tv");
  CHECK(widest.coders[1].value.value == 1);
  REQUIRE(widest.coders[0].segments.size() == 2);
  const auto& second = widest.coders[0].segments[1];
  const auto& interview = study[second.interview];
  CHECK(study.sources.path(interview.source) == "interviews/r2.yaml");
  CHECK(second.line == 11);
  CHECK(interview.text(interview.segments[second.segment.index()].note) == "by example");
  CHECK(detail->disagreements[1].interview == "r1");
  REQUIRE(detail->one_sided.size() == 2);
  CHECK(detail->one_sided[0].rec == RecommendationId(0));
  CHECK(detail->one_sided[1].rec == RecommendationId(1));
}

TEST_CASE("The detail gives every recommendation and every level its own agreement") {
  auto files = ten_interviews();
  files["interviews/g.yaml"] = coding("g", "kl", shown("plan", 1), true);
  files["interviews/g.tv.yaml"] = coding("g", "tv", shown("plan", 3), true);
  const auto detail = agreement_detail(study_of(files));
  REQUIRE(detail->recommendations.size() == 2);
  CHECK(detail->recommendations[0].units == 10);
  CHECK(*detail->recommendations[0].alpha_ordinal == doctest::Approx(.91967).epsilon(1e-5));
  CHECK(detail->recommendations[1].units == 2);
  CHECK(detail->recommendations[1].identical == 0.0);
  REQUIRE(detail->levels.size() == 3);
  CHECK(detail->levels[0].units == 11);
  CHECK(detail->levels[1].units == 0);
  CHECK_FALSE(detail->levels[1].identical.has_value());
  CHECK(detail->levels[2].units == 1);
  CHECK(detail->levels[2].within_one == 0.0);
}

TEST_CASE("The coding that two coders agreed on is scored, and agreement compares their own") {
  auto files = ten_interviews();
  for (std::size_t i = 0; i < t16.size(); ++i) {
    const auto id = "r" + std::to_string(i);
    files["interviews/" + id + ".kl.yaml"] = files["interviews/" + id + ".yaml"];
    auto agreed = coding(id, "kl", shown("access", 5));
    agreed.replace(agreed.find("coder: kl"), 9, "agreed_by: [kl, tv]");
    files["interviews/" + id + ".yaml"] = agreed;
  }
  const auto study = study_of(files);
  const auto result = agreement(study);
  REQUIRE(result.has_value());
  CHECK(result->coders == 2);
  CHECK(result->units == 10);
  CHECK(*result->alpha_ordinal == doctest::Approx(.91967).epsilon(1e-5));
}

TEST_CASE("what coders made of units and factors is beside what they agreed on") {
  Files files;
  files["study.yaml"] = two_coders;
  files["framework.yaml"] = std::string(plain_framework) + "  trust: {name: Trust, sign: both}\n";
  files["interviews/r1.kl.yaml"] = coding("r1", "kl", shown("access", 2) + "- barrier: rules\n");
  files["interviews/r1.tv.yaml"] = coding("r1", "tv", shown("access", 3) + "- barrier: trust\n");
  auto agreed = coding("r1", "kl", shown("access", 3) + "- barrier: rules\n");
  files["interviews/r1.yaml"] = agreed.replace(agreed.find("coder: kl"), 9, "agreed_by: [kl, tv]");
  const auto detail = agreement_detail(study_of(files));
  REQUIRE(detail.has_value());
  CHECK(detail->coders == std::vector<std::string>{"kl", "tv"});
  REQUIRE(detail->units.size() == 1);
  CHECK(differs(detail->units[0]));
  CHECK(detail->units[0].agreed->value.value == 3);
  REQUIRE(detail->factors.size() == 2);
  for (const auto& factor : detail->factors) CHECK(factor.differs());
  const auto rule = detail->factors[0].agreed == FactorSign::barrier ? 0U : 1U;
  CHECK(detail->factors[rule].coders ==
        std::vector<std::pair<std::string, FactorSign>>{{"kl", FactorSign::barrier}, {"tv", FactorSign::absent}});
  CHECK(detail->factors[1 - rule].agreed == FactorSign::absent);
}
