#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace quickscan {

/// Sixteen bytes that are compared at once; a comparison gives 0xFF in the bytes where it holds.
using Block [[gnu::vector_size(16)]] = unsigned char;

/// The bytes from `low` to `high`; where `high` is less, those from `low` on and those up to `high`.
inline Block within(Block bytes, unsigned char low, unsigned char high) {
  return reinterpret_cast<Block>(bytes - low <= static_cast<unsigned char>(high - low));
}
inline Block equal(Block bytes, char one) { return reinterpret_cast<Block>(bytes == static_cast<unsigned char>(one)); }

/// The first byte from `at` to `end` that `test(Block)` finds; or, where none is found in whole blocks, the first of
/// those that are left, sixteen at most. A test may have a second block, the bytes behind each of the first.
template <typename Test>
std::size_t find_in_blocks(const char* text, std::size_t at, std::size_t end, Test test) {
  static_assert(std::endian::native == std::endian::little);
  constexpr bool pairs = std::is_invocable_v<Test, Block, Block>;
  for (; at + sizeof(Block) + (pairs ? 1 : 0) <= end; at += sizeof(Block)) {
    Block bytes;
    std::memcpy(&bytes, text + at, sizeof bytes);
    Block found;
    if constexpr (pairs) {
      Block next;
      std::memcpy(&next, text + at + 1, sizeof next);
      found = test(bytes, next);
    } else {
      found = test(bytes);
    }
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
  auto at = find_in_blocks(text.data(), 0, text.size(),
                           [&](Block bytes, Block next) { return equal(bytes, first) & equal(next, second); });
  for (; at + 1 < text.size(); ++at) {
    if (text[at] == first && text[at + 1] == second) return true;
  }
  return false;
}

}  // namespace quickscan
