#include "yaml/shown_value.hpp"

#include "core/utf8.hpp"

#include <algorithm>
#include <array>

namespace quickscan {

namespace {

bool is_word_of_yaml(std::string_view text) {
  constexpr auto words =
      std::to_array<std::string_view>({"Yes", "No", "Ja", "Nee", "On", "Off", "True", "False", "Null"});
  return std::ranges::find(words, text) != words.end();
}

/// "Fatima": nothing in a study is written so but a name, and the values that YAML once took for yes and no.
bool is_capitalised_word(std::string_view text) {
  return is_upper(text[0]) && std::ranges::any_of(text.substr(1), is_lower) && !is_word_of_yaml(text);
}

}  // namespace

std::string shown_value(std::string_view text) {
  constexpr std::size_t most = 64;
  const auto may = [](char c) {
    return is_plain_letter(c) || is_digit(c) || std::string_view("._@/<>,:+%-").find(c) != std::string_view::npos;
  };
  const bool shown =
      text.size() <= most && std::ranges::all_of(text, may) && (text.empty() || !is_capitalised_word(text));
  return shown ? std::string(text) : "…";
}

}  // namespace quickscan
