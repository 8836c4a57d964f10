#pragma once

#include <string_view>

namespace quickscan {

/// Whether a text holds what may be a date of birth: a full date after a word of birth, or one in numbers of a year in
/// which no quick scan was held.
bool holds_birth_date(std::string_view text);

}  // namespace quickscan
