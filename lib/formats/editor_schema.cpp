#include "formats/editor_schema.hpp"

#include "formats/editor_schema_parts.hpp"

namespace quickscan {

namespace {

std::string text_of(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

SchemaFile schema_file(std::string_view kind, std::string_view title, const Json& schema) {
  Json json{{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", title}};
  json.update(schema);
  return {std::string(kind) + ".schema.json", text_of(json)};
}

Json counts_by(const Json& keys) {
  Json json{{"type", "object"}, {"additionalProperties", whole_number(0)}};
  if (keys.contains("enum")) json["propertyNames"] = {{"enum", keys["enum"]}};
  return json;
}

Json named() { return by_id(object_schema({{"name", local_text_schema()}})); }

Json weights_schema(const SchemaWords& words) {
  const Json weight{{"type", "number"}, {"minimum", 0}};
  const auto by = [&](const Json& keys) {
    Json json{{"type", "object"}, {"additionalProperties", weight}};
    if (keys.contains("enum")) json["propertyNames"] = {{"enum", keys["enum"]}};
    return json;
  };
  return object_schema(
      {{"levels", by(words.levels())}, {"rungs", list_of(weight)}, {"recommendations", by(words.recommendations())}});
}

Json study_references(const SchemaWords& words) {
  Json frame{{"type", "object"}, {"additionalProperties", list_of(words.stakeholders())}};
  const Json grades{{"enum", {"high", "moderate", "low", "very-low"}}};
  const Json interviews = object_schema({{"single", whole_number(0)},
                                         {"group", whole_number(0)},
                                         {"meeting", whole_number(0)},
                                         {"document", whole_number(0)},
                                         {"survey", whole_number(0)}});
  return {
      {"declared", object_schema({{"persons", whole_number(0)},
                                  {"interviews", interviews},
                                  {"levels", counts_by(words.levels())},
                                  {"who", counts_by(words.actors(false))}})},
      {"frame", std::move(frame)},
      {"contacts", list_of(object_schema({{"who", words.actors(false)},
                                          {"attempts", whole_number(0)},
                                          {"outcome", words_schema(outcome_words)},
                                          {"note", local_text_schema()}},
                                         {"who", "outcome"}))},
      {"escalation", list_of(object_schema(
                         {{"step", id_schema()}, {"who", list_of(words.actors(false))}, {"optional", boolean_schema()}},
                         {"step", "who"}))},
      {"overrides",
       {{"type", "object"},
        {"additionalProperties", object_schema({{"grade", grades}, {"reason", text_schema()}}, {"grade", "reason"})}}}};
}

Json study_schema(const SchemaWords& words) {
  Json properties{
      {"quickscan", {{"const", 1}}},
      {"id", id_schema()},
      {"title", local_text_schema()},
      {"commissioner", local_text_schema()},
      {"authors", list_of(local_text_schema())},
      {"provenance", words_schema(provenance_words)},
      {"reference_date", described(date_schema(), "the state of play is as of this date")},
      {"baseline_date", described(date_schema(), "what began earlier counts as pre-existing")},
      {"language", {{"enum", {"nl", "en"}}}},
      {"framework", described({{"type", "string"}}, "a built-in framework's id, or a path to one")},
      {"coders", named()},
      {"sectors", named()},
      {"places",
       by_id(object_schema({{"name", local_text_schema()}, {"tier", words_schema(place_tier_words)}}, {"name"}))},
      {"previous", described({{"type", "string"}}, "path of the study of an earlier wave")},
      {"thresholds",
       object_schema({{"voices", whole_number(3)}, {"organisations", whole_number(2)}, {"persons", whole_number(3)}})},
      {"weights", weights_schema(words)}};
  properties.update(study_references(words));
  return object_schema(std::move(properties), {"quickscan", "id", "title", "reference_date"});
}

Json stakeholders_schema(const SchemaWords& words) {
  return by_id(object_schema({{"name", local_text_schema()},
                              {"short", local_text_schema()},
                              {"kind", words_schema(kind_words)},
                              {"sector", words.sectors()},
                              {"levels", list_of(words.levels())},
                              {"part_of", words.stakeholders()},
                              {"tier", words_schema(tier_words)},
                              {"members", described(list_of(words.stakeholders()), "of a platform")},
                              {"entry", described(boolean_schema(), "clients first come here")},
                              {"help", described(boolean_schema(), "helps itself")}},
                             {"name", "levels"}));
}

Json adopted_schema(const SchemaWords& words) {
  Json value;
  value["anyOf"] = Json::array({date_schema(), Json{{"enum", {"not-yet", "unknown"}}}});
  Json json{{"type", "object"}, {"additionalProperties", std::move(value)}};
  if (const auto places = words.places(); places.contains("enum")) json["propertyNames"] = {{"enum", places["enum"]}};
  return json;
}

Json developments_schema(const SchemaWords& words) {
  const Json leader =
      object_schema({{"who", words.actors(false)}, {"position", words_schema(position_words)}}, {"who"});
  const Json secured = object_schema({{"policy", boolean_schema()},
                                      {"budget", boolean_schema()},
                                      {"owner", boolean_schema()},
                                      {"training", boolean_schema()}});
  return by_id(object_schema({{"name", local_text_schema()},
                              {"recs", list_of(words.recommendations())},
                              {"level", words.levels()},
                              {"status", words_schema(status_words)},
                              {"origin", words_schema(origin_words)},
                              {"scope", words_schema(scope_words)},
                              {"areas", list_of(id_schema())},
                              {"target", local_text_schema()},
                              {"start", date_schema()},
                              {"end", date_schema()},
                              {"decide_by", date_schema()},
                              {"quantities", {{"type", "object"}, {"additionalProperties", {{"type", "number"}}}}},
                              {"partners", list_of(words.actors(true))},
                              {"leader", leader},
                              {"replaces", words.developments()},
                              {"copies", words.developments()},
                              {"part_of", words.developments()},
                              {"secured", secured},
                              {"adopted", adopted_schema(words)},
                              {"sources", list_of(text_schema())}},
                             {"name", "level", "status"}));
}

}  // namespace

std::vector<SchemaFile> study_schemas(const Study& study, Language language) {
  const SchemaWords words(study, language);
  return {schema_file("study", "study.yaml", study_schema(words)),
          schema_file("stakeholders", "stakeholders.yaml", stakeholders_schema(words)),
          schema_file("developments", "developments.yaml", developments_schema(words)),
          schema_file("interview", "interviews/*.yaml", interview_schema(words))};
}

std::vector<SchemaFile> editor_files(const std::string& schema_folder) {
  const auto path = [&](const char* kind) { return "./" + schema_folder + "/" + kind + ".schema.json"; };
  Json schemas;
  schemas[path("study")] = "study.yaml";
  schemas[path("stakeholders")] = "stakeholders.yaml";
  schemas[path("developments")] = "developments.yaml";
  schemas[path("interview")] = "interviews/*.yaml";
  const Json settings{{"yaml.schemas", schemas}, {"yaml.customTags", Json::array()}, {"files.eol", "\n"}};
  const Json matcher{{"owner", "quickscan"},
                     {"fileLocation", Json::array({"relative", "${workspaceFolder}"})},
                     {"pattern",
                      {{"regexp", "^(.+?):(\\d+):(\\d+): (error|warning|note)\\[(QS\\d+)\\]: (.*)$"},
                       {"file", 1},
                       {"line", 2},
                       {"column", 3},
                       {"severity", 4},
                       {"code", 5},
                       {"message", 6}}}};
  const Json task{{"label", "quickscan check"},
                  {"type", "shell"},
                  {"command", "quickscan check --format line"},
                  {"group", {{"kind", "build"}, {"isDefault", true}}},
                  {"presentation", {{"reveal", "silent"}}},
                  {"problemMatcher", matcher}};
  const Json tasks{{"version", "2.0.0"}, {"tasks", Json::array({task})}};
  const Json extensions{{"recommendations", Json::array({"redhat.vscode-yaml"})}};
  return {
      {"settings.json", text_of(settings)}, {"tasks.json", text_of(tasks)}, {"extensions.json", text_of(extensions)}};
}

}  // namespace quickscan
