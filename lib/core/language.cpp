#include "core/language.hpp"

namespace quickscan {

std::optional<Language> parse_language(std::string_view text) {
  if (text == "nl") return Language::nl;
  if (text == "en") return Language::en;
  return std::nullopt;
}

std::string_view name_of(Language language) { return language == Language::nl ? "nl" : "en"; }

}  // namespace quickscan
