#include "core/utf8.hpp"

#include "core/byte_blocks.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace quickscan {

namespace {

constexpr std::uint32_t byte_order_mark = 0xFEFF;

unsigned byte_at(std::string_view text, std::size_t offset) {
  return offset < text.size() ? static_cast<unsigned char>(text[offset]) : 0U;
}

// A large study has a million quotes: printable ASCII and newlines are skipped sixteen bytes at a time.
std::size_t skip_plain(std::string_view text, std::size_t offset) {
  return find_in_blocks(text.data(), offset, text.size(),
                        [](ByteBlock bytes) { return within(bytes, 0x7F, 0x1F) & ~equal(bytes, '\n'); });
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t at) {
  if (const auto byte = byte_at(text, at); byte < 0x80 && at < text.size()) return {byte, 1, true};
  utf8proc_int32_t value = 0;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at;
  const auto length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - at), &value);
  if (length <= 0) return {};
  return {static_cast<std::uint32_t>(value), static_cast<std::size_t>(length), true};
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char byte) { return !is_continuation(byte); }));
}

std::size_t code_point_begin(std::string_view text, std::size_t at) {
  while (at > 0 && is_continuation(text[at])) --at;
  return at;
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
    const auto point = code_point_at(text, at);
    if (!point.valid) return EncodingFault{Kind::not_utf8, at};
    // Noncharacters too: other YAML readers refuse them.
    if (point.value < 0xA0 || point.value == 0xFFFE || point.value == 0xFFFF) return EncodingFault{Kind::control, at};
    if (point.value == byte_order_mark) return EncodingFault{Kind::byte_order_mark, at};
    at += point.size;
  }
  return std::nullopt;
}

namespace {

bool is_hidden(std::uint32_t code) {
  const bool bidirectional = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) ||
                             code == 0x200E || code == 0x200F || code == 0x061C;
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || bidirectional || code == 0x200B || code == 0xFEFF ||
         code == 0x2028 || code == 0x2029;
}

template <typename Function>
void for_each_code_point(std::string_view text, Function function) {
  for (std::size_t at = 0; at < text.size();) {
    const auto point = code_point_at(text, at);
    function(point, text.substr(at, point.size));
    at += point.size;
  }
}

}  // namespace

std::string make_visible(std::string_view text) {
  auto plain = find_in_blocks(text.data(), 0, text.size(), [](ByteBlock bytes) { return within(bytes, 0x7F, 0x1F); });
  while (plain < text.size() && byte_at(text, plain) >= 0x20 && byte_at(text, plain) < 0x7F) ++plain;
  std::string result(text.substr(0, plain));
  text.remove_prefix(plain);
  for_each_code_point(text, [&](const CodePoint& point, std::string_view bytes) {
    if (point.value == '\t') {
      result += ' ';
    } else if (is_hidden(point.value)) {
      result += fmt::format("<U+{:04X}>", point.value);
    } else {
      result += point.valid ? bytes : "\xEF\xBF\xBD";
    }
  });
  return result;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for_each_code_point(text, [&](const CodePoint& point, std::string_view) {
    const auto columns = utf8proc_charwidth(static_cast<utf8proc_int32_t>(point.value));
    width += columns > 0 ? static_cast<std::size_t>(columns) : 0;
  });
  return width;
}

namespace {

// Latin-1 Supplement, Latin Extended-A and -B and the first IPA letters: all of two bytes.
bool is_accented_letter(std::uint32_t code) {
  constexpr std::uint32_t first = 0xC0, last = 0x27F, multiplication = 0xD7, division = 0xF7;
  return code >= first && code <= last && code != multiplication && code != division;
}

}  // namespace

std::size_t letter_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (byte_at(text, at) < 0x80) return is_plain_letter(text[at]) ? 1 : 0;
  const auto point = code_point_at(text, at);
  return is_accented_letter(point.value) ? point.size : 0;
}

bool capital_at(std::string_view text, std::size_t at) {
  if (at >= text.size() || is_upper(text[at])) return at < text.size();
  // Most words begin with a small letter, é and the like among them.
  if (byte_at(text, at) < 0xC3 || (byte_at(text, at) == 0xC3 && byte_at(text, at + 1) > 0x9E)) return false;
  return letter_at(text, at) > 1 &&
         utf8proc_category(static_cast<utf8proc_int32_t>(code_point_at(text, at).value)) == UTF8PROC_CATEGORY_LU;
}

bool word_before(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  if (is_plain_letter(text[at - 1]) || is_digit(text[at - 1])) return true;
  return at >= 2 && is_continuation(text[at - 1]) && letter_at(text, at - 2) == 2;
}

bool word_at(std::string_view text, std::size_t at) {
  return at < text.size() && (is_digit(text[at]) || letter_at(text, at) > 0);
}

std::size_t word_end(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (is_plain_letter(text[at]) || ((text[at] == '-' || text[at] == '\'') && letter_at(text, at + 1) > 0)) {
      ++at;
    } else if (const auto size = letter_at(text, at); size > 0) {
      at += size;
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
    } else if (at >= 2 && is_continuation(text[at - 1]) && letter_at(text, at - 2) == 2) {
      at -= 2;
    } else {
      break;
    }
  }
  return at;
}

std::string lower_ascii(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), to_lower);
  return result;
}

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (std::size_t at = 0; at < result.size();) {
    const auto size = std::max<std::size_t>(letter_at(result, at), 1);
    if (size == 1) {
      result[at] = to_lower(result[at]);
    } else {
      utf8proc_uint8_t small[4];
      const auto code = static_cast<utf8proc_int32_t>(code_point_at(result, at).value);
      const auto length = utf8proc_encode_char(utf8proc_tolower(code), small);
      if (std::cmp_equal(length, size)) std::copy_n(small, length, result.begin() + static_cast<std::ptrdiff_t>(at));
    }
    at += size;
  }
  return result;
}

bool equal_ignoring_case(std::string_view text, std::string_view expected) {
  return std::ranges::equal(text, expected, {}, to_lower);
}

}  // namespace quickscan
