#include "formats/word_table.hpp"

#include "core/escape.hpp"
#include "core/format.hpp"
#include "report/drawing/text_metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

namespace quickscan {

namespace {

// Between the margins of an A4 page, in twentieths of a point.
constexpr int table_width = 9638;
// The letters of a table, in points, and what a cell keeps free beside its text.
constexpr double letter_size = 8;
constexpr int cell_padding = 230;

/// Fill and ink.
std::pair<std::string_view, std::string_view> shade_of(Shade shade) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> shades = {{{"", "1A1A1A"},
                                                                                    {"F7FBFF", "1A1A1A"},
                                                                                    {"D2E3F3", "1A1A1A"},
                                                                                    {"9AC8E0", "1A1A1A"},
                                                                                    {"1F6FAE", "FFFFFF"},
                                                                                    {"08417C", "FFFFFF"},
                                                                                    {"EFEFEF", "3D3D3D"}}};
  return shades.at(static_cast<std::size_t>(shade));
}

/// What a cell says, line by line.
std::vector<std::string> lines_of_cell(const TableCell& cell) {
  std::vector<std::string> lines;
  const auto add = [&](const std::string& symbol, const std::string& text) {
    if (!text.empty()) lines.push_back(symbol.empty() ? text : symbol + ' ' + text);
  };
  add(cell.symbol, cell.text);
  for (const auto& line : cell.lines) add(line.symbol, line.text);
  add({}, cell.detail);
  return lines;
}

/// In twentieths of a point.
int text_need(std::string_view text, bool strong) {
  return static_cast<int>(text_width(text, letter_size) * (strong ? bold_factor : 1) * 20);
}

struct ColumnNeed {
  int word = cell_padding;
  int text = cell_padding;
};

ColumnNeed need_of(const Table& table, std::size_t column) {
  constexpr int most_text = 3700;
  ColumnNeed need;
  const auto add = [&](std::string_view text, bool strong) {
    need.text = std::max(need.text, std::min(text_need(text, strong), most_text) + cell_padding);
    for (std::size_t begin = 0; begin <= text.size();) {
      const auto end = std::min(text.find_first_of(" -", begin), text.size());
      need.word = std::max(need.word, text_need(text.substr(begin, end - begin), strong) + cell_padding);
      begin = end + 1;
    }
  };
  add(table.columns[column], true);
  for (const auto& row : table.rows) {
    if (column >= row.size() || row.size() == 1) continue;
    for (const auto& line : lines_of_cell(row[column])) add(line, table.row_headers && column == 0);
  }
  return need;
}

/// At least the longest word, then in the proportion of what the texts need; the whole page where they need more.
std::vector<int> column_widths(const Table& table) {
  std::vector<ColumnNeed> needs;
  for (std::size_t column = 0; column < table.columns.size(); ++column) needs.push_back(need_of(table, column));
  int words = 0;
  int texts = 0;
  for (const auto& need : needs) {
    words += need.word;
    texts += std::max(need.word, need.text);
  }
  std::vector<int> widths;
  for (const auto& need : needs) {
    const auto wanted = std::max(need.word, need.text);
    if (words >= table_width) {
      widths.push_back(need.word * table_width / words);
    } else if (texts <= table_width) {
      widths.push_back(wanted * table_width / texts);
    } else {
      widths.push_back(need.word + (wanted - need.word) * (table_width - words) / (texts - words));
    }
  }
  return widths;
}

std::string paragraph_of(std::string_view text, std::string_view properties, std::string_view run) {
  auto escaped = escape_svg(text);
  std::ranges::replace(escaped, '\n', ' ');
  return fmt::format("<w:p><w:pPr>{}</w:pPr><w:r><w:rPr>{}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
                     properties, run, escaped);
}

/// `kept` with the next row: a caption and a header alone at the foot of a page say nothing.
std::string cell_of(const TableCell& cell, int width, bool strong, bool kept) {
  const auto [fill, ink] = shade_of(cell.shade);
  auto out = fmt::format("<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>", width);
  if (!fill.empty()) append_format(out, "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{}\"/>", fill);
  out += "</w:tcPr>";
  const auto properties = fmt::format("<w:pStyle w:val=\"Compact\"/>{}<w:spacing w:before=\"20\" w:after=\"20\"/>{}",
                                      kept ? "<w:keepNext/>" : "", cell.number ? "<w:jc w:val=\"right\"/>" : "");
  const auto run = fmt::format("{}<w:color w:val=\"{}\"/><w:sz w:val=\"16\"/>", strong ? "<w:b/>" : "", ink);
  auto lines = lines_of_cell(cell);
  if (lines.empty()) lines.emplace_back();
  for (const auto& line : lines) out += paragraph_of(line, properties, run);
  return out + "</w:tc>";
}

std::string row_of(const std::vector<TableCell>& cells, const std::vector<int>& widths, bool header, bool row_headers) {
  std::string out = "<w:tr><w:trPr><w:cantSplit/>";
  if (header) out += "<w:tblHeader/>";
  out += "</w:trPr>";
  if (cells.size() == 1 && widths.size() > 1) {
    const auto whole = std::accumulate(widths.begin(), widths.end(), 0);
    auto cell = cell_of(cells.front(), whole, false, false);
    cell.insert(cell.find("</w:tcPr>"), fmt::format("<w:gridSpan w:val=\"{}\"/>", widths.size()));
    return out + cell + "</w:tr>";
  }
  for (std::size_t column = 0; column < cells.size() && column < widths.size(); ++column)
    out += cell_of(cells[column], widths[column], header || (row_headers && column == 0), header);
  return out + "</w:tr>";
}

}  // namespace

std::string word_figure_title(std::string_view title) { return paragraph_of(title, "<w:keepNext/>", "<w:b/>"); }

std::string word_table(const Table& table) {
  const auto widths = column_widths(table);
  std::string out;
  if (!table.caption.empty()) out += paragraph_of(table.caption, "<w:pStyle w:val=\"TableCaption\"/><w:keepNext/>", "");
  out +=
      "<w:tbl><w:tblPr><w:tblStyle w:val=\"Table\"/><w:tblW w:type=\"pct\" w:w=\"5000\"/>"
      "<w:tblLayout w:type=\"fixed\"/><w:tblLook w:firstRow=\"1\"/></w:tblPr><w:tblGrid>";
  for (const int width : widths) append_format(out, "<w:gridCol w:w=\"{}\"/>", width);
  out += "</w:tblGrid>";
  std::vector<TableCell> names;
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    const bool number = !table.rows.empty() && column < table.rows.front().size() && table.rows.front()[column].number;
    names.push_back({.text = table.columns[column], .number = number});
  }
  out += row_of(names, widths, true, false);
  for (const auto& row : table.rows) out += row_of(row, widths, false, table.row_headers);
  // Word joins two tables without a paragraph between them.
  return out + "</w:tbl><w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\"/></w:pPr></w:p>";
}

}  // namespace quickscan
