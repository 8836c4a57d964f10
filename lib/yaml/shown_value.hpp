#pragma once

#include <string>
#include <string_view>

namespace quickscan {

/// A value as a message may repeat it: an id, a word of a list, a number or a date. What may be the words or the name
/// of a person, typed in the place of one, becomes "…": messages go where quotes and notes may not.
std::string shown_value(std::string_view text);

}  // namespace quickscan
