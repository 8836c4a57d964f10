#include "formats/terminal.hpp"

#include "core/utf8.hpp"
#include "core/wrap.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace quickscan {

namespace {

constexpr std::size_t column_gap = 2;
constexpr std::size_t fewest_columns = 20;

std::string joined(const Text& text) {
  std::string out;
  for (const auto& run : text) out += run.text;
  return out;
}

/// The lines of a cell before they are wrapped.
std::vector<std::string> parts_of(const TableCell& cell) {
  std::vector<std::string> parts;
  const auto text = cell.symbol.empty() ? cell.text : cell.symbol + ' ' + cell.text;
  if (!text.empty() || cell.detail.empty()) parts.push_back(text);
  if (!cell.detail.empty()) parts.push_back(cell.detail);
  return parts;
}

std::vector<std::string> wrapped_cell(const TableCell& cell, std::size_t width) {
  std::vector<std::string> lines;
  for (const auto& part : parts_of(cell))
    for (auto& line : wrap_columns(part, width)) lines.push_back(std::move(line));
  return lines;
}

struct ColumnWidth {
  std::size_t natural = 0;  ///< of its longest line
  std::size_t least = 0;    ///< of its longest word
};

void widen(ColumnWidth& column, const TableCell& cell) {
  for (const auto& part : parts_of(cell)) {
    column.natural = std::max(column.natural, display_width(make_visible(part)));
    std::size_t begin = 0;
    while (begin < part.size()) {
      const auto end = std::min(part.find(' ', begin), part.size());
      column.least = std::max(column.least, display_width(make_visible(part.substr(begin, end - begin))));
      begin = end + 1;
    }
  }
}

bool spans(const Table& table, const std::vector<TableCell>& row) {
  return row.size() == 1 && table.columns.size() > 1;
}

/// The widths of a table's columns within `room`; none where even the longest words do not fit beside each other.
std::vector<std::size_t> fit_columns(const Table& table, std::size_t room) {
  std::vector<ColumnWidth> columns(table.columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) widen(columns[i], {.text = table.columns[i]});
  for (const auto& row : table.rows) {
    if (spans(table, row)) continue;
    for (std::size_t i = 0; i < row.size() && i < columns.size(); ++i) widen(columns[i], row[i]);
  }
  std::vector<std::size_t> widths;
  for (const auto& column : columns) widths.push_back(column.natural);
  const auto filled = static_cast<std::size_t>(std::ranges::count_if(widths, [](auto width) { return width > 0; }));
  const auto gaps = filled == 0 ? 0 : column_gap * (filled - 1);
  auto total = std::accumulate(widths.begin(), widths.end(), gaps);
  // The widest column gives way first: it holds running text.
  while (total > room) {
    std::size_t widest = columns.size();
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (widths[i] > columns[i].least && (widest == columns.size() || widths[i] > widths[widest])) widest = i;
    if (widest == columns.size()) return {};
    --widths[widest];
    --total;
  }
  return widths;
}

class TerminalWriter {
 public:
  explicit TerminalWriter(const TerminalOptions& options) : options_(options) {
    options_.width = std::max(options.width, fewest_columns);
  }

  std::string write(const Document& document) {
    if (!document.title.empty()) line(document.title, bold);
    if (!document.subtitle.empty()) line(document.subtitle);
    for (const auto& [name, value] : document.facts) line(fmt::format("{}: {}", name, value));
    for (const auto& banner : document.banners) (*this)(banner);
    for (const auto& section : document.sections) write(section);
    return std::move(out_);
  }

  void operator()(const Heading& heading) {
    indent_ = 2 * static_cast<std::size_t>(std::max(heading.level - first_level_, 0));
    blank_line();
    line(heading.text, bold);
    indent_ += 2;
    after_title_ = true;
  }

  void operator()(const Paragraph& paragraph) {
    separate();
    const bool stressed = paragraph.role == Paragraph::Role::lead || paragraph.role == Paragraph::Role::verdict;
    line(joined(paragraph.text), stressed ? bold : std::string_view());
  }

  void operator()(const ListBlock& list) {
    separate();
    for (std::size_t i = 0; i < list.items.size(); ++i)
      marked(list.ordered ? fmt::format("{}.", i + 1) : "-", joined(list.items[i]));
  }

  void operator()(const Outline& outline) {
    separate();
    for (const auto& each : outline.items) {
      if (outline.spaced && &each != outline.items.data()) blank_line();
      item(each, outline.spaced ? 0 : 2);
    }
  }

  void operator()(const Callout& callout) {
    blank_line();
    line(callout.title + '.', callout.kind == Callout::Kind::information ? bold : warning);
    for (const auto& each : callout.paragraphs) line(joined(each));
  }

  void operator()(const Definitions& definitions) {
    separate();
    for (const auto& [term, meaning] : definitions.items) hanging(term + ": " + joined(meaning), 2);
  }

  void operator()(const Quotation& quotation) {
    separate();
    hanging("“" + quotation.text + "”" + (quotation.attribution.empty() ? "" : " – " + quotation.attribution), 2);
  }

  void operator()(const TableBlock& block) {
    separate();
    table(block.table);
  }

  void operator()(const FigureBlock& block) {
    separate();
    line(block.figure.title, bold);
    line(block.figure.description);
    if (!block.figure.data.rows.empty()) table(block.figure.data);
  }

 private:
  static constexpr std::string_view bold = "1";
  static constexpr std::string_view warning = "1;33";

