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

/// A text of many lines for a terminal: a line of more than `width` columns goes on below its second column (what
/// follows two blanks), or below its own beginning. Colours take no room.
std::string wrap_text(std::string_view text, std::size_t width);

}  // namespace quickscan
