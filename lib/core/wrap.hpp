#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// Whether a stretch of text fits on one line.
using FitsLine = std::function<bool(std::string_view)>;

/// `text` on lines that fit, broken at blanks; inside a word only where the word alone is longer than a line,
/// and then after a slash if there is one. At least one line.
std::vector<std::string> wrap_lines(std::string_view text, const FitsLine& fits);

/// The same for a terminal: lines of at most `width` columns; characters that a terminal would obey are made
/// visible.
std::vector<std::string> wrap_columns(std::string_view text, std::size_t width);

}  // namespace quickscan
