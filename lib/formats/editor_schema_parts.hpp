#pragma once

#include "formats/editor_schema.hpp"
#include "study/vocabulary.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quickscan {

/// Pieces of schemas; only the schema sources include this header.

using Json = nlohmann::ordered_json;

/// The ids of a study, with what they are called.
class SchemaWords {
 public:
  SchemaWords(const Study& study, Language language) : study_(study), language_(language) {}

  const Study& study() const { return study_; }
  Json recommendations() const;
  Json levels() const;
  Json stakeholders() const;
  Json developments() const;
  Json factors(Sign sign) const;
  Json concepts() const;
  Json places() const;
  Json sectors() const;
  Json coders() const;
  /// A rung's number or id, `<k`, `unknown` or `na`.
  Json stages() const;
  /// `veilig-thuis@operational`; with `bare` also without the level.
  Json actors(bool bare) const;

 private:
  const Study& study_;
  Language language_;
};

/// An enumeration with a description for every value; any id where there is none to choose from.
Json enumeration(const std::vector<std::pair<std::string, std::string>>& values, std::string_view what);

template <std::size_t size, typename Value>
Json words_schema(const Words<Value, size>& words) {
  auto json = Json{{"enum", Json::array()}};
  for (const auto& [word, value] : words) json["enum"].push_back(word);
  return json;
}

/// A mapping with exactly these keys.
Json object_schema(Json properties, const std::vector<std::string>& required = {});
/// A mapping of ids to values of one shape.
Json by_id(Json value);
Json list_of(Json item);
Json text_schema();
Json local_text_schema();
Json id_schema();
Json date_schema();
Json boolean_schema();
Json whole_number(int least);
Json described(Json schema, std::string_view description);

Json interview_schema(const SchemaWords& words);

}  // namespace quickscan
