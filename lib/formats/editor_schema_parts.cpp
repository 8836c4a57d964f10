#include "formats/editor_schema_parts.hpp"

#include <fmt/format.h>

namespace quickscan {

namespace {

std::string label(const LocalText& text, Language language, std::string_view more = {}) {
  const auto& name = text.in(language);
  return more.empty() ? name : fmt::format("{} ({})", name, more);
}

template <typename Row>
Json enumeration_of(const std::vector<Row>& rows, Language language, std::string_view what) {
  std::vector<std::pair<std::string, std::string>> values;
  values.reserve(rows.size());
  for (const auto& row : rows) values.emplace_back(row.id, label(row.name, language));
  return enumeration(values, what);
}

constexpr std::string_view id_pattern = "^[a-z0-9][a-z0-9._-]{0,63}$";

}  // namespace

Json enumeration(const std::vector<std::pair<std::string, std::string>>& values, std::string_view what) {
  if (values.empty()) return id_schema();
  Json json{{"enum", Json::array()}, {"markdownEnumDescriptions", Json::array()}};
  for (const auto& [value, description] : values) {
    json["enum"].push_back(value);
    json["markdownEnumDescriptions"].push_back(description);
  }
  json["errorMessage"] = fmt::format("not a {} of this study", what);
  return json;
}

Json object_schema(Json properties, const std::vector<std::string>& required) {
  Json json{{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
  if (!required.empty()) json["required"] = required;
  return json;
}

Json by_id(Json value) {
  Json json{{"type", "object"}, {"additionalProperties", false}};
  json["patternProperties"] = Json::object();
  json["patternProperties"][std::string(id_pattern)] = std::move(value);
  return json;
}

Json list_of(Json item) { return {{"type", "array"}, {"items", std::move(item)}}; }

Json text_schema() { return {{"type", Json::array({"string", "number", "boolean"})}}; }

Json local_text_schema() {
  Json map = object_schema({{"nl", text_schema()}, {"en", text_schema()}});
  map["minProperties"] = 1;
  Json json;
  json["anyOf"] = Json::array({text_schema(), std::move(map)});
  return json;
}

Json id_schema() {
  return {{"type", "string"},
          {"pattern", id_pattern},
          {"errorMessage", "lower-case letters, digits, dots, dashes and underscores"}};
}

Json date_schema() {
  return {{"type", Json::array({"string", "integer"})},
          {"pattern", "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
          {"errorMessage", "2021, 2021-07 or 2021-07-15"}};
}

Json boolean_schema() { return {{"type", "boolean"}, {"errorMessage", "true or false"}}; }

Json whole_number(int least) { return {{"type", "integer"}, {"minimum", least}}; }

Json described(Json schema, std::string_view description) {
  schema["description"] = description;
  return schema;
}

Json SchemaWords::recommendations() const {
  std::vector<std::pair<std::string, std::string>> values;
  for (const auto& rec : study_.framework.recommendations) {
    values.emplace_back(rec.id, label(rec.name, language_));
  }
  return enumeration(values, "recommendation");
}

Json SchemaWords::levels() const { return enumeration_of(study_.framework.levels, language_, "level"); }

Json SchemaWords::stakeholders() const { return enumeration_of(study_.stakeholders, language_, "stakeholder"); }

Json SchemaWords::developments() const {
  std::vector<std::pair<std::string, std::string>> values;
  for (const auto& one : study_.developments)
    values.emplace_back(one.id, label(one.name, language_, id_of(one.status)));
  return enumeration(values, "development");
}

Json SchemaWords::factors(Sign sign) const {
  std::vector<std::pair<std::string, std::string>> values;
  for (const auto& factor : study_.framework.factors) {
    if (factor.sign == sign || factor.sign == Sign::both) values.emplace_back(factor.id, label(factor.name, language_));
  }
  return enumeration(values, id_of(sign));
}

Json SchemaWords::concepts() const { return enumeration_of(study_.framework.terms, language_, "term"); }
Json SchemaWords::places() const { return enumeration_of(study_.places, language_, "place"); }
Json SchemaWords::sectors() const { return enumeration_of(study_.sectors, language_, "sector"); }
Json SchemaWords::coders() const { return enumeration_of(study_.coders, language_, "coder"); }

Json SchemaWords::stages() const {
  auto values = Json::array();
  auto descriptions = Json::array();
  const auto& ladder = study_.framework.ladder;
  const auto add = [&](Json value, const std::string& description) {
    values.push_back(std::move(value));
    descriptions.push_back(description);
  };
  for (std::size_t k = 0; k < ladder.size(); ++k) {
    const auto description = fmt::format("{}: {}", ladder[k].name.in(language_), ladder[k].means.in(language_));
    add(static_cast<int>(k), description);
    add(ladder[k].id, description);
  }
  for (std::size_t k = 1; k < ladder.size(); ++k) {
    add(fmt::format("<{}", k), fmt::format("not reached: {}", ladder[k].name.in(language_)));
    add(fmt::format("<{}", ladder[k].id), fmt::format("not reached: {}", ladder[k].name.in(language_)));
  }
  add("unknown", "asked, could not say");
  add("na", "does not apply");
  return {{"enum", std::move(values)},
          {"markdownEnumDescriptions", std::move(descriptions)},
          {"errorMessage", "a rung's number or id, <k for explicitly not reached, unknown or na"}};
}

Json SchemaWords::actors(bool bare) const {
  std::vector<std::pair<std::string, std::string>> values;
  for (const auto& stakeholder : study_.stakeholders) {
    const auto& name = stakeholder.name.in(language_);
    if (bare) values.emplace_back(stakeholder.id, name);
    for (const Index level : stakeholder.levels) {
      const auto& id = study_.framework.levels.at(static_cast<std::size_t>(level)).id;
      values.emplace_back(fmt::format("{}@{}", stakeholder.id, id), fmt::format("{} ({})", name, id));
    }
  }
  return enumeration(values, "actor");
}

}  // namespace quickscan
