#include "formats/editor_schema.hpp"

#include "core/messages.hpp"
#include "embedded.hpp"
#include "formats/json/values.hpp"
#include "formats/template.hpp"
#include "study/format_keys.hpp"
#include "study/read/framework_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace quickscan {

namespace {

/// The values of an enumeration, each with a description.
class Enumeration {
 public:
  void add(Json value, std::string description) {
    // In YAML an id of digits is a number.
    if (value.is_string()) {
      auto plain = Json::parse(value.get<std::string>(), nullptr, false);
      if (plain.is_number()) add(std::move(plain), description);
    }
    values_.push_back(std::move(value));
    descriptions_.push_back(std::move(description));
  }
  /// The schema; nothing where there is no value to choose from.
  Json schema(std::string_view error_message) const {
    if (values_.empty()) return {};
    return {{"enum", values_}, {"markdownEnumDescriptions", descriptions_}, {"errorMessage", error_message}};
  }

 private:
  Json values_ = Json::array();
  Json descriptions_ = Json::array();
};

template <typename Row>
Json ids_with_names(const std::vector<Row>& rows, Language language, std::string_view what) {
  Enumeration ids;
  for (const auto& row : rows) ids.add(row.id, row.name.in(language));
  return ids.schema(fmt::format("not a {} of this study", what));
}

/// Each with the question that an interview asks about it.
Json recommendations_asked(const Framework& framework, Language language) {
  Enumeration ids;
  for (const auto& one : framework.recommendations) {
    const auto& question = one.question.in(language);
    ids.add(one.id, question.empty() ? one.name.in(language) : fmt::format("{}: {}", one.name.in(language), question));
  }
  return ids.schema("not a recommendation of this study");
}

Json frameworks() {
  Enumeration names;
  for (auto& name : built_in_frameworks()) names.add(std::move(name), "built in");
  return {{"anyOf", Json::array({names.schema("neither built in nor a path to a file"),
                                 {{"type", "string"}, {"pattern", "[./]"}}})}};
}

Json developments(const Study& study, Language language) {
  Enumeration ids;
  for (const auto& one : study.developments)
    ids.add(one.id, fmt::format("{} ({})", one.name.in(language), id_of(one.status)));
  return ids.schema("not a development of this study");
}

Json factors(const Framework& framework, Sign sign, Language language) {
  Enumeration ids;
  for (const auto& factor : framework.factors)
    if (factor.sign == sign || factor.sign == Sign::both) ids.add(factor.id, factor.name.in(language));
  return ids.schema(fmt::format("not a {} of this study", id_of(sign)));
}

/// The levels whose speakers may leave out for whom they speak.
Json clients_level(const Framework& framework) {
  Json ids = Json::array();
  for (const auto& level : framework.levels)
    if (level.clients) ids.push_back(level.id);
  return ids.empty() ? Json(false) : Json{{"enum", ids}};
}

/// A rung's number or id, `<` with either, `unknown` or `na`.
Json stages(const std::vector<Rung>& ladder, Language language) {
  const Messages say(language);
  Enumeration stages;
  for (std::size_t k = 0; k < ladder.size(); ++k) {
    auto description = fmt::format("{}: {}", ladder[k].name.in(language), ladder[k].means.in(language));
    const auto& not_enough = ladder[k].not_enough.in(language);
    if (!not_enough.empty()) description += fmt::format(" ({}: {})", say("schema.not_enough"), not_enough);
    stages.add(static_cast<int>(k), description);
    stages.add(ladder[k].id, description);
  }
  for (std::size_t k = 1; k < ladder.size(); ++k) {
    const auto description = fmt::format("{}: {}", say("schema.not_reached"), ladder[k].name.in(language));
    stages.add(fmt::format("<{}", k), description);
    stages.add(fmt::format("<{}", ladder[k].id), description);
  }
  stages.add("unknown", say("schema.unknown"));
  stages.add("na", say("schema.na"));
  return stages.schema("a rung's number or id, <k for explicitly not reached, unknown or na");
}

enum class Bare { refused, accepted };

/// A stakeholder at one of its levels (`veilig-thuis@operational`), or where `bare` is accepted the stakeholder.
Json actors(const Study& study, Bare bare, Language language) {
  Enumeration ids;
  for (const auto& stakeholder : study.stakeholders) {
    const auto& name = stakeholder.name.in(language);
    if (bare == Bare::accepted) ids.add(stakeholder.id, name);
    for (const auto level : stakeholder.levels) {
      const auto& id = study.framework[level].id;
      ids.add(fmt::format("{}@{}", stakeholder.id, id), fmt::format("{} ({})", name, id));
    }
  }
  return ids.schema("not an actor of this study");
}

/// A recommendation at a level that has voices (`access/operational`), or where `bare` is accepted the recommendation.
Json cells(const Framework& framework, Bare bare, Language language) {
  Enumeration ids;
  for (const auto& rec : framework.recommendations) {
    const auto& name = rec.name.in(language);
    if (bare == Bare::accepted) ids.add(rec.id, name);
    for (const auto level : framework.inside_levels()) {
      const auto& at = framework[level];
      ids.add(fmt::format("{}/{}", rec.id, at.id), fmt::format("{} ({})", name, at.name.in(language)));
    }
  }
  return ids.schema("not a recommendation of this study at a level");
}

/// The definitions of data/schema that the study's own ids replace, by name.
Json own_definitions(const Study& study, Language language) {
  const auto& framework = study.framework;
  return {{"recommendation", recommendations_asked(framework, language)},
          {"framework", frameworks()},
          {"level", ids_with_names(framework.levels, language, "level")},
          {"clients_level", clients_level(framework)},
          {"stakeholder", ids_with_names(study.stakeholders, language, "stakeholder")},
          {"development", developments(study, language)},
          {"barrier", factors(framework, Sign::barrier, language)},
          {"enabler", factors(framework, Sign::enabler, language)},
          {"concept", ids_with_names(framework.terms, language, "term")},
          {"place", ids_with_names(study.places, language, "place")},
          {"sector", ids_with_names(study.sectors, language, "sector")},
          {"coder", ids_with_names(study.coders, language, "coder")},
          {"stage", stages(framework.ladder, language)},
          {"cell", cells(framework, Bare::refused, language)},
          {"finding", cells(framework, Bare::accepted, language)},
          {"actor", actors(study, Bare::refused, language)},
          {"actor_or_stakeholder", actors(study, Bare::accepted, language)}};
}

/// Gives the properties of a schema their meanings from data/keys.yaml.
class Describer {
 public:
  Describer(std::string_view file, Language language, Json& schema)
      : language_(language), definitions_(schema["definitions"]) {
    for (auto& key : format_keys())
      if (key.file.substr(0, key.file.find('.')) == file) keys_.push_back(std::move(key));
  }

