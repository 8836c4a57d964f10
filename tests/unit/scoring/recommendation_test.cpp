#include "scoring/analysis.hpp"
#include "scoring/recommendation.hpp"
#include "study_files.hpp"

#include <doctest/doctest.h>

using namespace quickscan;
using namespace quickscan::test;

TEST_CASE("Where a level is too small for an interval, the index says how far any one voice moves it") {
  Files files;
  add_voices(files, "strategic", {3, 3, 2, 3, 1, 2, 3, 3});
  add_voices(files, "tactical", {1, 2, 2, 1, 2, 0, 2, 2});
  add_voices(files, "operational", {0, 0, 1, 3});
  const auto study = study_of(files);
  const auto result = analyse(study).recommendations.at(0);
  CHECK(result.levels[0].index_interval.has_value());
  CHECK_FALSE(index_without_one_voice(study, result.levels[0]).has_value());
  CHECK_FALSE(result.levels[2].index_interval.has_value());
  const auto front = index_without_one_voice(study, result.levels[2]);
  CHECK(front->low == doctest::Approx(100.0 / 15).epsilon(1e-12));
  CHECK(front->high == doctest::Approx(400.0 / 15).epsilon(1e-12));
  const auto all = index_without_one_voice(study, result);
  CHECK(all->low == doctest::Approx((80 + 100.0 / 15) / 3).epsilon(1e-12));
  CHECK(all->high == doctest::Approx((80 + 400.0 / 15) / 3).epsilon(1e-12));
}

TEST_CASE("Where there is no index there is no range") {
  Files files;
  add_voices(files, "strategic", {3, 3});
  const auto study = study_of(files);
  const auto result = analyse(study).recommendations.at(0);
  CHECK_FALSE(index_without_one_voice(study, result.levels[0]).has_value());
  CHECK_FALSE(index_without_one_voice(study, result).has_value());
}

TEST_CASE("A level without weight is left out of the range, as it is out of the index") {
  Files files;
  files["study.yaml"] = std::string(plain_study) + "weights: {levels: {strategic: 0, tactical: 0}}\n";
  add_voices(files, "operational", {0, 0, 1, 3});
  const auto study = study_of(files);
  const auto result = analyse(study).recommendations.at(0);
  REQUIRE(result.index.has_value());
  CHECK(index_without_one_voice(study, result) == index_without_one_voice(study, result.levels[2]));
}
