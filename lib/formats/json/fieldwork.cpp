#include "formats/json/context.hpp"
#include "report/reasons.hpp"

namespace quickscan {

namespace {

Json saturation_core(const Saturation& saturation) {
  Json json;
  json["base"] = saturation.base;
  json["run"] = saturation.run;
  json["base_codes"] = count_or_null(saturation.base_codes);
  return json;
}

void add_points(Json& json, const Saturation& saturation) {
  auto& points = json["points"] = Json::array();
  for (const auto& point : saturation.points)
    points.push_back({{"interview", point.interview}, {"new", point.fresh}, {"share", number_or_null(point.share)}});
  json["reached_5"] = or_null(saturation.reached_5);
  json["reached_0"] = or_null(saturation.reached_0);
  json["later_novelty"] = saturation.later_novelty;
}

Json contact_json(const JsonContext& context, const Contact& contact) {
  return {{"who", contact.who.stakeholder == none ? Json() : Json(context.study.actor_id(contact.who))},
          {"attempts", contact.attempts},
          {"outcome", id_of(contact.outcome)},
          {"note", text_or_null(context.text(contact.note))}};
}

}  // namespace

Json rating_json(const FactorRating& rating) {
  switch (rating.kind) {
    case FactorRating::Kind::missing: return "M";
    case FactorRating::Kind::mixed: return "X";
    case FactorRating::Kind::rated: break;
  }
  return rating.rating;
}

Json agreement_json(const JsonContext& context, const std::optional<Agreement>& agreement) {
  if (!agreement) return {};
  Json json;
  json["units"] = agreement->units;
  json["one_sided"] = agreement->one_sided;
  json["coders"] = agreement->coders;
  json["reliable"] = or_null(agreement->reliable);
  json["alpha_ordinal"] = number_or_null(agreement->alpha_ordinal);
  json["alpha_nominal"] = number_or_null(agreement->alpha_nominal);
  json["alpha_interval"] = number_or_null(agreement->alpha_interval);
  const auto& jackknife = agreement->jackknife;
  json["jackknife"] =
      jackknife
          ? Json{{"se", number(jackknife->se)}, {"low", number(jackknife->low)}, {"high", number(jackknife->high)}}
          : Json();
  json["ac2_linear"] = number_or_null(agreement->ac2_linear);
  json["identical"] = number_or_null(agreement->identical);
  json["within_one"] = number_or_null(agreement->within_one);
  json["factors"] = {{"units", agreement->factors.units},
                     {"identical", number_or_null(agreement->factors.identical)},
                     {"alpha_nominal", number_or_null(agreement->factors.alpha_nominal)}};
  auto& rows = json["disagreements"] = Json::array();
  for (const auto& row : agreement->disagreements) {
    rows.push_back({{"interview", row.interview},
                    {"rec", context.rec(row.rec)},
                    {"level", context.level(row.level)},
                    {"values", row.values}});
  }
  json["undefined_reason"] = text_or_null(undefined_alpha_text(Messages(context.options.language), *agreement));
  return json;
}

Json saturation_json(const JsonContext& context, const Saturation& saturation) {
  auto json = saturation_core(saturation);
  auto& levels = json["levels"] = Json::object();
  for (const auto& [level, result] : saturation.levels) {
    auto& row = levels[context.level(level)] = saturation_core(result);
    add_points(row, result);
  }
  add_points(json, saturation);
  return json;
}

Json coverage_json(const JsonContext& context, const Coverage& coverage) {
  Json json;
  auto& frame = json["frame"] = Json::object();
  for (const auto& [level, row] : coverage.frame)
    frame[context.level(level)] = {{"heard", row.heard}, {"of", row.of}, {"missing", row.missing}};
  auto& contacts = json["contacts"] = Json::array();
  if (context.internal()) {
    for (const auto& contact : context.study.contacts)
      if (!context.study.was_reached(contact)) contacts.push_back(contact_json(context, contact));
  }
  auto& never = json["named_never_heard"] = Json::array();
  for (const auto& row : coverage.named_never_heard)
    never.push_back({{"stakeholder", row.stakeholder}, {"ties", row.ties}});
  auto& levels = json["levels_not_heard"] = Json::array();
  for (const auto& row : coverage.levels_not_heard)
    levels.push_back({{"organisation", row.organisation}, {"levels", row.levels}});
  auto& dominant = json["dominant"] = Json::array();
  for (const auto& row : coverage.dominant) {
    dominant.push_back({{"level", context.level(row.level)},
                        {"organisation", row.organisation},
                        {"voices", row.voices},
                        {"of", row.of}});
  }
  auto& spoken = json["spoken_about"] = Json::object();
  for (const auto& [level, count] : coverage.spoken_about) spoken[context.level(level)] = count_or_null(count);
  return json;
}

std::string agreement_report_json(const Study& study, const std::optional<Agreement>& agreement, Json side_by_side,
                                  Language language) {
  const JsonOptions options{
      .language = language, .audience = Audience::internal, .withheld = {}, .errors = 0, .warnings = 0};
  const JsonContext context{study, options};
  Json json;
  json["quickscan"] = "agreement/1";
  json["study"] = study.id;
  json["provenance"] = id_of(study.provenance);
  json["agreement"] = agreement_json(context, agreement);
  json["side_by_side"] = std::move(side_by_side);
  return dump(json);
}

}  // namespace quickscan
