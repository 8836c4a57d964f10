#include "core/format_number.hpp"
#include "formats/html.hpp"
#include "report/drawing/text_metrics.hpp"
#include "report/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace quickscan {

namespace {

std::string banner_title(const ReportContext& context) {
  switch (context.study.provenance) {
    case Provenance::fieldwork:
      break;
    case Provenance::documents:
      return context.say("banner.documents_title");
    case Provenance::reconstructed:
      return context.say("banner.reconstructed_title");
    case Provenance::synthetic:
      return context.say("banner.synthetic_title");
  }
  return {};
}

// What works: developments in practice that others confirm, and then what helps.
std::vector<std::string> what_works(const ReportContext& context) {
  std::vector<std::string> works;
  for (const auto& development : context.analysis.developments) {
    if (!development.live || works.size() == 3) continue;
    works.push_back(
        context.say("briefing.development", {{"development", development_name(context, development.development)},
                                             {"organisations", static_cast<int>(development.confirmed_by.size())}}));
  }
  for (const auto* factor : ranked_factors(context, Sign::enabler)) {
    if (works.size() == 3) break;
    works.push_back(
        context.say("factors.item", {{"factor", factor_name(context, factor->factor)},
                                     {"count", count_of(context, factor->voices, context.analysis.heard.voices)}}));
  }
  return works;
}

std::vector<std::string> what_hinders(const ReportContext& context) {
  std::vector<std::string> hinders;
  for (const auto* factor : ranked_factors(context, Sign::barrier)) {
    if (hinders.size() == 3) break;
    hinders.push_back(
        context.say("factors.item", {{"factor", factor_name(context, factor->factor)},
                                     {"count", count_of(context, factor->voices, context.analysis.heard.voices)}}));
  }
  return hinders;
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

Briefing compose_briefing(const ReportContext& context) {
  const auto& say = context.say;
  Briefing briefing;
  briefing.answer = answer_text(context);
  briefing.matrix = matrix_table(context);
  briefing.works_title = say("briefing.works");
  briefing.works = what_works(context);
  briefing.hinders_title = say("briefing.hinders");
  briefing.hinders = what_hinders(context);
  briefing.ask_title = say("ask.title");
  briefing.ask = council_questions(context);
  briefing.certainty_title = say("summary.certainty_label");
  briefing.certainty = certainty_text(context) + ' ' + say("method.purposive");
  briefing.banner = banner_title(context);
  const auto record = provenance_of(context.study, context.options.audience, context.language);
  briefing.provenance = say("briefing.provenance", {{"version", record.version},
                                                    {"hash", record.input_sha256.substr(0, 12)},
                                                    {"count", static_cast<int>(record.input_count)}});
  return briefing;
}

}  // namespace quickscan
