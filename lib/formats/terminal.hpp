#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// Rows of cells for a terminal; a cell may have several lines. Columns are as wide as what they hold, two
/// blanks apart; characters that a terminal would obey are made visible.
class TextTable {
 public:
  using Row = std::vector<std::string>;

  void add(Row row) { rows_.push_back(std::move(row)); }
  /// A line of its own over all columns.
  void add_line(std::string text) { rows_.push_back({std::move(text)}); }
  /// The table, every line behind `indent` blanks and none with blanks at its end.
  std::string text(std::size_t indent = 0) const;

 private:
  std::vector<Row> rows_;
};

/// Words wrapped to `width` columns; lines after the first begin with `indent` blanks.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent = 0);

}  // namespace quickscan
