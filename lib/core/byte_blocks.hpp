#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace quickscan {

/// Sixteen bytes that are compared at once; a comparison gives 0xFF in the bytes where it holds.
using Block [[gnu::vector_size(16)]] = unsigned char;

/// The bytes from `low` to `high`.
inline Block within(Block bytes, unsigned char low, unsigned char high) {
  return reinterpret_cast<Block>(bytes - low <= static_cast<unsigned char>(high - low));
}
inline Block equal(Block bytes, char one) { return reinterpret_cast<Block>(bytes == static_cast<unsigned char>(one)); }

/// The first byte from `at` to `end` that `test(Block)` finds; or, where none is found in whole blocks, the first of
/// the fewer than sixteen bytes that are left.
template <typename Test>
std::size_t find_in_blocks(const char* text, std::size_t at, std::size_t end, Test test) {
  static_assert(std::endian::native == std::endian::little);
  for (; at + sizeof(Block) <= end; at += sizeof(Block)) {
    Block bytes;
    std::memcpy(&bytes, text + at, sizeof bytes);
    const Block found = test(bytes);
    std::uint64_t halves[2];
    std::memcpy(halves, &found, sizeof halves);
    if ((halves[0] | halves[1]) == 0) continue;
    const auto bit = halves[0] != 0 ? std::countr_zero(halves[0]) : 64 + std::countr_zero(halves[1]);
    return at + static_cast<std::size_t>(bit) / 8;
  }
  return at;
}

/// Whether a text holds the byte `first` with `second` behind it.
inline bool holds_pair(std::string_view text, char first, char second) {
  std::size_t at = 0;
  for (; at + sizeof(Block) < text.size(); at += sizeof(Block)) {
    Block bytes;
    Block next;
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    std::memcpy(&next, text.data() + at + 1, sizeof next);
    const Block found = equal(bytes, first) & equal(next, second);
    std::uint64_t halves[2];
    std::memcpy(halves, &found, sizeof halves);
    if ((halves[0] | halves[1]) != 0) return true;
  }
  for (; at + 1 < text.size(); ++at) {
    if (text[at] == first && text[at + 1] == second) return true;
  }
  return false;
}

}  // namespace quickscan