  void write(const Section& section) {
    indent_ = 0;
    first_level_ = section.title.empty() ? 3 : 2;
    blank_line();
    after_title_ = true;
    if (!section.title.empty()) {
      line(section.title, bold);
      indent_ = 2;
    }
    for (const auto& block : section.blocks) std::visit(*this, block);
  }

  std::size_t room(std::size_t indent) const {
    return options_.width > indent + fewest_columns / 2 ? options_.width - indent : fewest_columns / 2;
  }

  void blank_line() {
    if (!out_.empty() && !out_.ends_with("\n\n")) out_ += '\n';
  }

  /// A blank line between two blocks, but none after a title.
  void separate() {
    if (!after_title_) blank_line();
    after_title_ = false;
  }

  void put(std::size_t indent, std::string text, std::string_view style = {}) {
    while (text.ends_with(' ')) text.pop_back();
    out_.append(text.empty() ? 0 : indent, ' ');
    out_ += options_.colour && !style.empty() ? fmt::format("\x1b[{}m{}\x1b[0m", style, text) : text;
    out_ += '\n';
  }

  void line(const std::string& text, std::string_view style = {}) {
    for (auto& each : wrap_columns(text, room(indent_))) put(indent_, std::move(each), style);
  }

  /// Lines after the first are indented by `more`.
  void hanging(const std::string& text, std::size_t more) {
    const auto lines = wrap_columns(text, room(indent_ + more));
    for (std::size_t i = 0; i < lines.size(); ++i) put(indent_ + (i > 0 ? more : 0), lines[i]);
  }

  /// A mark, and the text beside it.
  void marked(const std::string& mark, const std::string& text) {
    const auto margin = mark.empty() ? 0 : display_width(mark) + 1;
    const auto lines = wrap_columns(text, room(indent_ + margin));
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (i == 0 && margin > 0) {
        put(indent_, mark + ' ' + lines[i]);
      } else {
        put(indent_ + margin, lines[i]);
      }
    }
  }

  /// What is below an item is indented further than its own second line, unless the items are set apart anyway.
  void item(const OutlineItem& each, std::size_t further) {
    const auto margin = each.mark.empty() ? 2 : display_width(each.mark) + 1;
    if (each.mark.empty()) {
      hanging(joined(each.text), margin);
    } else {
      marked(each.mark, joined(each.text));
    }
    indent_ += margin + further;
    for (const auto& below : each.items) item(below, 2);
    indent_ -= margin + further;
  }

  void table(const Table& table) {
    if (!table.caption.empty()) line(table.caption, bold);
    const auto widths = fit_columns(table, room(indent_));
    if (widths.empty()) return rows_as_lists(table);
    const bool notes = std::ranges::any_of(table.rows, [&](const auto& row) { return spans(table, row); });
    if (std::ranges::any_of(table.columns, [](const auto& name) { return !name.empty(); })) {
      std::vector<TableCell> head;
      for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const bool number = !table.rows.empty() && i < table.rows.front().size() && table.rows.front()[i].number;
        head.push_back({.text = table.columns[i], .number = number});
      }
      row(head, widths, bold);
      if (options_.ruled_tables) {
        std::vector<TableCell> rule;
        for (const auto width : widths) rule.push_back({.text = std::string(width, '-')});
        row(rule, widths);
      }
      if (notes) blank_line();
    }
    for (const auto& each : table.rows) {
      if (spans(table, each)) {
        for (const auto& text : wrapped_cell(each.front(), room(indent_ + 2))) put(indent_ + 2, text);
      } else {
        if (notes && &each != table.rows.data()) blank_line();
        row(each, widths);
      }
    }
  }

  void row(const std::vector<TableCell>& cells, const std::vector<std::size_t>& widths, std::string_view style = {}) {
    std::vector<std::vector<std::string>> columns;
    std::size_t height = 1;
    for (std::size_t i = 0; i < cells.size() && i < widths.size(); ++i) {
      columns.push_back(wrapped_cell(cells[i], widths[i]));
      height = std::max(height, columns.back().size());
    }
    for (std::size_t at = 0; at < height; ++at) {
      std::string text;
      bool first = true;
      for (std::size_t i = 0; i < columns.size(); ++i) {
        if (widths[i] == 0) continue;
        const auto cell = at < columns[i].size() ? columns[i][at] : std::string();
        const std::string space(widths[i] - std::min(widths[i], display_width(cell)), ' ');
        if (!first) text.append(column_gap, ' ');
        first = false;
        text += cells[i].number ? space + cell : cell + space;
      }
      put(indent_, std::move(text), style);
    }
  }

  void rows_as_lists(const Table& table) {
    for (const auto& each : table.rows) {
      if (&each != table.rows.data() && !spans(table, each)) blank_line();
      for (std::size_t i = 0; i < each.size(); ++i) {
        std::string text;
        for (const auto& part : parts_of(each[i])) text += (text.empty() || part.empty() ? "" : ", ") + part;
        if (text.empty()) continue;
        if (i == 0) {
          hanging(text, 2);
          continue;
        }
        indent_ += 2;
        hanging(table.columns[i].empty() ? text : table.columns[i] + ": " + text, 2);
        indent_ -= 2;
      }
    }
  }

  TerminalOptions options_;
  std::string out_;
  std::size_t indent_ = 0;
  int first_level_ = 2;  ///< of headings that are not indented
  bool after_title_ = true;
};

}  // namespace

std::string terminal_text(const Document& document, const TerminalOptions& options) {
  return TerminalWriter(options).write(document);
}

}  // namespace quickscan
