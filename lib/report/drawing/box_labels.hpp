#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// A label of a box on lines of at most `width`; words that are too wide are hyphenated. Beyond `most` lines it ends
/// in an ellipsis.
std::vector<std::string> wrap_label(std::string_view label, double width, std::size_t most);

/// The width of the widest part that a label of at most `width` cannot do without.
double widest_part(std::string_view label, double width);

}  // namespace quickscan
