#pragma once

#include <string_view>

namespace quickscan {

/// Whether `word` is one of the common first names of the Netherlands that mean nothing else.
bool is_first_name(std::string_view word);

}  // namespace quickscan
