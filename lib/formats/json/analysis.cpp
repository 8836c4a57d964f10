#include "formats/json/analysis.hpp"

#include "formats/json/context.hpp"
#include "formats/json/network.hpp"
#include "report/provenance.hpp"
#include "report/wording.hpp"

#include <algorithm>
#include <array>

namespace quickscan {

namespace {

Json study_json(const JsonContext& context) {
  const auto& study = context.study;
  return {{"id", study.id},
          {"title", context.text(study.title)},
          {"provenance", id_of(study.provenance)},
          {"reference_date", text_or_null(to_string(study.reference_date))},
          {"audience", context.internal() ? "internal" : "public"},
          {"language", name_of(context.options.language)}};
}

template <typename RowId>
double weight_of(const std::map<RowId, double>& weights, RowId index) {
  const auto found = weights.find(index);
  return found == weights.end() ? 1 : found->second;
}

Json weights_json(const JsonContext& context) {
  const auto& weights = context.study.weights;
  Json json;
  auto& levels = json["levels"] = Json::object();
  for (const LevelId level : context.framework().inside_levels())
    levels[context.level(level)] = number(weight_of(weights.levels, level));
  auto& rungs = json["rungs"] = Json::array();
  for (std::size_t k = 0; k < static_cast<std::size_t>(context.framework().top()); ++k)
    rungs.push_back(number(weights.rungs.empty() ? 1 : weights.rungs.at(k)));
  json["recommendations"] = Json();
  if (weights.recommendations_given) {
    for (const RecommendationId rec : context.framework().whole_recommendations())
      json["recommendations"][context.rec(rec)] = number(weight_of(weights.recommendations, rec));
  }
  return json;
}

Json provenance_json(const JsonContext& context) {
  const auto& study = context.study;
  Json json;
  json["version"] = tool_version();
  json["input_sha256"] = hash_inputs(study.inputs);
  auto& inputs = json["inputs"] = Json::array();
  if (context.internal())
    for (const auto& input : study.inputs) inputs.push_back({{"path", input.path}, {"sha256", input.sha256}});
  json["thresholds"] = {{"voices", study.thresholds.voices},
                        {"organisations", study.thresholds.organisations},
                        {"persons", study.thresholds.persons}};
  json["weights"] = weights_json(context);
  if (!context.internal()) {
    json["no_key"] = text_or_null(context.options.no_key);
    json["replaces"] = text_or_null(context.options.replaces);
  }
  return json;
}

Json heard_json(const JsonContext& context, const Heard& heard) {
  Json json;
  json["interviews"] = count_or_null(heard.interviews);
  json["persons"] = count_or_null(heard.persons);
  json["voices"] = count_or_null(heard.voices);
  json["organisations"] = count_or_null(heard.organisations);
  auto& levels = json["levels"] = Json::object();
  for (std::size_t l = 0; l < heard.levels.size(); ++l) {
    const LevelId level(l);
    const auto& row = heard.levels[l];
    if (!context.framework()[level].inside() && row.voices == 0) continue;
    levels[context.level(level)] = {{"voices", count_or_null(row.voices)},
                                    {"persons", count_or_null(row.persons)},
                                    {"organisations", count_or_null(row.organisations)}};
  }
  auto& forms = json["forms"] = Json::object();
  for (const auto form : {Form::single, Form::group, Form::meeting, Form::document, Form::survey})
    forms[std::string(id_of(form))] = count_or_null(heard.forms.at(static_cast<std::size_t>(form)));
  return json;
}

Json overall_json(const JsonContext& context, const Overall& overall) {
  Json json;
  json["verdicts"] = overall.verdicts.empty() ? Json::object() : Json(overall.verdicts);
  auto& landed = json["landed"] = Json::object();
  const auto levels = context.framework().inside_levels();
  for (std::size_t i = 0; i < std::min(levels.size(), overall.landed.size()); ++i)
    landed[context.level(levels[i])] = {{"landed", overall.landed[i].landed}, {"of", overall.landed[i].of}};
  auto& accepted = json["accepted"] = Json::object();
  for (std::size_t i = 0; i < std::min(levels.size(), overall.landed.size()); ++i)
    accepted[context.level(levels[i])] = {{"accepted", overall.landed[i].accepted}, {"of", overall.landed[i].of}};
  json["index"] = number_or_null(overall.index);
  return json;
}

Json factors_json(const JsonContext& context, const std::vector<FactorResult>& factors) {
  auto json = Json::array();
  for (const auto& result : factors) {
    const auto& factor = context.framework()[result.factor];
    Json levels = Json::object();
    for (std::size_t level = 0; level < result.levels.size(); ++level) {
      const auto& rating = result.levels[level];
      auto& row = levels[context.level(LevelId(level))];
      row["rating"] = rating.withheld ? Json() : rating_json(rating);
      row["voices"] = rating.withheld ? Json() : Json(rating.voices);
    }
    Json beside = Json::object();
    constexpr std::array<const char*, 3> forms = {"documents", "meetings", "surveys"};
    for (std::size_t form = 0; form < forms.size(); ++form)
      beside[forms[form]] = {{"barrier", result.beside[form].barrier}, {"enabler", result.beside[form].enabler}};
    json.push_back({{"id", factor.id},
                    {"sign", id_of(factor.sign)},
                    {"voices", result.withheld ? Json() : Json(result.voices)},
                    {"organisations", result.withheld ? Json() : Json(result.organisations)},
                    {"levels", std::move(levels)},
                    {"beside", std::move(beside)}});
  }
  return json;
}

Json adopted_json(const std::optional<AdoptionCount>& adopted) {
  if (!adopted) return {};
  return {{"yes", adopted->yes},
          {"no", adopted->no},
          {"unknown", adopted->unknown},
          {"of", adopted->of},
          {"claim", adopted->claim == AdoptionClaim::not_given ? Json() : Json(id_of(adopted->claim))},
          {"not_yet", adopted->not_yet},
          {"unknown_places", adopted->unknown_places}};
}

Json developments_json(const JsonContext& context, const std::vector<DevelopmentResult>& developments) {
  auto json = Json::array();
  for (const auto& result : developments) {
    const auto& development = context.study[result.development];
    Json row;
    row["id"] = development.id;
    auto& recs = row["recs"] = Json::array();
    for (const RecommendationId rec : development.recs) recs.push_back(context.rec(rec));
    row["status"] = id_of(development.status);
    row["scope"] = development.scope == Scope::unstated ? Json() : Json(id_of(development.scope));
    row["origin"] = development.origin == Origin::unstated ? Json() : Json(id_of(development.origin));
    row["level"] = development.level == none ? Json() : Json(context.level(development.level));
    const auto organisations = static_cast<int>(result.confirmed_by.size());
    // In public, one stands for one or two.
    const bool few = !context.internal() && organisations == 1;
    row["confirmed_by"] = {{"organisations", few ? Json() : Json(organisations)}, {"documents", result.documents}};
    row["confirmation"] = id_of(result.confirmation);
    row["live"] = result.live;
    row["adopted"] = adopted_json(result.adopted);
    row["organisation_ids"] = context.internal() ? Json(result.confirmed_by) : Json::array();
    row["mentions"] = count_or_null(result.mentions);
    row["pre_existing"] = result.pre_existing;
    row["decision_overdue"] = result.decision_overdue;
    json.push_back(std::move(row));
  }
  return json;
}

Json escalation_json(const JsonContext& context, const std::vector<EscalationMove>& moves) {
  auto json = Json::array();
  const StudyPaths path_of(context.study);
  for (const auto& move : moves) {
    Json row;
    row["interview"] = context.internal() ? Json(move.interview) : Json();
    row["from"] = context.internal() ? Json(context.study.actor_id(move.from)) : Json();
    row["to"] = context.internal() ? Json(context.study.actor_id(move.to)) : Json();
    row["kind"] = id_of(move.kind);
    row["skipped"] = move.skipped;
    const bool shown = context.internal() && move.source < context.study.sources.size();
    row["path"] = shown ? path_of(move.source) : Json();
    row["line"] = shown ? Json(move.line) : Json();
    json.push_back(std::move(row));
  }
  return json;
}

Json terms_json(const JsonContext& context, const std::vector<TermResult>& terms) {
  auto json = Json::object();
  for (const auto& term : terms) {
    const auto& name = context.framework()[term.concept_index].id;
    json[name] = term.words.empty() ? Json::object() : Json(term.words);
  }
  return json;
}

Json member_checks_json(const JsonContext& context, const std::vector<MemberCheckResult>& checks) {
  auto json = Json::array();
  for (const auto& check : checks) {
    json.push_back({{"rec", context.rec(check.rec)},
                    {"level", check.level == none ? Json() : Json(context.level(check.level))},
                    {"confirmed", count_or_null(check.confirmed)},
                    {"nuanced", count_or_null(check.nuanced)},
                    {"contested", count_or_null(check.contested)}});
  }
  return json;
}

Json withheld_json(const JsonContext& context, const std::vector<Withheld>& withheld) {
  const Messages say(context.options.language);
  auto json = Json::array();
  for (const auto& row : withheld)
    json.push_back({{"what", withheld_what(row, context.framework(), say)}, {"why", withheld_why(row, say)}});
  return json;
}

Json diagnostics_json(const JsonContext& context) {
  Json json{{"errors", context.options.errors}, {"warnings", context.options.warnings}};
  auto& suppressed = json["suppressed"] = Json::array();
  if (!context.internal()) return json;
  const StudyPaths path_of(context.study);
  for (const auto& each : context.study.suppressed) {
    const auto& place = each.diagnostic.place;
    suppressed.push_back({{"rule", each.diagnostic.rule->code},
                          {"message", each.diagnostic.message},
                          {"path", path_of(place.source)},
                          {"reason", each.reason}});
  }
  return json;
}

}  // namespace

std::string analysis_json(const Study& study, const Analysis& analysis, const JsonOptions& options) {
  const JsonContext context{study, options};
  Json json;
  json["quickscan"] = "analysis/2";
  json["study"] = study_json(context);
  json["provenance"] = provenance_json(context);
  json["heard"] = heard_json(context, analysis.heard);
  json["recommendations"] = recommendations_json(context, analysis);
  json["overall"] = overall_json(context, analysis.overall);
  json["factors"] = factors_json(context, analysis.factors);
  json["developments"] = developments_json(context, analysis.developments);
  json["agreement"] = agreement_json(context, analysis.agreement);
  json["saturation"] = saturation_json(context, analysis.saturation);
  json["network"] = network_json(analysis.network, study, options.language);
  json["coverage"] = coverage_json(context, analysis.coverage);
  json["escalation"] = escalation_json(context, analysis.escalation);
  json["terms"] = terms_json(context, analysis.terms);
  json["member_checks"] = member_checks_json(context, analysis.member_checks);
  json["withheld"] = withheld_json(context, options.withheld);
  json["diagnostics"] = diagnostics_json(context);
  return dump(json);
}

std::optional<ProvenanceRecord> read_json_provenance(std::string_view text) {
  const auto json = Json::parse(text, nullptr, false);
  const auto text_at = [](const Json& at, const char* key) {
    return at.is_object() && at.contains(key) && at[key].is_string() ? at[key].get<std::string>() : std::string();
  };
  const auto format = text_at(json, "quickscan");
  if ((format != "analysis/1" && format != "analysis/2") || !json.contains("provenance")) return std::nullopt;
  const auto& stated = json["provenance"];
  ProvenanceRecord record;
  record.version = text_at(stated, "version");
  record.input_sha256 = text_at(stated, "input_sha256");
  if (record.version.empty() || record.input_sha256.empty()) return std::nullopt;
  if (json.contains("study")) {
    record.study = text_at(json["study"], "id");
    record.audience = text_at(json["study"], "audience");
    record.language = text_at(json["study"], "language");
  }
  if (stated.contains("inputs") && stated["inputs"].is_array()) {
    for (const auto& input : stated["inputs"])
      record.inputs.push_back({.path = text_at(input, "path"), .sha256 = text_at(input, "sha256")});
  }
  return record;
}

}  // namespace quickscan
