#include "scoring/saturation.hpp"
#include "study_files.hpp"

#include <doctest/doctest.h>

using namespace quickscan;
using namespace quickscan::test;

namespace {

/// Interviews named 1, 2, 3 … with these codes.
Saturation saturate(const std::vector<std::vector<std::size_t>>& codes) {
  std::vector<InterviewCodes> interviews;
  for (const auto& each : codes) interviews.push_back({std::to_string(interviews.size() + 1), each});
  return saturation_of(interviews);
}

Files six_interviews() {
  Files files;
  for (int i = 1; i <= 6; ++i) {
    const auto id = "r" + std::to_string(i);
    files["interviews/" + id + ".yaml"] = single(id, "strategic", "gemeente", "- {barrier: rules}\n");
  }
  return files;
}

}  // namespace

TEST_CASE("T17: saturation is reached at 6+2, and the later theme is told nevertheless") {
  const auto result = saturate(
      {{1, 2, 3, 4, 5}, {1, 2, 6, 7}, {3, 8, 9}, {2, 10}, {4, 11}, {1, 5, 12}, {3, 7}, {2, 9}, {6, 10}, {1, 13}});
  CHECK(result.base_codes == 10);
  REQUIRE(result.points.size() == 5);
  const std::vector<std::string> last{"6", "7", "8", "9", "10"};
  const std::vector<int> fresh{2, 1, 0, 0, 1};
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(result.points[i].interview == last[i]);
    CHECK(result.points[i].fresh == fresh[i]);
    CHECK(result.points[i].share == fresh[i] / 10.0);
  }
  CHECK(result.reached_5 == "6+2");
  CHECK(result.reached_0 == "6+2");
  CHECK(result.later_novelty == std::vector<std::string>{"10"});
}

TEST_CASE("Five per cent is reached at exactly one new code to a base of twenty, before nothing new is") {
  std::vector<std::size_t> base;
  for (std::size_t code = 0; code < 20; ++code) base.push_back(code);
  const auto result = saturate({base, {}, {}, {}, {20}, {21}, {22}, {}, {}});
  CHECK(result.points[0].share == .1);
  CHECK(result.points[2].share == .05);
  CHECK(result.reached_5 == "6+2");
  CHECK(result.reached_0 == "7+2");
  CHECK(result.later_novelty.empty());
}

TEST_CASE("With fewer than six interviews there is a base and nothing more") {
  const auto result = saturate({{1}, {2}, {3}, {4}, {5}});
  CHECK(result.base_codes == 4);
  CHECK(result.points.empty());
  CHECK_FALSE(result.reached_5.has_value());
  CHECK(result.later_novelty.empty());
  CHECK(saturate({}).base_codes == 0);
}

TEST_CASE("A base without codes has no share and reaches nothing") {
  const auto result = saturate({{}, {}, {}, {}, {}, {1}});
  REQUIRE(result.points.size() == 1);
  CHECK(result.points[0].fresh == 1);
  CHECK_FALSE(result.points[0].share.has_value());
  CHECK_FALSE(result.reached_5.has_value());
  CHECK_FALSE(result.reached_0.has_value());
}

TEST_CASE("Where saturation was never reached there is no later novelty") {
  const auto result = saturate({{1}, {2}, {3}, {4}, {5}, {6}, {7}});
  CHECK_FALSE(result.reached_5.has_value());
  CHECK(result.later_novelty.empty());
}

TEST_CASE("Interviews are put in order by date and then by id; a factor and a development of one name are two codes") {
  auto files = six_interviews();
  files["developments.yaml"] = "rules: {name: Rules, level: operational, status: pilot}\n";
  // r3 comes first of all by its date, r6 last by its own.
  files["interviews/r3.yaml"] = R"(interview: r3
date: 2020
form: single
speakers:
  a: {level: strategic, who: gemeente}
segments:
- {rec: access, dev: rules}
)";
  files["interviews/r0.yaml"] = R"(interview: r0
date: 2021-10
form: single
speakers:
  a: {level: strategic, who: gemeente}
segments:
- {barrier: rules}
)";
  const auto study = study_of(files);
  const auto result = saturation(study, find_voices(study));
  CHECK(result.base_codes == 2);
  REQUIRE(result.points.size() == 2);
  CHECK(result.points[0].interview == "r6");
  CHECK(result.points[1].interview == "r0");
  CHECK(result.reached_0 == "4+2");
}

TEST_CASE("A level has its own saturation from six voices on, over what its own speakers say") {
  auto files = six_interviews();
  files["interviews/g.yaml"] = R"(interview: g
date: 2021-08
form: group
speakers:
  a: {level: strategic, who: gemeente}
  b: {level: operational, who: politie}
segments:
- {barrier: rules, by: b}
)";
  const auto study = study_of(files);
  const auto result = saturation(study, find_voices(study));
  CHECK(result.base_codes == 1);
  REQUIRE(result.levels.size() == 1);
  const auto& strategic = result.levels.at(LevelId(0));
  CHECK(strategic.points.size() == 2);
  CHECK(strategic.points[0].interview == "r5");
  CHECK(strategic.base_codes == 1);
}

TEST_CASE("Six interviews of one person are one voice: the level is left out") {
  Files files;
  for (int i = 1; i <= 6; ++i) {
    const auto id = "r" + std::to_string(i);
    files["interviews/" + id + ".yaml"] = single(id, "strategic", "gemeente", "- {barrier: rules}\n", ", person: p1");
  }
  const auto study = study_of(files);
  const auto result = saturation(study, find_voices(study));
  CHECK(result.points.size() == 1);
  CHECK(result.levels.empty());
}
