#include "study/check/interview.hpp"
#include "study/vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace quickscan {

namespace {

template <typename Value, std::size_t size>
bool is_word_of(const Words<Value, size>& words, std::string_view text) {
  return std::ranges::any_of(words, [&](const auto& word) { return word.first == text; });
}

bool is_stage(const Framework& framework, std::string_view text) {
  if (text.starts_with('<')) text.remove_prefix(1);
  const bool number = text.size() == 1 && text.front() >= '0' && text.front() <= '9';
  return number || text == "unknown" || text == "na" || framework.find_rung(text) != none;
}

/// Whether a segment's key may have this value, which no sentence ends with by chance.
bool is_key_with_value(const Study& study, std::string_view key, std::string_view value) {
  const auto& framework = study.framework;
  if (key == "quote_ok") return value == "true" || value == "false";
  if (key == "stage") return is_stage(framework, value);
  if (key == "basis") return is_word_of(basis_words, value);
  if (key == "trend") return is_word_of(trend_words, value);
  if (key == "rec") return framework.find_recommendation(value) != none;
  if (key == "about") return framework.find_level(value) != none;
  if (key == "barrier" || key == "enabler") return framework.find_factor(value) != none;
  return key == "dev" && std::ranges::find(study.developments, value, &Development::id) != study.developments.end();
}

}  // namespace

void check_keys_in_texts(const Study& study, const Interview& interview, const InterviewPlaces& places,
                         std::string_view raw, Diagnostics& diagnostics) {
  const auto line_begin = [&](std::size_t at) { return at == 0 ? 0 : raw.rfind('\n', at - 1) + 1; };
  for (const auto index : places.segments) {
    const auto& segment = places.tree.at(index);
    const auto indent = segment.begin - line_begin(segment.begin);
    for (auto next = segment.first; next != 0; next = places.tree.at(places.tree.at(next).next).next) {
      const auto text = places.tree.text(places.tree.at(next));
      const auto* const value = &places.tree.at(places.tree.at(next).next);
      if (value->kind != YamlNode::Kind::scalar || value->quoted || !value->kept) continue;
      if (text != "quote" && text != "note" && text != "at") continue;
      for (auto begin = raw.find('\n', value->begin) + 1; begin != 0 && begin < raw.size();
           begin = raw.find('\n', begin) + 1) {
        const auto first = std::min(raw.find_first_not_of(" \r\n", begin), raw.size());
        if (first - line_begin(first) <= indent) break;
        const auto line = raw.substr(first, raw.find_first_of("\r\n", first) - first);
        const auto blank = line.find(' ');
        if (blank == std::string_view::npos) continue;
        const auto key = line.substr(0, blank);
        auto given = line.substr(std::min(line.find_first_not_of(' ', blank), line.size()));
        given = given.substr(0, given.find_last_not_of(' ') + 1);
        if (!is_key_with_value(study, key, given)) continue;
        auto& one = diagnostics.emplace_back(finding(
            rule::key_out_of_place,
            {interview.source, static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(first + key.size())},
            fmt::format("`{}` without a colon, in the text of `{}`", key, text)));
        one.severity = Severity::warning;  // an error is a key that is one
        one.label = "read as words of the text";
        one.help = fmt::format("write `{}:` below the key `{}`; where these are words, put the text in quotation marks",
                               key, text);
      }
    }
  }
}

}  // namespace quickscan
