#pragma once

#include "report/document.hpp"

#include <string>
#include <string_view>

namespace quickscan {

/// A table as Word's own XML, with its caption above it: columns as wide as their longest word needs, no row over two
/// pages, a header on each of them, and the shades of the report.
std::string word_table(const Table& table);

/// What is said above a drawing, on the page on which the drawing is.
std::string word_figure_title(std::string_view title);

}  // namespace quickscan
