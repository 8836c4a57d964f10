#include "core/utf8.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace quickscan {

namespace {

unsigned byte_at(std::string_view text, std::size_t offset) {
  return offset < text.size() ? static_cast<unsigned char>(text[offset]) : 0U;
}

bool continues(std::string_view text, std::size_t offset) { return (byte_at(text, offset) & 0xC0U) == 0x80U; }

// A million quotes pass here: eight bytes at a time as long as all are printable ASCII.
std::size_t skip_plain(std::string_view text, std::size_t offset) {
  constexpr std::uint64_t high = 0x8080808080808080U;
  constexpr std::uint64_t ones = 0x0101010101010101U;
  while (offset + 8 <= text.size()) {
    std::uint64_t block = 0;
    std::memcpy(&block, text.data() + offset, sizeof block);
    const auto below_space = (block - ones * 0x20U) & ~block & high;
    const auto is_delete = ((block ^ ones * 0x7FU) - ones) & ~(block ^ ones * 0x7FU) & high;
    if (((block & high) | below_space | is_delete) != 0) break;
    offset += 8;
  }
  return offset;
}

}  // namespace

std::size_t sequence_length(std::string_view text, std::size_t offset) {
  const auto first = byte_at(text, offset);
  const auto second = byte_at(text, offset + 1);
  if (offset >= text.size()) return 0;
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return continues(text, offset + 1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const auto low = first == 0xE0 ? 0xA0U : 0x80U;
    const auto top = first == 0xED ? 0x9FU : 0xBFU;
    return second >= low && second <= top && continues(text, offset + 2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const auto low = first == 0xF0 ? 0x90U : 0x80U;
    const auto top = first == 0xF4 ? 0x8FU : 0xBFU;
    return second >= low && second <= top && continues(text, offset + 2) && continues(text, offset + 3) ? 4 : 0;
  }
  return 0;
}

std::optional<EncodingFault> find_encoding_fault(std::string_view text) {
  using Kind = EncodingFault::Kind;
  for (std::size_t at = text.starts_with(utf8_byte_order_mark) ? utf8_byte_order_mark.size() : 0; at < text.size();) {
    at = skip_plain(text, at);
    if (at >= text.size()) break;
    const auto byte = byte_at(text, at);
    if (byte < 0x80) {
      if (byte == 0) return EncodingFault{Kind::nul, at};
      if (byte == '\r' && byte_at(text, at + 1) != '\n') return EncodingFault{Kind::carriage_return, at};
      if ((byte < 0x20 && byte != '\n' && byte != '\t' && byte != '\r') || byte == 0x7F)
        return EncodingFault{Kind::control, at};
      ++at;
      continue;
    }
    const auto length = sequence_length(text, at);
    if (length == 0) return EncodingFault{Kind::not_utf8, at};
    if (byte == 0xC2 && byte_at(text, at + 1) < 0xA0) return EncodingFault{Kind::control, at};
    if (text.substr(at, 3) == utf8_byte_order_mark) return EncodingFault{Kind::byte_order_mark, at};
    at += length;
  }
  return std::nullopt;
}

namespace {

bool is_hidden(utf8proc_int32_t code) {
  const bool bidirectional = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) ||
                             code == 0x200E || code == 0x200F || code == 0x061C;
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || bidirectional || code == 0x200B || code == 0xFEFF ||
         code == 0x2028 || code == 0x2029;
}

template <typename Function>
void for_each_code_point(std::string_view text, Function function) {
  for (std::size_t at = 0; at < text.size();) {
    utf8proc_int32_t code = 0;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at;
    const auto length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    const auto size = length > 0 ? static_cast<std::size_t>(length) : 1;
    function(length > 0 ? code : 0xFFFD, text.substr(at, size));
    at += size;
  }
}

}  // namespace

std::string make_visible(std::string_view text) {
  std::string result;
  for_each_code_point(text, [&](utf8proc_int32_t code, std::string_view bytes) {
    if (code == '\t') {
      result += ' ';
    } else if (is_hidden(code)) {
      result += fmt::format("<U+{:04X}>", code);
    } else if (code == 0xFFFD && bytes.size() == 1) {
      result += "\xEF\xBF\xBD";
    } else {
      result += bytes;
    }
  });
  return result;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for_each_code_point(text, [&](utf8proc_int32_t code, std::string_view) {
    const auto columns = utf8proc_charwidth(code);
    width += columns > 0 ? static_cast<std::size_t>(columns) : 0;
  });
  return width;
}

namespace {

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
