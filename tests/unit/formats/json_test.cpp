#include "formats/json/analysis.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>

using namespace quickscan;
using Json = nlohmann::ordered_json;

namespace {

Study small_study() {
  Study study;
  study.id = "s";
  study.title = {.nl = "Titel", .en = "Title"};
  study.reference_date = {.year = 2021, .month = 11, .day = 0};
  study.framework.levels = {{.id = "top", .name = {"top", "top"}, .people = {}, .outside = false},
                            {.id = "front", .name = {"voor", "front"}, .people = {}, .outside = false}};
  study.framework.ladder.resize(4);
  for (std::size_t k = 0; k < 4; ++k) study.framework.ladder[k].id = "rung-" + std::to_string(k);
  Recommendation rec;
  rec.id = "access";
  study.framework.recommendations = {rec};
  return study;
}

Analysis small_analysis() {
  Analysis analysis;
  analysis.heard.levels.resize(2);
  RecommendationResult result;
  result.rec = RecommendationId(0);
  result.profile = {2, std::nullopt};
  Cell cell;
  cell.rec = RecommendationId(0);
  cell.level = LevelId(0);
  cell.sufficient = true;
  cell.n = 5;
  cell.organisations = 2;
  cell.persons = 5;
  cell.values = {1, 2, 2, 3, 3};
  cell.median = 2;
  cell.reach = {5, 4, 2};
  cell.index = 100.0 / 3;
  cell.shown = 3;
  cell.trend = std::array<int, 3>{3, 1, 0};
  Cell thin;
  thin.rec = RecommendationId(0);
  thin.level = LevelId(1);
  thin.n = 1;
  thin.organisations = thin.persons = 1;
  result.levels = {cell, thin};
  analysis.recommendations = {result};
  return analysis;
}

Json parsed(const Analysis& analysis, const JsonOptions& options = {}) {
  return Json::parse(analysis_json(small_study(), analysis, options));
}

std::vector<std::string> keys_of(const Json& json) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : json.items()) keys.push_back(key);
  return keys;
}

/// The keys of the contract as they stand in `json`; keys may be added between them.
std::vector<std::string> contract_keys_of(const Json& json, const std::vector<std::string>& contract) {
  auto keys = keys_of(json);
  std::erase_if(keys, [&](const auto& key) { return std::ranges::find(contract, key) == contract.end(); });
  return keys;
}

}  // namespace

TEST_CASE("the analysis holds every key of the contract, in its order") {
  const auto json = parsed(small_analysis());
  CHECK(keys_of(json) == std::vector<std::string>{"quickscan", "study", "provenance", "heard", "recommendations",
                                                  "overall", "factors", "developments", "agreement", "saturation",
                                                  "network", "coverage", "escalation", "terms", "member_checks",
                                                  "withheld", "diagnostics"});
  CHECK(json["quickscan"] == "analysis/2");
  const auto& rec = json["recommendations"][0];
  const std::vector<std::string> of_rec{"id",      "levels",         "profile",        "gap",
                                        "index",   "index_interval", "spacing_stable", "live",
                                        "verdict", "gap_test",       "gap_pairs",      "parts"};
  CHECK(contract_keys_of(rec, of_rec) == of_rec);
  const std::vector<std::string> of_cell{"level",
                                         "sufficient",
                                         "reason",
                                         "n",
                                         "organisations",
                                         "persons",
                                         "values",
                                         "undefined",
                                         "unknown",
                                         "na",
                                         "silent",
                                         "mixed",
                                         "heard_only",
                                         "shown",
                                         "answered",
                                         "strength",
                                         "median",
                                         "median_pair",
                                         "reach",
                                         "index",
                                         "index_front",
                                         "index_back",
                                         "index_interval",
                                         "consensus",
                                         "split",
                                         "interval",
                                         "claimed_median",
                                         "claim_practice_gap",
                                         "trend",
                                         "silent_bounds",
                                         "leave_one_organisation_out",
                                         "outside",
                                         "perception_gap",
                                         "documents",
                                         "confidence"};
  CHECK(contract_keys_of(rec["levels"][0], of_cell) == of_cell);
}

TEST_CASE("paths begin at the study's folder, from wherever the program was called") {
  for (const std::string folder : {"", "../scans/", "/srv/studies/study.yaml/"}) {
    auto study = small_study();
    study.sources.add(folder + "interviews/study.yaml");
    study.sources.add(folder + "study.yaml");
    study.stakeholders.emplace_back().id = "team";
    auto analysis = small_analysis();
    EscalationMove move;
    move.from = move.to = {.stakeholder = StakeholderId(0), .level = LevelId(0)};
    move.source = 0;
    analysis.escalation.push_back(move);
    const auto json = Json::parse(analysis_json(study, analysis, {}));
    CHECK(json["escalation"][0]["path"] == "interviews/study.yaml");
  }
}

TEST_CASE("nothing is rounded and what is missing is null") {
  const auto text = analysis_json(small_study(), small_analysis());
  CHECK(text.find("\"index\": 33.333333333333336") != std::string::npos);
  const auto json = Json::parse(text);
  const auto& rec = json["recommendations"][0];
  CHECK(rec["profile"] == Json::array({2, nullptr}));
  CHECK(rec["verdict"].is_null());
  CHECK(rec["gap_test"].is_null());
  CHECK(json["agreement"].is_null());
  CHECK(json["study"]["reference_date"] == "2021-11");
  CHECK(json["provenance"]["weights"]["rungs"] == Json::array({1.0, 1.0, 1.0}));
}

TEST_CASE("an insufficient cell keeps its counts and nothing else") {
  const auto json = parsed(small_analysis());
  const auto& cell = json["recommendations"][0]["levels"][1];
  CHECK(cell["n"] == 1);
  CHECK(cell["reason"] == "insufficient evidence (n=1, organisations=1, persons=1)");
  CHECK(cell["outside"] == Json{{"n", 0}, {"median", nullptr}, {"values", nullptr}});
  for (const auto* key : {"values", "median", "reach", "index", "consensus", "trend", "confidence", "interval"}) {
    CAPTURE(key);
    CHECK(cell[key].is_null());
  }
}

TEST_CASE("a public cell tells no count that points at a few voices") {
  const JsonOptions options{
      .language = Language::en, .audience = Audience::public_audience, .withheld = {}, .errors = 0, .warnings = 0};
  const auto json = parsed(small_analysis(), options);
  const auto& cell = json["recommendations"][0]["levels"][0];
  CHECK(cell["values"].is_null());
  CHECK(cell["shown"].is_null());
  CHECK(cell["trend"].is_null());
  CHECK(cell["median"] == 2);
  CHECK(json["study"]["title"] == "Title");
  CHECK(json["provenance"]["inputs"].empty());
}

TEST_CASE("a cell that the gate covered holds its level and nothing behind it") {
  auto analysis = small_analysis();
  analysis.recommendations[0].levels[0] = {};
  analysis.recommendations[0].levels[0].rec = RecommendationId(0);
  analysis.recommendations[0].levels[0].level = LevelId(0);
  analysis.recommendations[0].levels[0].withheld = true;
  const JsonOptions options{
      .language = Language::en, .audience = Audience::public_audience, .withheld = {}, .errors = 0, .warnings = 0};
  const auto json = parsed(analysis, options);
  for (const auto& item : json["recommendations"][0]["levels"][0].items()) {
    const auto& key = item.key();
    const auto& value = item.value();
    CAPTURE(key);
    if (key == "level") {
      CHECK(value == "top");
    } else if (key == "withheld") {
      CHECK(value == true);
    } else {
      CHECK(value.is_null());
    }
  }
}
