#include "formats/editor_schema.hpp"
#include "study/vocabulary.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

using namespace quickscan;

namespace {

using Json = nlohmann::ordered_json;

/// A study with one id of some kinds and none of the others.
Study study_of_one() {
  Study study;
  study.framework.levels = {{.id = "front", .name = {"voor", "front"}, .people = {}, .outside = false}};
  study.framework.ladder.resize(2);
  study.framework.ladder[0].id = "nothing";
  study.framework.ladder[1].id = "in-use";
  Recommendation rec;
  rec.id = "access";
  rec.name = {.nl = "Toegang", .en = "Access"};
  study.framework.recommendations = {rec};
  study.coders = {{.id = "kl", .name = {}}};
  return study;
}

Json schema_of(const Study& study, const std::string& kind) {
  for (const auto& file : study_schemas(study, Language::en)) {
    if (file.name == kind + ".schema.json") return Json::parse(file.text);
  }
  return {};
}

/// The enumeration at a JSON pointer of a schema.
Json enumeration(const std::string& kind, const std::string& pointer) {
  return schema_of(Study(), kind).at(Json::json_pointer(pointer)).at("enum");
}

template <typename Value, std::size_t size>
Json names_of(const Words<Value, size>& words) {
  auto names = Json::array();
  for (const auto& word : words) names.push_back(word.first);
  return names;
}

const std::string by_id = "/patternProperties/^[a-z0-9][a-z0-9._-]{0,63}$/properties/";
const std::string segment = "/properties/segments/items/properties/";

}  // namespace

/// The properties of a schema that have no description, by their path; those of a text by language need none.
void undescribed(const Json& schema, const std::string& path, std::string& found) {
  if (!schema.is_structured()) return;
  for (const auto& [key, value] : schema.items()) {
    if (key == "properties" && path.find("local_text") == std::string::npos) {
      for (const auto& [name, property] : value.items()) {
        if (!property.contains("description")) found += path + "/" + name + "\n";
      }
    }
    undescribed(value, path + "/" + key, found);
  }
}

TEST_CASE("the editor's schemas offer the study's own ids, with their names") {
  const auto schema = schema_of(study_of_one(), "interview");
  CHECK(schema["$schema"] == "http://json-schema.org/draft-07/schema#");
  CHECK(schema["additionalProperties"] == false);
  CHECK(schema["anyOf"] == Json::parse(R"([{"required": ["coder"]}, {"required": ["agreed_by"]}])"));
  const auto& definitions = schema["definitions"];
  CHECK(definitions["recommendation"] == Json{{"enum", {"access"}},
                                              {"markdownEnumDescriptions", {"Access"}},
                                              {"errorMessage", "not a recommendation of this study"}});
  CHECK(definitions["level"]["enum"] == Json::array({"front"}));
  CHECK(definitions["stage"]["enum"] == Json::array({0, "nothing", 1, "in-use", "<1", "<in-use", "unknown", "na"}));
  CHECK(schema.at(Json::json_pointer(segment + "rec"))["$ref"] == "#/definitions/recommendation");
  CHECK(definitions["finding"]["enum"] == Json::array({"access", "access/front"}));
  const auto study = schema_of(study_of_one(), "study");
  CHECK(study["definitions"]["cell"]["enum"] == Json::array({"access/front"}));
  CHECK(study["properties"]["overrides"]["propertyNames"]["$ref"] == "#/definitions/cell");
}

TEST_CASE("where a study has no ids of a kind, any id is accepted") {
  const auto definitions = schema_of(study_of_one(), "interview")["definitions"];
  CHECK(definitions["stakeholder"] == Json{{"$ref", "#/definitions/id"}});
  CHECK(definitions["actor"] == Json{{"type", "string"}});
  CHECK(schema_of(Study(), "interview")["required"] == Json::array({"interview", "date", "form", "segments"}));
}

TEST_CASE("the words in the schemas are those that the program reads") {
  CHECK(enumeration("study", "/properties/provenance") == names_of(provenance_words));
  CHECK(enumeration("study", "/properties/places" + by_id + "tier") == names_of(place_tier_words));
  CHECK(enumeration("study", "/properties/contacts/items/properties/outcome") == names_of(outcome_words));
  CHECK(enumeration("stakeholders", by_id + "kind") == names_of(kind_words));
  CHECK(enumeration("stakeholders", by_id + "tier") == names_of(tier_words));
  CHECK(enumeration("developments", by_id + "status") == names_of(status_words));
  CHECK(enumeration("developments", by_id + "origin") == names_of(origin_words));
  CHECK(enumeration("developments", by_id + "scope") == names_of(scope_words));
  CHECK(enumeration("developments", by_id + "leader/properties/position") == names_of(position_words));
  CHECK(enumeration("framework", "/properties/factors" + by_id + "sign") == names_of(sign_words));
  CHECK(enumeration("interview", "/properties/form") == names_of(form_words));
  CHECK(enumeration("interview", "/properties/notes_from") == names_of(notes_words));
  CHECK(enumeration("interview", segment + "basis") == names_of(basis_words));
  CHECK(enumeration("interview", segment + "trend") == names_of(trend_words));
  CHECK(enumeration("interview", segment + "response") == names_of(response_words));
  CHECK(enumeration("interview", segment + "ties/items/anyOf/1/properties/relation") == names_of(relation_words));
  CHECK(enumeration("interview", segment + "ties/items/anyOf/1/properties/status") == names_of(tie_status_words));
}

TEST_CASE("the editor's settings name the folder of the schemas, whatever it is called") {
  for (const auto& file : editor_files("a \"b\"")) {
    CAPTURE(file.name);
    const auto json = Json::parse(file.text);
    if (file.name == "settings.json") CHECK(json["yaml.schemas"].size() == 5);
    if (file.name == "settings.json") CHECK(json["yaml.schemas"].contains("./a \"b\"/framework.schema.json"));
  }
}

TEST_CASE("Every property has its meaning, in the language of the study") {
  for (const auto& file : study_schemas(study_of_one(), Language::nl)) {
    CAPTURE(file.name);
    std::string found;
    undescribed(Json::parse(file.text), {}, found);
    CHECK(found == "");
  }
  const auto trend = [](Language language) {
    for (const auto& file : study_schemas(Study(), language)) {
      if (file.name != "interview.schema.json") continue;
      const Json::json_pointer place("/properties/segments/items/properties/trend/description");
      return Json::parse(file.text).at(place).get<std::string>();
    }
    return std::string();
  };
  CHECK(trend(Language::nl) == "De richting: vooruit, gelijk of achteruit.");
  CHECK(trend(Language::en) == "The direction: forward, the same or back.");
}
