#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace quickscan {

/// Finds the words of quotes in other texts, compared as `fold_text` gives them and without punctuation: five words in
/// a row, or the whole of a shorter quote of at least `fewest` words.
class QuotedWords {
 public:
  explicit QuotedWords(std::size_t fewest = 4) : fewest_(fewest) {}

  /// `place` is what find() gives for a text with words of this quote.
  void add(std::string_view quote, const std::string& place);
  /// The place of the first quote whose words are in a text; nothing where none is.
  std::optional<std::string> find(std::string_view text) const;

 private:
  std::size_t fewest_;
  std::map<std::string, std::string> places_;
};

}  // namespace quickscan
