#pragma once

#include <cstdint>
#include <string_view>

namespace quickscan {

/// The CRC-32 of ISO 3309 (polynomial EDB88320 hexadecimal, reflected), as PNG and ZIP use it.
std::uint32_t crc32_of(std::string_view bytes);

}  // namespace quickscan
