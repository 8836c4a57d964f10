#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quickscan {

inline constexpr std::string_view utf8_byte_order_mark = "\xEF\xBB\xBF";

/// What is wrong with a text at a byte.
struct EncodingFault {
  enum class Kind : std::uint8_t { not_utf8, control, nul, byte_order_mark, carriage_return };
  Kind kind = Kind::not_utf8;
  std::size_t offset = 0;
};

/// The first byte of `text` that is not strict UTF-8, or that a study's text may not hold: NUL, C0 but
/// newline and tab, DEL, C1, a carriage return without newline, a byte-order mark inside.
std::optional<EncodingFault> find_encoding_fault(std::string_view text);

/// A code point of a text and its length in bytes. A byte that is not strict UTF-8 is U+FFFD of length 1, with
/// `valid` off.
struct CodePoint {
  std::uint32_t value = 0xFFFD;
  std::size_t size = 1;
  bool valid = false;
};

/// The code point that begins at `at`, a byte of the text.
CodePoint code_point_at(std::string_view text, std::size_t at);

/// Whether a byte is the second or later byte of a code point.
inline bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// The number of code points in UTF-8 text.
std::size_t count_code_points(std::string_view text);

/// The begin of the code point that the byte at `at` belongs to.
std::size_t code_point_begin(std::string_view text, std::size_t at);

/// `text` as a terminal may show it: control characters, bidirectional marks, the zero-width space
/// and line separators as `<U+202E>`; a tab as one space.
std::string make_visible(std::string_view text);

/// The number of terminal columns that `text` takes.
std::size_t display_width(std::string_view text);

/// `text` without the blanks around it.
inline std::string_view trimmed(std::string_view text, std::string_view blanks = " \t\r\n") {
  const auto begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
}

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
inline bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
inline bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n'; }
/// White space, the carriage return of a CRLF among it.
inline bool is_white(char c) { return is_space(c) || c == '\r'; }
inline bool is_plain_letter(char c) { return is_upper(c) || is_lower(c); }
/// A letter of ASCII, or a byte of a character beyond it.
inline bool is_letter_byte(char c) { return is_plain_letter(c) || static_cast<unsigned char>(c) >= 0x80U; }
inline char to_lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

// Words as the privacy scan reads them: letters of Latin script, with or without accents.

/// The number of bytes of the Latin letter at `at`; 0 if there is none.
std::size_t letter_at(std::string_view text, std::size_t at);

/// Whether the letter at `at` is a capital.
bool capital_at(std::string_view text, std::size_t at);

/// Whether a letter or digit ends just before `at`.
bool word_before(std::string_view text, std::size_t at);

/// Whether a letter or digit begins at `at`.
bool word_at(std::string_view text, std::size_t at);

/// The end of the word that begins at `at`; hyphens and apostrophes between letters belong to it.
std::size_t word_end(std::string_view text, std::size_t at);

/// The begin of the word of letters, digits and hyphens that ends at `end`.
std::size_t word_begin(std::string_view text, std::size_t end);

/// The text with the capitals of ASCII made small, and no others.
std::string lower_ascii(std::string_view text);

/// The text with Latin capitals made small; its length in bytes stays the same.
std::string lower_case(std::string_view text);

/// Whether `text` is `expected` (in lower case), the case of ASCII letters ignored.
bool equal_ignoring_case(std::string_view text, std::string_view expected);

}  // namespace quickscan
