#include "scoring/verdict.hpp"
#include "study_files.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace quickscan;
using namespace quickscan::test;

namespace {

Framework default_framework() {
  Files files;
  add_voices(files, "operational", {1});
  return study_of(files).framework;
}

std::string row(const Framework& framework, const std::vector<std::optional<int>>& medians, int live = 0) {
  const VerdictRow* fitting = fitting_row(framework, {medians, live});
  return fitting == nullptr ? "none" : fitting->id;
}

constexpr std::nullopt_t insufficient = std::nullopt;

}  // namespace

TEST_CASE("The profiles of the published report give the verdicts of the published report") {
  const Framework framework = default_framework();
  CHECK(row(framework, {3, 2, 0}, 0) == "alive-above-front-line-only");
  CHECK(row(framework, {3, 2, 3}, 3) == "cautious-steps");
  CHECK(row(framework, {3, 3, 1}, 1) == "cautious-steps-not-yet-general");
  CHECK(row(framework, {2, 2, 0}, 1) == "cautious-steps-pilots-only");
}

TEST_CASE("Every row of the verdict table is reached, at the edge of its conditions") {
  const Framework framework = default_framework();
  CHECK(row(framework, {5, 5, insufficient}, 3) == "insufficient-evidence");
  CHECK(row(framework, {insufficient, insufficient, 5}, 3) == "front-line-only");
  CHECK(row(framework, {4, 4, 5}) == "secured");
  CHECK(row(framework, {3, 4, 5}) == "in-use");
  CHECK(row(framework, {3, 3, 4}) == "in-use");
  CHECK(row(framework, {2, 5, 5}) == "in-use-ahead-of-policy");
  CHECK(row(framework, {2, 3, 4}) == "in-use-ahead-of-policy");
  CHECK(row(framework, {5, 5, 3}) == "cautious-steps");
  CHECK(row(framework, {0, 0, 3}) == "cautious-steps");
  CHECK(row(framework, {0, 0, 2}, 1) == "cautious-steps-not-yet-general");
  CHECK(row(framework, {2, 3, 1}, 0) == "cautious-steps-not-yet-general");
  CHECK(row(framework, {2, 2, 2}, 0) == "in-preparation");
  CHECK(row(framework, {0, 2, 1}, 0) == "in-preparation");
  CHECK(row(framework, {1, 1, 1}, 0) == "endorsed-only");
  CHECK(row(framework, {0, 0, 1}, 0) == "endorsed-only");
  CHECK(row(framework, {insufficient, 5, 5}) == "in-use-at-the-front-line");
  CHECK(row(framework, {5, insufficient, 4}) == "in-use-at-the-front-line");
  CHECK(row(framework, {0, 0, 0}, 1) == "cautious-steps-pilots-only");
  CHECK(row(framework, {0, 1, 0}, 0) == "alive-above-front-line-only");
  CHECK(row(framework, {0, 0, 0}, 0) == "not-started");
}

TEST_CASE("Highest above runs over the sufficient levels, lowest above needs all of them") {
  const Framework framework = default_framework();
  CHECK(row(framework, {insufficient, 4, 5}) != "secured");
  CHECK(row(framework, {4, insufficient, 5}) != "secured");
  CHECK(row(framework, {insufficient, 3, 1}) == "cautious-steps-not-yet-general");
  CHECK(row(framework, {insufficient, 0, 0}) == "not-started");
}

TEST_CASE("A row uses the levels above only if it names them or says so") {
  const Framework framework = default_framework();
  const auto used = [&](const std::vector<std::optional<int>>& medians, int live = 0) {
    const VerdictFacts facts{medians, live};
    return levels_used(framework, *fitting_row(framework, facts), facts);
  };
  CHECK(used({4, 4, 5}) == std::vector<LevelId>{LevelId(0), LevelId(1), LevelId(2)});
  CHECK(used({2, 2, 4}) == std::vector<LevelId>{LevelId(0), LevelId(1), LevelId(2)});
  CHECK(used({2, 2, 3}) == std::vector<LevelId>{LevelId(2)});
  CHECK(used({2, 2, 1}, 1) == std::vector<LevelId>{LevelId(0), LevelId(1), LevelId(2)});
  CHECK(used({2, 2, 0}, 1) == std::vector<LevelId>{LevelId(2)});
  CHECK(used({2, insufficient, 0}) == std::vector<LevelId>{LevelId(0), LevelId(2)});
  CHECK(used({0, 0, 0}) == std::vector<LevelId>{LevelId(0), LevelId(1), LevelId(2)});
  CHECK(used({3, 3, insufficient}).empty());
}

TEST_CASE("A framework with four rungs and two levels brings its own table") {
  Files files;
  files["framework.yaml"] = R"(framework: small
title: Small
levels:
  board: {name: Board}
  ward: {name: Ward}
  patient: {name: Patient, outside: true}
ladder:
- {id: none-yet, name: None}
- {id: agreed, name: Agreed}
- {id: tried, name: Tried}
- {id: normal, name: Normal}
accepted: agreed
practice: tried
caps: {shown: normal, said: agreed, heard: agreed}
recommendations:
  hygiene: {name: Hygiene}
verdicts:
- {id: unseen, name: {nl: niet gezien, en: unseen}, when: {front: none}}
- {id: done, name: {nl: klaar, en: done}, when: {front: 3, lowest_above: 2}}
- {id: busy, name: {nl: bezig, en: "busy at <rung>"}, when: {front: 1}}
- {id: nothing, name: {nl: niets, en: nothing}, when: {}}
)";
  files["stakeholders.yaml"] = R"(north: {name: North, levels: [board, ward]}
south: {name: South, levels: [board, ward]}
)";
  add_voices(files, "ward", {1, 2, 2, 3}, "hygiene", {"north", "south"});
  const Framework framework = study_of(files).framework;
  CHECK(framework.top() == 3);
  CHECK(row(framework, {insufficient, insufficient}) == "unseen");
  CHECK(row(framework, {2, 3}) == "done");
  CHECK(row(framework, {1, 3}) == "busy");
  CHECK(row(framework, {insufficient, 3}) == "busy");
  CHECK(row(framework, {3, 0}) == "nothing");
}

TEST_CASE("Within any, a lowest level above that is not known fails its own alternative only") {
  VerdictCondition lowest;
  lowest.lowest_above = 1;
  VerdictCondition live;
  live.live = 1;
  VerdictCondition unheard;
  unheard.unheard = true;
  VerdictCondition when;
  when.any = {lowest, live};
  CHECK_FALSE(holds(when, {{insufficient, 5, 3}, 0}));
  CHECK(holds(when, {{insufficient, 5, 3}, 1}));
  CHECK(holds(when, {{1, 5, 3}, 0}));
  when.any.push_back(unheard);
  CHECK(holds(when, {{insufficient, 5, 3}, 0}));
}

TEST_CASE("Live matters to rows that name it and to those that come after one that failed for it") {
  const Framework framework = default_framework();
  const auto uses = [&](const std::string& id) {
    return uses_live(framework, *std::ranges::find(framework.verdicts, id, &VerdictRow::id));
  };
  CHECK_FALSE(uses("in-use"));
  CHECK_FALSE(uses("cautious-steps"));
  CHECK(uses("cautious-steps-not-yet-general"));
  CHECK(uses("endorsed-only"));
  CHECK(uses("not-started"));
}