  // Describes the properties of an object, and of what is in it; `path` is the object's own in keys.yaml.
  void describe(Json& schema, const std::string& path) {
    if (!schema.is_object()) return;
    if (const auto reference = schema.find("$ref"); reference != schema.end())
      follow(reference->get<std::string>(), path);
    if (const auto properties = schema.find("properties"); properties != schema.end()) {
      for (auto& [key, property] : properties->items()) {
        const auto own = path.empty() ? key : fmt::format("{}.{}", path, key);
        const auto known = std::ranges::find_if(keys_, [&](const FormatKey& one) { return is_path(one.path, own); });
        if (known != keys_.end()) {
          property["description"] = known->meaning.in(language_);
          describe_values(property, *known);
        }
        describe(property, own);
      }
    }
    const auto entry = path.empty() ? std::string("<id>") : path + ".<id>";
    if (const auto found = schema.find("additionalProperties"); found != schema.end()) describe(*found, entry);
    if (const auto found = schema.find("patternProperties"); found != schema.end())
      for (auto& [pattern, value] : found->items()) describe(value, entry);
    if (const auto found = schema.find("items"); found != schema.end()) describe(*found, path + "[]");
    if (const auto found = schema.find("anyOf"); found != schema.end())
      for (auto& one : *found) describe(one, path);
    if (const auto found = schema.find("if"); found != schema.end()) describe((*found)["not"], path);
  }

