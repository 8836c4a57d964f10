#include "formats/terminal.hpp"

#include "core/utf8.hpp"

#include <algorithm>

namespace quickscan {

namespace {

std::vector<std::string> lines_of(const std::string& cell) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin <= cell.size();) {
    const auto end = std::min(cell.find('\n', begin), cell.size());
    lines.push_back(make_visible(std::string_view(cell).substr(begin, end - begin)));
    begin = end + 1;
  }
  return lines;
}

void end_line(std::string& out) {
  while (out.ends_with(' ')) out.pop_back();
  out += '\n';
}

}  // namespace

std::string TextTable::text(std::size_t indent) const {
  std::vector<std::size_t> widths;
  for (const auto& row : rows_) {
    if (row.size() < 2) continue;
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) {
      for (const auto& line : lines_of(row[i])) widths[i] = std::max(widths[i], display_width(line));
    }
  }
  std::string out;
  for (const auto& row : rows_) {
    std::vector<std::vector<std::string>> cells;
    std::size_t height = 1;
    for (const auto& cell : row) {
      cells.push_back(lines_of(cell));
      height = std::max(height, cells.back().size());
    }
    for (std::size_t line = 0; line < height; ++line) {
      out.append(indent, ' ');
      for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto text = line < cells[i].size() ? cells[i][line] : std::string();
        out += text;
        if (i + 1 < cells.size()) out.append(widths[i] - display_width(text) + 2, ' ');
      }
      end_line(out);
    }
  }
  return out;
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
  std::string out;
  std::size_t column = 0;
  bool line_is_empty = true;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find_first_of(" \n\t", begin), text.size());
    const auto word = make_visible(text.substr(begin, end - begin));
    begin = end + 1;
    if (word.empty()) continue;
    const auto size = display_width(word);
    if (!line_is_empty && column + 1 + size > width) {
      out += '\n';
      out.append(indent, ' ');
      column = indent;
    } else if (!line_is_empty) {
      out += ' ';
      ++column;
    }
    out += word;
    column += size;
    line_is_empty = false;
  }
  return out;
}

}  // namespace quickscan
