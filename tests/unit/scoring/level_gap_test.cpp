#include "scoring/analysis.hpp"
#include "scoring/level_gap.hpp"
#include "study_files.hpp"

#include <doctest/doctest.h>

using namespace quickscan;
using namespace quickscan::test;

namespace {

/// The whole analysis of the recommendation `access`.
RecommendationResult access_of(Files files) {
  const auto study = study_of(std::move(files));
  return analyse(study).recommendations.at(0);
}

Files worked_example() {
  Files files;
  add_voices(files, "strategic", {3, 3, 2, 3, 1, 2, 3, 3});
  add_voices(files, "tactical", {1, 2, 2, 1, 2, 0, 2, 2});
  add_voices(files, "operational", {0, 0, 1, 3});
  return files;
}

std::string mixed_group(const std::string& id, const std::string& segments) {
  return "interview: " + id + R"(
date: 2021-09
form: group
speakers:
  a: {level: strategic, who: arosa}
  b: {level: operational, who: fier}
segments:
)" + segments;
}

}  // namespace

TEST_CASE("T12: the gap of the worked example, with effect size and the smallest p") {
  const auto gap = access_of(worked_example()).gap_test;
  REQUIRE(gap.has_value());
  CHECK(gap->exact);
  CHECK(gap->j == 100);
  CHECK(gap->p == 240054.0 / 62355150.0);
  CHECK(gap->p_holm == gap->p);
  CHECK(gap->cliffs_delta == .625);
  CHECK(gap->delta_p == 41.0 / 495);
  CHECK(gap->excluded == 0);
  // All 16 pairs with 0; of those with 1 seven and one level; of those with 3 five level and three lower.
  CHECK(gap->pairs_higher == 23);
  CHECK(gap->pairs_equal == 6);
  CHECK(gap->pairs_lower == 3);
}

TEST_CASE("Both voices of a person who speaks at two levels leave the gap test") {
  auto files = worked_example();
  files["interviews/x.yaml"] = single("x", "strategic", "arosa", shown("access", 5), ", person: p1");
  files["interviews/y.yaml"] = single("y", "operational", "arosa", shown("access", 5), ", person: p1");
  const auto result = access_of(files);
  CHECK(result.levels[0].n == 9);
  CHECK(result.gap_test->excluded == 2);
  CHECK(result.gap_test->j == 100);
}

TEST_CASE("A voice from an interview with two levels is left out of the gap test and counted") {
  auto files = worked_example();
  files["interviews/x.yaml"] = mixed_group("x", shown("access", 5));
  const auto result = access_of(files);
  CHECK(result.levels[0].n == 9);
  CHECK(result.levels[2].n == 5);
  CHECK(result.gap_test->excluded == 2);
  CHECK(result.gap_test->j == 100);
  CHECK(result.gap_test->p == 240054.0 / 62355150.0);
}

TEST_CASE("A voice of two levels that gives no value is not counted as left out") {
  auto files = worked_example();
  files["interviews/x.yaml"] = mixed_group("x", "- {rec: access, stage: 5, basis: shown, by: a}\n");
  CHECK(access_of(files).gap_test->excluded == 1);
}

TEST_CASE("There is no gap test where a level is insufficient, or keeps fewer than three voices") {
  Files files;
  add_voices(files, "strategic", {3, 3, 2});
  add_voices(files, "tactical", {2, 2, 2});
  add_voices(files, "operational", {0, 1});
  CHECK_FALSE(access_of(files).gap_test.has_value());
  files["interviews/x.yaml"] = mixed_group("x", shown("access", 1));
  CHECK(access_of(files).levels[2].sufficient);
  CHECK_FALSE(access_of(files).gap_test.has_value());
}

TEST_CASE("A p that cannot fall to .05 is not given, its smallest value is") {
  Files files;
  add_voices(files, "strategic", {3, 3, 3});
  add_voices(files, "tactical", {2, 2, 2});
  add_voices(files, "operational", {0, 0, 0});
  const auto gap = access_of(files).gap_test;
  CHECK(gap->p == 1.0 / 1680);
  CHECK(gap->cliffs_delta == 1);
  CHECK_FALSE(gap->delta_p.has_value());
  CHECK(gap->delta_p_min == .1);
}

TEST_CASE("Where all say the same there is an effect of nothing and no p") {
  Files files;
  for (const auto* level : {"strategic", "tactical", "operational"}) add_voices(files, level, {2, 2, 2});
  const auto gap = access_of(files).gap_test;
  CHECK(gap->j == 13.5);
  CHECK_FALSE(gap->p.has_value());
  CHECK_FALSE(gap->p_holm.has_value());
  CHECK(gap->p_min == 1);
  CHECK(gap->cliffs_delta == 0);
}

TEST_CASE("Holm counts the recommendations that have a p, and no others") {
  auto files = worked_example();
  for (const auto* level : {"strategic", "tactical", "operational"}) add_voices(files, level, {2, 2, 2}, "plan");
  const auto analysis = analyse(study_of(files));
  CHECK_FALSE(analysis.recommendations.at(1).gap_test->p.has_value());
  CHECK(analysis.recommendations.at(0).gap_test->p_holm == analysis.recommendations.at(0).gap_test->p);
  std::vector<RecommendationResult> three(3);
  three[0].gap_test.emplace().p = .03;
  three[2].gap_test.emplace().p = .01;
  adjust_by_holm(three);
  CHECK(three[0].gap_test->p_holm == .03);
  CHECK_FALSE(three[1].gap_test.has_value());
  CHECK(three[2].gap_test->p_holm == .02);
}

TEST_CASE("Beyond sixty voices the gap test names its normal form and has no smallest p") {
  Files files;
  std::vector<int> high(21, 3);
  std::vector<int> low(20, 1);
  high[0] = 0;
  low[0] = 4;
  add_voices(files, "strategic", high);
  add_voices(files, "tactical", low);
  add_voices(files, "operational", low);
  const auto gap = access_of(files).gap_test;
  CHECK_FALSE(gap->exact);
  CHECK(*gap->p < 1e-6);
  CHECK_FALSE(gap->p_min.has_value());
  CHECK_FALSE(gap->delta_p_min.has_value());
}
