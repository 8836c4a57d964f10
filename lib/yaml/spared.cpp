#include "yaml/spared.hpp"

#include <algorithm>
#include <array>

namespace quickscan {

namespace {

// A key is found again by yaml-cpp within 1,024 bytes only.
constexpr std::size_t longest_key = 100;

// yaml-cpp looks at the first four bytes, after a byte-order mark, and puts them back.
constexpr std::size_t first_bytes = 8;

enum class Letter : std::uint8_t { ordinary, left_to_yaml, double_quote, single_quote, colon, hash };

// Left to yaml-cpp: what is not printable, the backslash, and lead bytes from U+F000 on, because it
// changes the noncharacters that live there.
constexpr auto letters = [] {
  std::array<Letter, 256> result{};
  for (std::size_t byte = 0; byte < result.size(); ++byte) {
    if (byte < 0x20 || byte == 0x7F || byte >= 0xEF) result[byte] = Letter::left_to_yaml;
  }
  result['\\'] = Letter::left_to_yaml;
  result['"'] = Letter::double_quote;
  result['\''] = Letter::single_quote;
  result[':'] = Letter::colon;
  result['#'] = Letter::hash;
  return result;
}();

Letter letter_of(char one) { return letters[static_cast<unsigned char>(one)]; }
bool is_small(char one) { return one >= 'a' && one <= 'z'; }
bool is_large(char one) { return one >= 'A' && one <= 'Z'; }
bool is_digit(char one) { return one >= '0' && one <= '9'; }
bool is_of_key(char one) { return is_small(one) || is_digit(one) || one == '_' || one == '-'; }
bool is_null(std::string_view text) { return text == "null" || text == "Null" || text == "NULL"; }

bool in_quotes(std::string_view inside, char quote) {
  // A space at either edge is left to yaml-cpp.
  if (inside.front() == ' ' || inside.back() == ' ') return false;
  return std::ranges::all_of(inside, [twin = letter_of(quote)](char one) {
    const auto letter = letter_of(one);
    return letter != Letter::left_to_yaml && letter != twin;
  });
}

bool is_plain(std::string_view value) {
  const char first = value.front();
  if (!is_small(first) && !is_large(first) && !is_digit(first) && first != '<') return false;
  if (value.back() == ' ' || value.back() == ':' || is_null(value)) return false;
  for (std::size_t at = 1; at < value.size(); ++at) {
    const auto letter = letter_of(value[at]);
    const bool begins_value = letter == Letter::colon && value[at + 1] == ' ';
    const bool begins_comment = letter == Letter::hash && value[at - 1] == ' ';
    if (letter == Letter::left_to_yaml || begins_value || begins_comment) return false;
  }
  return true;
}

class Finder {
 public:
  Finder(std::string_view text, std::vector<SparedText>& found) : text_(text), found_(found) {}

  void run() {
    for (std::size_t start = 0; start < text_.size();) {
      const auto newline = std::min(text_.find('\n', start), text_.size());
      const bool returned = newline > start && text_[newline - 1] == '\r';
      look_at_line(start, newline - (returned ? 1 : 0));
      start = newline + 1;
    }
  }

 private:
  // Lines `key:`, `key: value` and `- key: value`.
  void look_at_line(std::size_t begin, std::size_t end) {
    while (begin < end && (text_[begin] == ' ' || text_[begin] == '-')) ++begin;
    if (begin == end || !is_small(text_[begin])) return;
    auto colon = begin + 1;
    while (colon < end && is_of_key(text_[colon])) ++colon;
    if (colon == end || text_[colon] != ':' || (colon + 1 < end && text_[colon + 1] != ' ')) return;
    const auto key = text_.substr(begin, colon - begin);
    if (key.size() <= longest_key && !is_null(key)) add(begin + 1, colon, true);
    if (colon + 2 < end) look_at_value(colon + 2, end);
  }

  void look_at_value(std::size_t begin, std::size_t end) {
    const auto value = text_.substr(begin, end - begin);
    const char quote = value.front();
    if (quote != '"' && quote != '\'') {
      if (is_plain(value)) add(begin + 1, end, false);
    } else if (value.size() > 2 && value.back() == quote && in_quotes(value.substr(1, value.size() - 2), quote)) {
      add(begin + 1, end - 1, false);
    }
  }

  void add(std::size_t begin, std::size_t end, bool key) {
    if (begin == end || begin < first_bytes) return;
    const auto before = found_.empty() ? 0 : found_.back().before + found_.back().size();
    found_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), before, key});
  }

  std::string_view text_;
  std::vector<SparedText>& found_;
};

}  // namespace

void find_spared_texts(std::string_view text, std::vector<SparedText>& found) {
  found.clear();
  Finder(text, found).run();
}

}  // namespace quickscan
