#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace quickscan {

/// Sixteen bytes that are compared at once; a comparison gives 0xFF in the bytes where it holds.
using ByteBlock [[gnu::vector_size(16)]] = unsigned char;

/// The bytes from `low` to `high`; where `high` is less, those from `low` on and those up to `high`.
inline ByteBlock within(ByteBlock bytes, unsigned char low, unsigned char high) {
  return reinterpret_cast<ByteBlock>(bytes - low <= static_cast<unsigned char>(high - low));
}
inline ByteBlock equal(ByteBlock bytes, char one) {
  return reinterpret_cast<ByteBlock>(bytes == static_cast<unsigned char>(one));
}

/// The first byte from `at` to `end` that `test(ByteBlock)` finds; or, where none is found, `end` or a byte before
/// which none is, sixteen before the end at most. A test may have a second block, the bytes behind each of the first.
template <typename Test>
std::size_t find_in_blocks(const char* text, std::size_t at, std::size_t end, Test test) {
  static_assert(std::endian::native == std::endian::little);
  constexpr bool pairs = std::is_invocable_v<Test, ByteBlock, ByteBlock>;
  constexpr std::size_t size = sizeof(ByteBlock) + (pairs ? 1 : 0);
  const auto first_in_block = [&](std::size_t begin) {
    ByteBlock bytes;
    std::memcpy(&bytes, text + begin, sizeof bytes);
    ByteBlock found;
    if constexpr (pairs) {
      ByteBlock next;
      std::memcpy(&next, text + begin + 1, sizeof next);
      found = test(bytes, next);
    } else {
      found = test(bytes);
    }
    std::uint64_t halves[2];
    std::memcpy(halves, &found, sizeof halves);
    if ((halves[0] | halves[1]) == 0) return sizeof(ByteBlock);
    const auto bit = halves[0] != 0 ? std::countr_zero(halves[0]) : 64 + std::countr_zero(halves[1]);
    return static_cast<std::size_t>(bit) / 8;
  };
  const auto begin = at;
  for (; at + size <= end; at += sizeof(ByteBlock))
    if (const auto first = first_in_block(at); first < sizeof(ByteBlock)) return at + first;
  // The last bytes are looked at together with some of those before them, in which nothing was found.
  return at > begin ? end - size + first_in_block(end - size) : at;
}

}  // namespace quickscan
