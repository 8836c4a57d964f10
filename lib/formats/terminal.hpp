#pragma once

#include "report/document.hpp"

#include <cstddef>
#include <string>

namespace quickscan {

struct TerminalOptions {
  std::size_t width = 100;  ///< columns; no line is longer
  bool colour = false;
  bool ruled_tables = false;  ///< a line of dashes under the head of a table
};

/// A document as text for a terminal: words wrapped, tables aligned, sections and items indented. A table that does
/// not fit gets narrower columns, and where that is not enough, a row becomes a list of its cells.
std::string terminal_text(const Document& document, const TerminalOptions& options = {});

}  // namespace quickscan
