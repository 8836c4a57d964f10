#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace quickscan {

/// How a table's cell is filled: the steps of the one sequential hue of report.md, palest first.
/// `withheld` is hatched; the words in the cell always say the same as the fill.
enum class Shade : std::uint8_t { plain, step_0, step_1, step_2, step_3, step_4, withheld };

/// A cell of a table; give `text` by name or as the only initialiser. Texts are plain; every format escapes them
/// itself.
struct TableCell {
  std::string text;
  /// A second, smaller line: "5 van 8 stemmen".
  std::string detail = {};
  Shade shade = Shade::plain;
  /// Aligned right, figures of one width.
  bool number = false;
  /// Put before the text for the eye alone; says nothing that the text does not: "■■■□□".
  std::string symbol = {};
};

/// A table with a header row (scope col); the first cell of a row is its header (scope row).
struct Table {
  std::string caption;
  std::vector<std::string> columns;
  std::vector<std::vector<TableCell>> rows;
  /// False where the rows have no header of their own.
  bool row_headers = true;
};

/// A chart as inline SVG (`<svg … role="img">` with its own <title> and <desc>), the same two texts for
/// formats that cannot read them, and the numbers it shows, which stand beside it as a table.
/// An empty `svg` means that there is nothing to draw: nothing is shown then.
struct Figure {
  /// Unique in the document and a file name: `gap-access`. Ids inside the SVG begin with it.
  std::string id;
  std::string svg;
  std::string title;
  std::string description;
  Table data;
  /// The paper that a drawing needs, lying down: `A3`. Empty: A4.
  std::string sheet = {};
  /// How large its letters are there and on A4; for above the drawing. Empty where A4 is large enough.
  std::string sheet_note = {};
};

}  // namespace quickscan
