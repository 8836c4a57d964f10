#pragma once

#include "report/document.hpp"

#include <string>

namespace quickscan {

/// A table as Word's own XML, with its caption above it: columns as wide as their longest word needs, no row over two
/// pages, a header on each of them, and the shades of the report.
std::string word_table(const Table& table);

}  // namespace quickscan
