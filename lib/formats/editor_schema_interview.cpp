#include "formats/editor_schema_parts.hpp"

namespace quickscan {

namespace {

Json tie_schema(const SchemaWords& words) {
  const Json mapping = object_schema({{"from", words.actors(true)},
                                      {"to", words.actors(true)},
                                      {"relation", words_schema(relation_words)},
                                      {"status", words_schema(tie_status_words)}},
                                     {"from", "to", "relation"});
  const Json text{{"type", "string"},
                  {"pattern", "^[a-z0-9@._-]+ +[->] +[a-z0-9@._-]+$"},
                  {"errorMessage", "`a - b` (works with), `a > b` (refers to), or from, to and relation"}};
  Json json;
  json["anyOf"] = Json::array({text, mapping});
  return json;
}

Json segment_schema(const SchemaWords& words) {
  Json speakers;
  speakers["anyOf"] = Json::array({id_schema(), list_of(id_schema())});
  Json words_by_stakeholder{{"type", "object"}, {"additionalProperties", text_schema()}};
  Json properties{
      {"rec", described(words.recommendations(), "the recommendation, or a part of one, that this is about")},
      {"stage", described(words.stages(), "how far it has come, on the ladder")},
      {"basis",
       described(words_schema(basis_words), "shown: with an example; said: claimed (default); heard: from others")},
      {"trend", words_schema(trend_words)},
      {"about", described(words.levels(), "the level that this is about; the speaker's own unless said")},
      {"by", described(std::move(speakers), "who says it; all speakers unless said")},
      {"dev", words.developments()},
      {"barrier", words.factors(Sign::barrier)},
      {"enabler", words.factors(Sign::enabler)},
      {"ties", list_of(tie_schema(words))},
      {"route", described(list_of(words.actors(false)), "an escalation as it was done")},
      {"term", object_schema({{"concept", words.concepts()}, {"words", std::move(words_by_stakeholder)}},
                             {"concept", "words"})},
      {"finding", described({{"type", "string"}}, "a provisional finding that was put to people: rec or rec/level")},
      {"response", words_schema(response_words)},
      {"at", described(text_schema(), "where in the transcript or document")},
      {"quote", text_schema()},
      {"quote_ok", described(boolean_schema(), "may be published")},
      {"note", text_schema()}};
  auto json = object_schema(std::move(properties));
  json["anyOf"] = Json::array();
  for (const auto* key : {"rec", "barrier", "enabler", "ties", "route", "term", "finding"}) {
    json["anyOf"].push_back({{"required", Json::array({key})}});
  }
  json["errorMessage"] = "a segment has at least one of rec, barrier, enabler, ties, route, term, finding";
  json["defaultSnippets"] = Json::array(
      {{{"label", "segment"},
        {"description", "a new segment"},
        {"body",
         {{"rec", "$1"}, {"stage", "$2"}, {"basis", "${3|said,shown,heard|}"}, {"quote", "$4"}, {"note", "$0"}}}}});
  return json;
}

Json speaker_schema(const SchemaWords& words) {
  return object_schema({{"level", words.levels()},
                        {"who", words.stakeholders()},
                        {"role", local_text_schema()},
                        {"person", described(id_schema(), "the same person in another interview; never a name")},
                        {"former", boolean_schema()},
                        {"interest", described(boolean_schema(), "speaks of an own programme")}},
                       {"level", "who"});
}

}  // namespace

Json interview_schema(const SchemaWords& words) {
  Json properties{{"interview", id_schema()},
                  {"coder", words.coders()},
                  {"date", date_schema()},
                  {"form", words_schema(form_words)},
                  {"notes_from", words_schema(notes_words)},
                  {"consent", object_schema({{"quotes", boolean_schema()}, {"function", boolean_schema()}})},
                  {"speakers", by_id(speaker_schema(words))},
                  {"asked", list_of(words.recommendations())},
                  {"segments", list_of(segment_schema(words))}};
  std::vector<std::string> required{"interview", "date", "form", "segments"};
  if (!words.study().coders.empty()) required.emplace_back("coder");
  return object_schema(std::move(properties), required);
}

}  // namespace quickscan
