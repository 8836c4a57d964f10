#include "study/privacy/quoted_words.hpp"

#include "core/utf8.hpp"
#include "study/privacy/folded_text.hpp"

#include <algorithm>
#include <vector>

namespace quickscan {

namespace {

constexpr std::size_t words_in_a_row = 5;

std::vector<std::string> folded_words(std::string_view text) {
  const auto folded = fold_text(text);
  std::vector<std::string> words;
  for (std::size_t at = 0; at < folded.text.size();) {
    const auto size = code_point_at(folded.text, at).size;
    if (folded.word_at(at)) {
      if (!folded.word_before(at) || words.empty()) words.emplace_back();
      words.back() += folded.text.substr(at, size);
    }
    at += size;
  }
  return words;
}

std::string joined(const std::vector<std::string>& words, std::size_t from, std::size_t count) {
  std::string text;
  for (std::size_t i = from; i < from + count; ++i) text += words[i] + ' ';
  return text;
}

}  // namespace

void QuotedWords::add(std::string_view quote, const std::string& place) {
  const auto words = folded_words(quote);
  if (words.size() < fewest_) return;
  const auto length = std::min(words.size(), words_in_a_row);
  for (std::size_t from = 0; from + length <= words.size(); ++from)
    places_.try_emplace(joined(words, from, length), place);
}

std::optional<std::string> QuotedWords::find(std::string_view text) const {
  if (places_.empty()) return std::nullopt;
  const auto words = folded_words(text);
  for (std::size_t from = 0; from < words.size(); ++from) {
    for (std::size_t length = fewest_; length <= words_in_a_row && from + length <= words.size(); ++length) {
      const auto found = places_.find(joined(words, from, length));
      if (found != places_.end()) return found->second;
    }
  }
  return std::nullopt;
}

}  // namespace quickscan
