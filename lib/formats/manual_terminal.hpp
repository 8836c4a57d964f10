#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace quickscan {

/// A page of the manual, or a part of one, for a terminal of `width` columns. Its Markdown has headings,
/// paragraphs, lists, tables, fenced code, links, `**` and backticks, and comments on lines of their own. Paragraphs
/// are wrapped; a table that is too wide becomes one block a row.
std::string manual_for_terminal(std::string_view markdown, std::size_t width);

}  // namespace quickscan
