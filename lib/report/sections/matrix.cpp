#include "core/format_number.hpp"
#include "report/sections/sections.hpp"
#include "report/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace quickscan {

namespace {

/// A rung as boxes for the eye: "■■■□□".
std::string rung_boxes(int rung, int top) {
  std::string boxes;
  for (int box = 1; box <= top; ++box) boxes += box <= rung ? "■" : "□";
  return boxes;
}

// Rung 0 stays white; the others share the five steps of the hue.
Shade rung_shade(int rung, int top) {
  if (rung <= 0) return Shade::plain;
  const int step = top <= 1 ? 4 : static_cast<int>(std::lround(4.0 * (rung - 1) / (top - 1)));
  return static_cast<Shade>(static_cast<int>(Shade::step_0) + std::clamp(step, 0, 4));
}

TableCell verdict_cell(const ReportContext& context, const RecommendationResult& result) {
  TableCell cell;
  cell.text = capitalised(verdict_text(context, result));
  if (result.verdict && result.verdict->confidence)
    cell.detail = context.say("matrix.confidence", {{"grade", grade_name(context, *result.verdict->confidence)}});
  return cell;
}

Table ladder_table(const ReportContext& context) {
  const auto& say = context.say;
  const auto& ladder = context.framework().ladder;
  Table table{say("ladder.caption"), {say("ladder.rung")}, {}, true};
  for (std::size_t index = 0; index < ladder.size(); ++index) {
    const int rung = static_cast<int>(index);
    table.rows.push_back({{.text = fmt::format("{} {}", rung, ladder[index].name.in(context.language)),
                           .symbol = rung_boxes(rung, context.framework().top())}});
  }
  // A framework need not say what its rungs mean.
  const auto add_column = [&](std::string_view title, LocalText Rung::*text) {
    if (std::ranges::all_of(ladder, [&](const Rung& rung) { return (rung.*text).empty(); })) return;
    table.columns.push_back(say(title));
    for (std::size_t index = 0; index < ladder.size(); ++index)
      table.rows[index].push_back({.text = (ladder[index].*text).in(context.language)});
  };
  add_column("ladder.means", &Rung::means);
  add_column("ladder.not_enough", &Rung::not_enough);
  return table;
}

std::vector<TableCell> landed_row(const ReportContext& context) {
  std::vector<TableCell> row{{.text = context.say("matrix.landed", {{"rung", rung_name(context, context.landing)}})}};
  const auto& results = context.analysis.recommendations;
  const auto all = static_cast<int>(results.size());
  const auto levels = context.framework().inside_levels();
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const auto& landed = context.analysis.overall.landed[i];
    if (landed.of == 0) {
      row.push_back({.text = std::string(missing_number)});
      continue;
    }
    const bool hidden = std::ranges::any_of(
        results, [&](const RecommendationResult& result) { return result.levels[levels[i].index()].withheld; });
    auto text = context.say("count.of", {{"count", landed.landed}, {"of", all}});
    if (landed.of < all)
      text += context.say(hidden ? "summary.landed_hidden" : "summary.landed_unseen", {{"count", all - landed.of}});
    row.push_back({.text = std::move(text)});
  }
  row.push_back({.text = std::string(missing_number)});
  return row;
}

}  // namespace

TableCell matrix_cell(const ReportContext& context, const Cell& cell) {
  TableCell result;
  if (cell.withheld) return {.text = context.say("withheld.shown"), .shade = Shade::withheld};
  if (!cell.sufficient || !cell.median) {
    result.text = context.say("matrix.insufficient");
    result.detail = base_text(context.say, cell);
    result.shade = Shade::withheld;
    return result;
  }
  const auto reach = cell.reach.size() >= static_cast<std::size_t>(context.landing)
                         ? cell.reach[static_cast<std::size_t>(context.landing) - 1]
                         : 0;
  result.text = rung_name(context, *cell.median);
  result.symbol = rung_boxes(*cell.median, context.framework().top());
  result.shade = rung_shade(*cell.median, context.framework().top());
  result.detail =
      reach == hidden_count
          ? context.say("matrix.detail_hidden", {{"rung", median_text(cell)}, {"voices", cell.n}})
          : context.say("matrix.detail", {{"rung", median_text(cell)}, {"reach", count_of(context, reach, cell.n)}});
  return result;
}

Table matrix_table(const ReportContext& context) {
  const auto& say = context.say;
  Table table{say("matrix.caption"), {say("word.recommendation")}, {}, true};
  const auto levels = context.framework().inside_levels();
  for (const auto level : levels) table.columns.push_back(capitalised(level_name(context, level)));
  table.columns.push_back(say("word.verdict"));
  for (const auto& result : context.analysis.recommendations) {
    std::vector<TableCell> row{{.text = rec_name(context, result.rec)}};
    for (const auto level : levels) row.push_back(matrix_cell(context, result.levels[level.index()]));
    row.push_back(verdict_cell(context, result));
    table.rows.push_back(std::move(row));
  }
  return table;
}

Section matrix_section(const ReportContext& context) {
  const auto& say = context.say;
  Section section{"matrix", say("matrix.title"), {}};
  auto& blocks = section.blocks;
  auto table = matrix_table(context);
  const auto evidence = paraphrases(context);
  const auto levels = context.framework().inside_levels();
  bool counts_practice = false;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto rec = context.analysis.recommendations[row].rec;
    table.rows[row].front().link = "rec-" + context.framework()[rec].id;
    for (std::size_t i = 0; i < levels.size(); ++i) {
      const auto& cell = context.analysis.recommendations[row].levels[levels[i].index()];
      counts_practice |= !cell.withheld && cell.sufficient;
      auto& lines = table.rows[row][i + 1].evidence;
      lines = evidence[rec.index()][levels[i].index()];
      constexpr std::size_t most_lines = 40;
      if (lines.size() <= most_lines) continue;
      const auto more = static_cast<int>(lines.size() - most_lines);
      lines.resize(most_lines);
      lines.push_back(say("tracker.more", {{"count", more}}));
    }
  }
  table.rows.push_back(landed_row(context));
  blocks.push_back(TableBlock{std::move(table), "matrix-table", false, {}});
  auto reading = say("matrix.reading",
                     {{"lowest", rung_name(context, 0)}, {"highest", rung_name(context, context.framework().top())}});
  if (counts_practice) {
    reading += ' ' + say("matrix.reading_practice",
                         {{"rung", context.landing}, {"name", rung_name(context, context.landing)}});
  }
  blocks.push_back(paragraph(reading, Paragraph::Role::small));
  blocks.push_back(TableBlock{ladder_table(context), "ladder", true, say("ladder.fold")});
  if (!context.options.withheld.empty())
    blocks.push_back(paragraph(say("matrix.withheld_where"), Paragraph::Role::small));
  return section;
}

}  // namespace quickscan