 private:
  // Gives each word that a property may have its meaning; the words may be one of several forms, or keys.
  void describe_values(Json& schema, const FormatKey& key) {
    if (!schema.is_object()) return;
    if (const auto words = schema.find("enum"); words != schema.end()) {
      Json descriptions = Json::array();
      for (const auto& word : *words) {
        const auto own = word.is_string() ? word.get<std::string>() : word.dump();
        const auto found = std::ranges::find(key.meanings, own, &std::pair<std::string, LocalText>::first);
        descriptions.push_back(found == key.meanings.end() ? std::string() : found->second.in(language_));
      }
      schema["markdownEnumDescriptions"] = std::move(descriptions);
    }
    for (const auto* keyword : {"anyOf", "additionalProperties", "propertyNames"}) {
      const auto found = schema.find(keyword);
      if (found == schema.end()) continue;
      if (found->is_object()) describe_values(*found, key);
      if (!found->is_array()) continue;
      for (auto& one : *found) describe_values(one, key);
    }
  }

  // A definition may refer to itself: the conditions of a verdict do.
  void follow(const std::string& reference, const std::string& path) {
    if (std::ranges::find(open_, reference) != open_.end()) return;
    open_.push_back(reference);
    describe(definitions_.at(reference.substr(reference.rfind('/') + 1)), path);
    open_.pop_back();
  }

  // A step `<…>` of a key's path stands for any id.
  static bool is_path(std::string_view pattern, std::string_view path) {
    while (!pattern.empty() && !path.empty()) {
      const auto step = pattern.substr(0, pattern.find('.'));
      const auto given = path.substr(0, path.find('.'));
      if (step != given && !step.starts_with('<')) return false;
      pattern.remove_prefix(std::min(step.size() + 1, pattern.size()));
      path.remove_prefix(std::min(given.size() + 1, path.size()));
    }
    return pattern.empty() && path.empty();
  }

  Language language_;
  Json& definitions_;
  std::vector<FormatKey> keys_;
  std::vector<std::string> open_;
};

}  // namespace

std::vector<SchemaFile> study_schemas(const Study& study, Language language) {
  const auto own = own_definitions(study, language);
  std::vector<SchemaFile> files;
  for (const std::string_view kind : {"study", "framework", "stakeholders", "developments", "interview"}) {
    auto name = fmt::format("{}.schema.json", kind);
    auto schema = Json::parse(embedded("data/schema/" + name));
    schema.erase("$comment");
    for (auto& [id, definition] : schema["definitions"].items())
      if (const auto found = own.find(id); found != own.end() && !found->is_null()) definition = *found;
    Describer(kind, language, schema).describe(schema, {});
    if (kind == "interview" && !study.coders.empty())
      schema["anyOf"] = Json::parse(R"([{"required": ["coder"]}, {"required": ["agreed_by"]}])");
    files.push_back({std::move(name), dump(schema)});
  }
  return files;
}

std::vector<SchemaFile> editor_files(const std::string& schema_folder) {
  constexpr std::string_view folder = "data/templates/vscode/";
  auto quoted = Json(schema_folder).dump(-1, ' ', false, Json::error_handler_t::replace);
  return {{"settings.json", render_template(embedded(fmt::format("{}settings.json.mustache", folder)),
                                            {{"folder", quoted.substr(1, quoted.size() - 2)}})},
          {"tasks.json", std::string(embedded(fmt::format("{}tasks.json", folder)))},
          {"extensions.json", std::string(embedded(fmt::format("{}extensions.json", folder)))}};
}

}  // namespace quickscan
