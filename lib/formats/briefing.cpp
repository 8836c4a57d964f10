#include "formats/briefing.hpp"

#include "core/escape.hpp"
#include "embedded.hpp"
#include "report/drawing/text_metrics.hpp"

#include <algorithm>
#include <cmath>

namespace quickscan {

namespace {

std::string list_of(const std::vector<std::string>& items) {
  std::string out = "<ul>\n";
  for (const auto& item : items) out += "<li>" + escape_html(item) + "</li>\n";
  return items.empty() ? std::string() : out + "</ul>\n";
}

// The sizes of data/briefing.css, in points.
constexpr double points_per_mm = 72 / 25.4;
constexpr double page_width = 180 * points_per_mm;
constexpr double page_height = 269 * points_per_mm;
constexpr double text_size = 9.5;
constexpr double text_line = text_size * 1.35;
constexpr double table_line = 8.5 * 1.25;
constexpr double detail_line = 8 * 1.25;

double lines_of(const std::string& text, double size, double width, bool bold = false) {
  // Bold letters are some 7 % wider.
  return text.empty() ? 0 : static_cast<double>(wrap_text(text, bold ? size * 1.07 : size, width, 200).size());
}

double table_height(const Table& table) {
  const double levels = static_cast<double>(std::max<std::size_t>(table.columns.size(), 3) - 2);
  const auto width_of = [&](std::size_t column) {
    const double share = column == 0 ? 0.20 : column + 1 == table.columns.size() ? 0.26 : 0.54 / levels;
    return share * page_width - 3 * points_per_mm;
  };
  double header = 0;
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    header = std::max(header, lines_of(table.columns[column], 8.5, width_of(column), true) * table_line);
  }
  double height = table_line + header + 3 * points_per_mm;
  for (const auto& row : table.rows) {
    double tallest = 0;
    for (std::size_t column = 0; column < row.size(); ++column) {
      const auto& cell = row[column];
      const double width = width_of(column);
      tallest = std::max(tallest, lines_of(cell.text, 8.5, width, column == 0) * table_line +
                                      lines_of(cell.detail, 8, width) * detail_line + (cell.symbol.empty() ? 0 : 8.25));
    }
    height += tallest + 2 * points_per_mm + 0.5;
  }
  return height;
}

double list_height(const std::string& title, const std::vector<std::string>& items) {
  constexpr double width = (page_width - 10 * points_per_mm) / 3;
  double height = lines_of(title, 10.5, width, true) * 10.5 * 1.35 + 5.5 * points_per_mm + 1.5;
  for (const auto& item : items) {
    height += lines_of(item, text_size, width - 4 * points_per_mm) * text_line + points_per_mm;
  }
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
                                 {"answer", briefing.answer},
                                 {"matrix", html_table(briefing.matrix, "matrix")},
                                 {"works_title", briefing.works_title},
                                 {"works", list_of(briefing.works)},
                                 {"hinders_title", briefing.hinders_title},
                                 {"hinders", list_of(briefing.hinders)},
                                 {"ask_title", briefing.ask_title},
                                 {"ask", list_of(briefing.ask)},
                                 {"certainty_title", briefing.certainty_title},
                                 {"certainty", briefing.certainty},
                                 {"banner", briefing.banner},
                                 {"provenance", briefing.provenance}});
}

int briefing_overflow(const Document& document) {
  const auto& briefing = document.briefing;
  double height = lines_of(document.title, 15, page_width, true) * 18 + points_per_mm;
  height += lines_of(document.subtitle, text_size, page_width) * text_line + 1.5 * points_per_mm;
  if (!briefing.banner.empty()) height += lines_of(briefing.banner, text_size, page_width - 14, true) * text_line + 12;
  height += lines_of(briefing.answer, 12, page_width, true) * 12 * 1.3 + 5 * points_per_mm;
  height += table_height(briefing.matrix);
  height +=
      std::max({list_height(briefing.works_title, briefing.works),
                list_height(briefing.hinders_title, briefing.hinders), list_height(briefing.ask_title, briefing.ask)});
  height += 10.5 * 1.35 + 5.5 * points_per_mm + 1.5;
  height += lines_of(briefing.certainty, text_size, page_width) * text_line + 1.5 * points_per_mm;
  height += lines_of(briefing.provenance, 8, page_width) * 8 * 1.35 + 4.5 * points_per_mm;
  return height <= page_height ? 0 : static_cast<int>(std::ceil((height - page_height) / text_line));
}

}  // namespace quickscan
