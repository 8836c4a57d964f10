#include "study/characters.hpp"

#include <algorithm>

namespace quickscan {

namespace {

unsigned byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }
bool continuation(unsigned byte) { return byte >= 0x80 && byte <= 0xBF; }
// Latin-1 letters, Latin Extended A and B: two bytes each, all with these first bytes.
bool letter_lead(unsigned byte) { return byte >= 0xC3 && byte <= 0xC9; }

}  // namespace

std::size_t letter_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (is_plain_letter(text[at])) return 1;
  if (!letter_lead(byte_at(text, at)) || at + 1 >= text.size() || !continuation(byte_at(text, at + 1))) return 0;
  const bool sign = byte_at(text, at) == 0xC3 && (byte_at(text, at + 1) == 0x97 || byte_at(text, at + 1) == 0xB7);
  return sign ? 0 : 2;
}

bool capital_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  if (is_upper(text[at])) return true;
  if (letter_at(text, at) != 2) return false;
  const auto lead = byte_at(text, at);
  const auto next = byte_at(text, at + 1);
  if (lead == 0xC3) return next <= 0x9E;
  return lead <= 0xC5 && next % 2 == 0;  // most of Latin Extended A alternates capital and small
}

bool word_before(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  if (is_plain_letter(text[at - 1]) || is_digit(text[at - 1])) return true;
  return at >= 2 && letter_at(text, at - 2) == 2;
}

bool word_at(std::string_view text, std::size_t at) {
  return at < text.size() && (is_digit(text[at]) || letter_at(text, at) > 0);
}

std::size_t word_end(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (const auto size = letter_at(text, at); size > 0) {
      at += size;
    } else if ((text[at] == '-' || text[at] == '\'') && letter_at(text, at + 1) > 0) {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

std::size_t word_begin(std::string_view text, std::size_t end) {
  auto at = end;
  while (at > 0) {
    const bool joins = text[at - 1] == '-' && at < end && at >= 2 && is_plain_letter(text[at - 2]);
    if (joins || is_plain_letter(text[at - 1])) {
      --at;
    } else if (at >= 2 && letter_at(text, at - 2) == 2) {
      at -= 2;
    } else {
      break;
    }
  }
  return at;
}

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (std::size_t at = 0; at < result.size(); ++at) {
    const auto byte = byte_at(result, at);
    if (byte == 0xC3 && at + 1 < result.size()) {
      const auto next = byte_at(result, at + 1);
      if (next >= 0x80 && next <= 0x9E && next != 0x97) result[at + 1] = static_cast<char>(next + 0x20);
      ++at;
    } else {
      result[at] = to_lower(result[at]);
    }
  }
  return result;
}

bool equal_ignoring_case(std::string_view text, std::string_view expected) {
  return std::ranges::equal(text, expected, {}, to_lower);
}

}  // namespace quickscan
