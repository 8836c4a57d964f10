#include "formats/briefing.hpp"

#include "core/escape.hpp"
#include "embedded.hpp"
#include "formats/template.hpp"
#include "report/drawing/text_metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <vector>

namespace quickscan {

namespace {

std::string list_of(const std::vector<std::string>& items, std::string_view element) {
  auto out = fmt::format("<{}>\n", element);
  for (const auto& item : items) out += "<li>" + escape_html(item) + "</li>\n";
  return items.empty() ? std::string() : out + fmt::format("</{}>\n", element);
}

std::string answers_of(const std::vector<Text>& answers) {
  std::string out;
  for (const auto& answer : answers) {
    out += "<p class=\"lead\">";
    for (const auto& run : answer) {
      const bool strong = run.style == Run::Style::strong;
      out += strong ? "<strong>" + escape_html(run.text) + "</strong>" : escape_html(run.text);
    }
    out += "</p>\n";
  }
  return out;
}

// The sizes of data/briefing.css, in points.
constexpr double points_per_mm = 72 / 25.4;
constexpr double page_width = 182 * points_per_mm;
constexpr double page_height = 271 * points_per_mm;
constexpr double text_size = 9;
constexpr double text_line = text_size * 1.3;
constexpr double table_size = 7.5;
constexpr double table_line = table_size * 1.2;
// Of the columns of the status tracker.
constexpr std::array<double, 6> column_shares = {0.18, 0.175, 0.13, 0.23, 0.125, 0.16};

double lines_of(const std::string& text, double size, double width, bool bold = false) {
  // Bold letters are some 7 % wider.
  return text.empty() ? 0 : static_cast<double>(wrap_text(text, bold ? size * 1.07 : size, width, 200).size());
}

double cell_height(const TableCell& cell, double width, bool bold) {
  double lines = lines_of(cell.text, table_size, width, bold) + lines_of(cell.detail, table_size, width);
  for (const auto& line : cell.lines)
    lines += lines_of(line.symbol.empty() ? line.text : line.symbol + ' ' + line.text, table_size, width);
  return lines * table_line;
}

double table_height(const Table& table) {
  constexpr double padding = 1.4 * points_per_mm;
  const auto width_of = [](std::size_t column) {
    return column_shares.at(std::min(column, column_shares.size() - 1)) * page_width - 2 * points_per_mm;
  };
  double header = 0;
  for (std::size_t column = 0; column < table.columns.size(); ++column)
    header = std::max(header, lines_of(table.columns[column], table_size, width_of(column), true) * table_line);
  double height = table_line + header + padding + 1;
  for (const auto& row : table.rows) {
    double tallest = 0;
    for (std::size_t column = 0; column < row.size(); ++column)
      tallest = std::max(tallest, cell_height(row[column], width_of(column), column == 0));
    height += tallest + padding + 0.5;
  }
  return height;
}

double title_height(const std::string& title) {
  return lines_of(title, 10, page_width, true) * 10 * 1.3 + 4 * points_per_mm + 1;
}

double list_height(const std::string& title, const std::vector<std::string>& items) {
  double height = title_height(title);
  for (const auto& item : items)
    height += lines_of(item, text_size, page_width - 5 * points_per_mm) * text_line + 0.5 * points_per_mm;
  return items.empty() ? 0 : height;
}

}  // namespace

std::string briefing_html(const Document& document, const HtmlOptions& options) {
  const auto& briefing = document.briefing;
  const auto frame =
      options.template_text.empty() ? embedded("data/templates/briefing.html.mustache") : options.template_text;
  const auto css = options.css.empty() ? embedded("data/briefing.css") : options.css;
  return render_template(frame, {{"language", std::string(name_of(document.language))},
                                 {"title", document.title},
                                 {"subtitle", document.subtitle},
                                 {"css", std::string(css)},
                                 {"provenance_meta", provenance_meta(document.provenance)},
                                 {"answers", answers_of(briefing.answers)},
                                 {"tracker", html_table(briefing.tracker, "tracker")},
                                 {"reading", briefing.reading},
                                 {"agenda_title", briefing.agenda_title},
                                 {"agenda", list_of(briefing.agenda, "ul")},
                                 {"ask_title", briefing.ask_title},
                                 {"ask", list_of(briefing.ask, "ol")},
                                 {"certainty_title", briefing.certainty_title},
                                 {"certainty", briefing.certainty},
                                 {"banner", briefing.banner},
                                 {"provenance", briefing.provenance}});
}

int briefing_overflow(const Document& document) {
  const auto& briefing = document.briefing;
  double height = lines_of(document.title, 14, page_width, true) * 14 * 1.2;
  height += lines_of(document.subtitle, text_size, page_width) * text_line + points_per_mm;
  if (!briefing.banner.empty()) height += lines_of(briefing.banner, text_size, page_width - 14, true) * text_line + 8;
  for (const auto& answer : briefing.answers) {
    std::string text;
    for (const auto& run : answer) text += run.text;
    height += lines_of(text, 10, page_width, true) * 10 * 1.3 + points_per_mm;
  }
  height += table_height(briefing.tracker) + points_per_mm;
  height += lines_of(briefing.reading, table_size, page_width) * table_line + points_per_mm;
  height += list_height(briefing.agenda_title, briefing.agenda) + list_height(briefing.ask_title, briefing.ask);
  height += title_height(briefing.certainty_title);
  height += lines_of(briefing.certainty, text_size, page_width) * text_line + points_per_mm;
  height += lines_of(briefing.provenance, table_size, page_width) * table_line + 3 * points_per_mm;
  return height <= page_height ? 0 : static_cast<int>(std::ceil((height - page_height) / text_line));
}

}  // namespace quickscan
