#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// The width of `text` set in a sans-serif of `size` (Helvetica, Arial and Liberation Sans share their
/// widths; letters with accents are as wide as without; anything else counts as a capital M), in the
/// unit of `size`, with 4 % to spare for the fonts of other systems.
double text_width(std::string_view text, double size);

/// Bold letters are about this much wider.
inline constexpr double bold_factor = 1.07;

/// `text` on lines of at most `width`, as wrap_lines() breaks it. At most `most` lines; the last ends in an ellipsis
/// where not all fits.
std::vector<std::string> wrap_text(std::string_view text, double size, double width, std::size_t most);

/// The longest beginning of `text` that fits in `width`, with an ellipsis where it was cut.
std::string fit_text(std::string_view text, double size, double width);

}  // namespace quickscan
