#include "formats/json/context.hpp"
#include "report/reasons.hpp"
#include "scoring/recommendation.hpp"

#include <cmath>
#include <set>

namespace quickscan {

namespace {

Json confidence_json(const JsonContext& context, const std::optional<Confidence>& confidence) {
  if (!confidence) return {};
  Json json;
  json["grade"] = id_of(confidence->proposed);
  json["override"] = confidence->overridden
                         ? Json{{"grade", confidence->overridden->grade}, {"reason", confidence->overridden->reason}}
                         : Json();
  json["adequacy"] = id_of(confidence->adequacy);
  json["coherence"] = id_of(confidence->coherence);
  json["relevance"] = id_of(confidence->relevance);
  json["method"] = id_of(confidence->method);
  auto& reasons = json["reasons"] = Json::array();
  for (auto& reason : confidence_reasons(Messages(context.options.language), *confidence, Coefficients::in_numbers))
    reasons.push_back(std::move(reason));
  return json;
}

Json leave_one_out_json(const std::optional<LeaveOneOrganisationOut>& result) {
  if (!result) return {};
  Json json;
  json["low"] = result->medians ? Json(result->medians->low) : Json();
  json["high"] = result->medians ? Json(result->medians->high) : Json();
  json["rests_on"] = result->rests_on;
  return json;
}

Json reach_json(const Cell& cell) {
  if (!cell.sufficient || cell.reach.empty()) return {};
  auto json = Json::array();
  for (const int count : cell.reach) json.push_back(count_or_null(count));
  return json;
}

Json trend_json(const Cell& cell) {
  if (!cell.trend) return {};
  return {{"up", cell.trend->at(0)}, {"same", cell.trend->at(1)}, {"down", cell.trend->at(2)}};
}

/// What was counted, sufficient or not (manual/scoring.md#cells).
void add_counts(Json& json, const JsonContext& context, const Cell& cell) {
  json["level"] = context.level(cell.level);
  json["sufficient"] = cell.sufficient;
  json["reason"] = cell.sufficient ? Json() : Json(insufficient_evidence_text(cell));
  json["n"] = cell.n;
  json["organisations"] = cell.organisations;
  json["persons"] = cell.persons;
  json["values"] = cell.sufficient && context.internal() ? Json(cell.values) : Json();
  json["undefined"] = cell.undefined;
  json["unknown"] = cell.unknown;
  json["na"] = cell.not_applicable;
  json["silent"] = cell.silent;
  json["mixed"] = cell.mixed;
  json["heard_only"] = cell.heard_only;
  json["shown"] = cell.shown;
  json["answered"] = context.internal() && cell.answered ? number(cell.answered->value()) : Json();
  json["strength"] = cell.strength ? Json(id_of(*cell.strength)) : Json();
}

/// How sure an index is, of a cell or of a recommendation.
template <typename Result>
void add_index_ranges(Json& json, const JsonContext& context, const Result& result) {
  json["index_interval"] = range_json(result.index_interval);
  json["index_without_one_voice"] =
      context.internal() ? range_json(index_without_one_voice(context.study, result)) : Json();
}

void add_measures(Json& json, const JsonContext& context, const Cell& cell) {
  json["median"] = or_null(cell.median);
  json["median_pair"] = cell.median_pair ? Json::array({cell.median_pair->low, cell.median_pair->high}) : Json();
  json["reach"] = reach_json(cell);
  json["index"] = number_or_null(cell.index);
  json["index_front"] = number_or_null(cell.index_front);
  json["index_back"] = number_or_null(cell.index_back);
  add_index_ranges(json, context, cell);
  json["consensus"] = number_or_null(cell.consensus);
  json["split"] = or_null(cell.split);
  json["interval"] = cell.interval ? Json{{"low", cell.interval->low},
                                          {"high", cell.interval->high},
                                          {"coverage", number(cell.interval->coverage)}}
                                   : Json();
  json["claimed_median"] = or_null(cell.claimed_median);
  json["claim_practice_gap"] = or_null(cell.claim_practice_gap);
  json["trend"] = trend_json(cell);
  json["silent_bounds"] =
      cell.silent_bounds ? Json::array({cell.silent_bounds->low, cell.silent_bounds->high}) : Json();
  json["leave_one_organisation_out"] = leave_one_out_json(cell.leave_one_organisation_out);
}

/// A cell of a public edition: every key is there, and behind it only what the page says as well.
void cover(Json& json, const Cell& cell) {
  std::set<std::string_view> kept{"level"};
  if (cell.sufficient) kept.insert({"sufficient", "n", "median", "reach"});
  if (!cell.withheld) kept.insert("documents");
  for (auto& [key, value] : json.items())
    if (!kept.contains(key)) value = Json();
}

Json cell_json(const JsonContext& context, const Cell& cell) {
  Json json;
  add_counts(json, context, cell);
  add_measures(json, context, cell);
  json["outside"] = {{"n", cell.outside_n},
                     {"median", or_null(cell.outside_median)},
                     {"values", context.internal() && cell.outside_values ? Json(*cell.outside_values) : Json()}};
  json["perception_gap"] = or_null(cell.perception_gap);
  json["documents"] = {{"n", cell.documents.n},
                       {"highest", or_null(cell.documents.highest)},
                       {"differs", or_null(cell.documents.differs)}};
  json["confidence"] = confidence_json(context, cell.confidence);
  if (!context.internal()) cover(json, cell);
  json["withheld"] = cell.withheld;
  return json;
}

Json robustness_json(const std::optional<Robustness>& robustness) {
  if (!robustness) return {};
  auto changes = Json::array();
  for (const auto& [variant, verdict, name] : robustness->changes) {
    changes.push_back({{"kind", id_of(variant.kind)},
                       {"organisation", variant.organisation.empty() ? Json() : Json(variant.organisation)},
                       {"verdict", verdict}});
  }
  return {{"unchanged", robustness->unchanged},
          {"counted", robustness->counted},
          {"variants", robustness->variants},
          {"changes", std::move(changes)}};
}

Json verdict_json(const JsonContext& context, const std::optional<Verdict>& verdict) {
  if (!verdict) return {};
  const Messages say(context.options.language);
  Json json;
  json["id"] = verdict->id;
  json["text"] = unhedged_text(say, *verdict);
  json["confidence"] = verdict->confidence ? Json(id_of(*verdict->confidence)) : Json();
  json["hedged"] = verdict->has_hedge ? Json(verdict_text(say, *verdict)) : Json();
  auto& unheard = json["unheard"] = Json::array();
  for (const LevelId level : verdict->unheard) unheard.push_back(context.level(level));
  json["robustness"] = robustness_json(verdict->robustness);
  return json;
}

/// J counts pairs and half pairs: a whole number is written as one.
Json pairs_json(double value) {
  constexpr double exactly_countable = 9007199254740992.0;
  if (std::trunc(value) == value && std::abs(value) < exactly_countable) return static_cast<std::int64_t>(value);
  return number(value);
}

Json gap_test_json(const std::optional<GapTest>& test) {
  if (!test) return {};
  Json json;
  json["method"] = test->exact ? "exact" : "normal";
  json["J"] = pairs_json(test->j);
  json["p"] = number_or_null(test->p);
  json["p_holm"] = number_or_null(test->p_holm);
  json["p_min"] = number_or_null(test->p_min);
  json["cliffs_delta"] = number(test->cliffs_delta);
  json["delta_p"] = number_or_null(test->delta_p);
  json["delta_p_min"] = number_or_null(test->delta_p_min);
  json["excluded"] = test->excluded;
  return json;
}

Json gap_pairs_json(const std::optional<GapTest>& test) {
  if (!test) return {};
  return {{"higher", test->pairs_higher}, {"equal", test->pairs_equal}, {"lower", test->pairs_lower}};
}

Json recommendation_json(const JsonContext& context, const RecommendationResult& result, bool whole) {
  Json json;
  json["id"] = context.rec(result.rec);
  auto& levels = json["levels"] = Json::array();
  for (const auto& cell : result.levels) levels.push_back(cell_json(context, cell));
  auto& profile = json["profile"] = Json::array();
  for (const auto& median : result.profile) profile.push_back(or_null(median));
  json["gap"] = or_null(result.gap);
  json["index"] = number_or_null(result.index);
  add_index_ranges(json, context, result);
  json["spacing_stable"] = or_null(result.spacing_stable);
  json["live"] = result.live;
  if (!whole) return json;
  json["verdict"] = verdict_json(context, result.verdict);
  json["gap_test"] = gap_test_json(result.gap_test);
  json["gap_pairs"] = gap_pairs_json(result.gap_test);
  auto& parts = json["parts"] = Json::array();
  for (const auto& part : result.parts) parts.push_back(recommendation_json(context, part, false));
  return json;
}

}  // namespace

Json recommendations_json(const JsonContext& context, const Analysis& analysis) {
  auto json = Json::array();
  for (const auto& result : analysis.recommendations) json.push_back(recommendation_json(context, result, true));
  return json;
}

}  // namespace quickscan
