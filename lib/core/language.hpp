#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace quickscan {

/// The languages that reports are written in.
enum class Language { nl, en };

/// A text for people: one string serves both languages, a map by language serves its own.
struct LocalText {
  std::string nl;
  std::string en;

  /// The text in `language`, or in the other one where it is missing.
  const std::string& in(Language language) const {
    const auto& first = language == Language::nl ? nl : en;
    return first.empty() ? (language == Language::nl ? en : nl) : first;
  }
  bool empty() const { return nl.empty() && en.empty(); }
};

/// `nl` or `en`; nothing for any other text.
std::optional<Language> parse_language(std::string_view text);

/// `nl` or `en`.
std::string_view name_of(Language language);

}  // namespace quickscan
