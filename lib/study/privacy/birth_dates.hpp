#pragma once

#include <cstddef>
#include <string_view>

namespace quickscan {

/// The end of what begins at `at`, a digit, and may be a date of birth; 0 where it is none. That is a full date after a
/// word of birth, or one in numbers of a year in which no quick scan was held.
std::size_t birth_date_end(std::string_view text, std::size_t at);

}  // namespace quickscan
