#pragma once

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

/// The length in bytes of the UTF-8 sequence at `offset`; 0 if there is none.
std::size_t sequence_length(std::string_view text, std::size_t offset);

/// `text` as a terminal may show it: control characters, bidirectional marks and invisible characters
/// as `<U+202E>`; a tab as one space.
std::string make_visible(std::string_view text);

/// The number of terminal columns that `text` takes.
std::size_t display_width(std::string_view text);

}  // namespace quickscan
