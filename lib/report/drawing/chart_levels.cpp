#include "report/drawing/chart_levels.hpp"

#include "report/drawing/svg.hpp"
#include "report/drawing/text_metrics.hpp"
#include "report/provenance.hpp"
#include "report/sections/sections.hpp"
#include "report/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace quickscan {

namespace {

constexpr double recommendation_label_width = 170;
constexpr double level_text_size = 13;
constexpr double small_size = 12;

/// The ladder as a horizontal axis.
struct LadderAxis {
  double left = 0;
  double step = 0;

  double at(double rung) const { return left + step * rung; }
};

LadderAxis rung_axis(const ReportContext& context, double left, double right) {
  return {left, (right - left) / std::max(context.framework().top(), 1)};
}

/// A shape and a colour per level; the shape alone distinguishes them, of up to nine levels.
void draw_level_mark(Drawing& drawing, std::size_t level, double x, double y) {
  constexpr double r = 6.5;
  constexpr double s = 2.5;
  static constexpr std::array fills{palette::blue, palette::orange, palette::ink};
  using Corners = std::vector<std::pair<double, double>>;
  // Square, diamond, triangles, plus, hexagon, hourglass, upright bar: around the origin.
  static const std::array<Corners, 8> shapes = {
      Corners{{-6, -6}, {6, -6}, {6, 6}, {-6, 6}},
      Corners{{0, -8}, {8, 0}, {0, 8}, {-8, 0}},
      Corners{{0, -r}, {r, r}, {-r, r}},
      Corners{{-r, -r}, {r, -r}, {0, r}},
      Corners{
          {-s, -r}, {s, -r}, {s, -s}, {r, -s}, {r, s}, {s, s}, {s, r}, {-s, r}, {-s, s}, {-r, s}, {-r, -s}, {-s, -s}},
      Corners{{-4, -r}, {4, -r}, {8, 0}, {4, r}, {-4, r}, {-8, 0}},
      Corners{{-r, -r}, {r, -r}, {-r, r}, {r, r}},
      Corners{{-s, -8}, {s, -8}, {s, 8}, {-s, 8}}};
  const ShapeStyle style{.fill = fills[level % fills.size()], .stroke = palette::paper, .stroke_width = 1};
  if (level == 0) return drawing.circle(x, y, 6, style);
  auto corners = shapes[(level - 1) % shapes.size()];
  for (auto& [dx, dy] : corners) {
    dx += x;
    dy += y;
  }
  drawing.path(corners, 0, true, style);
}

/// Where a median is drawn: between two rungs where the middle values are neighbours, and on both where they are
/// further apart, since the middle of 0 and 2 is a rung that no voice gave.
std::vector<double> median_places(const Cell& cell) {
  const auto pair = cell.median_pair.value_or(Range<int>{*cell.median, *cell.median});
  if (pair.high - pair.low > 1) return {static_cast<double>(pair.low), static_cast<double>(pair.high)};
  return {(pair.low + pair.high) / 2.0};
}

void draw_rung_labels(const ReportContext& context, Drawing& drawing, const LadderAxis& axis, double y) {
  for (int rung = 0; rung <= context.framework().top(); ++rung) {
    const auto lines = wrap_text(rung_name(context, rung), small_size, axis.step - 6, 2);
    drawing.text(axis.at(rung), y, fmt::format("{}", rung), {.size = small_size, .anchor = "middle", .bold = true});
    for (std::size_t i = 0; i < lines.size(); ++i) {
      drawing.text(axis.at(rung), y + 15 * static_cast<double>(i + 1), lines[i],
                   {.size = small_size, .fill = palette::grey, .anchor = "middle"});
    }
  }
}

std::string without_rung(const ReportContext& context, const Cell& cell) {
  return context.say(cell.withheld ? "withheld.shown" : "matrix.insufficient");
}

std::string cell_sentence(const ReportContext& context, const Cell& cell) {
  const auto level = capitalised(level_name(context, cell.level));
  if (!cell.sufficient || !cell.median) return fmt::format("{}: {}", level, without_rung(context, cell));
  return fmt::format("{}: {} ({}, n = {})", level, rung_name(context, *cell.median), median_text(cell), cell.n);
}

std::string levels_sentence(const ReportContext& context, const RecommendationResult& result) {
  std::string out = rec_name(context, result.rec) + ".";
  for (const auto level : context.framework().inside_levels())
    out += ' ' + cell_sentence(context, result.levels[level.index()]) + '.';
  return out;
}

Table levels_table(const ReportContext& context, const std::string& caption) {
  Table table{caption, {context.say("word.recommendation")}, {}, true};
  for (const auto level : context.framework().inside_levels())
    table.columns.push_back(capitalised(level_name(context, level)));
  for (const auto& result : context.analysis.recommendations) {
    std::vector<TableCell> row{{.text = rec_name(context, result.rec)}};
    for (const auto level : context.framework().inside_levels()) {
      const auto& cell = result.levels[level.index()];
      row.push_back(matrix_cell(context, cell));
      if (!cell.sufficient || !cell.median) continue;
      // The numbers behind the marks, which the matrix of the report does not show.
      row.back() = {.text = fmt::format("{} ({})", rung_name(context, *cell.median), median_text(cell)),
                    .detail = fmt::format("n = {}", cell.n)};
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

void draw_level_row(const ReportContext& context, Drawing& drawing, const LadderAxis& axis, const Cell& cell,
                    std::size_t level, double y) {
  if (!cell.sufficient || !cell.median) {
    drawing.text(axis.left + 8, y + 4,
                 fmt::format("{}: {}", level_name(context, cell.level), without_rung(context, cell)),
                 {.size = small_size, .fill = palette::grey, .edged = true});
    return;
  }
  const auto places = median_places(cell);
  if (places.size() > 1) drawing.line(axis.at(places.front()), y, axis.at(places.back()), y, {.stroke = palette::grey});
  for (const auto place : places) draw_level_mark(drawing, level, axis.at(place), y);
  drawing.text(chart_width - 8, y + 4, fmt::format("n = {}", cell.n),
               {.size = small_size, .fill = palette::grey, .anchor = "end"});
}

double draw_levels_legend(const ReportContext& context, Drawing& drawing, double y) {
  double x = 0;
  const auto levels = context.framework().inside_levels();
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const auto name = capitalised(level_name(context, levels[i]));
    if (x > 0 && x + 20 + text_width(name, level_text_size) > chart_width) {
      x = 0;
      y += 22;
    }
    draw_level_mark(drawing, i, x + 8, y - 4);
    drawing.text(x + 20, y, name, {.size = level_text_size});
    x += 40 + text_width(name, level_text_size);
  }
  return y + 20;
}

std::vector<int> counts_on_rungs(const ReportContext& context, const Cell& cell) {
  std::vector<int> counts(static_cast<std::size_t>(context.framework().top()) + 1, 0);
  for (const auto value : cell.values) ++counts[static_cast<std::size_t>(value)];
  return counts;
}

/// The most voices on one rung of any level: bars of one chart are drawn to one scale.
int most_on_a_rung(const ReportContext& context, const std::vector<const Cell*>& cells) {
  int most = 1;
  for (const auto* cell : cells) most = std::max(most, std::ranges::max(counts_on_rungs(context, *cell)));
  return most;
}

void draw_ladder_row(const ReportContext& context, Drawing& drawing, const LadderAxis& axis, const Cell& cell, int most,
                     double y) {
  constexpr double tallest = 34;
  const auto counts = counts_on_rungs(context, cell);
  drawing.line(axis.left - axis.step / 2, y, axis.at(context.framework().top()) + axis.step / 2, y,
               {.stroke = palette::grey});
  for (std::size_t rung = 0; rung < counts.size(); ++rung) {
    const auto x = axis.at(static_cast<double>(rung));
    if (counts[rung] > 0) {
      const auto height = tallest * counts[rung] / most;
      drawing.rectangle(x - 18, y - height, 36, height, {.fill = palette::blue, .stroke_width = 0});
      drawing.text(x, y - height - 5, fmt::format("{}", counts[rung]),
                   {.size = level_text_size, .anchor = "middle", .bold = true});
    }
  }
  if (!cell.median) return;
  for (const auto place : median_places(cell))
    drawing.diamond(axis.at(place), y + 7, 5, {.fill = palette::orange, .stroke_width = 0});
}

}  // namespace

Figure drawn(const ReportContext& context, Figure figure, Drawing& drawing, double height) {
  const auto banner = banner_title_of(context.study.provenance, context.language);
  figure.svg = drawing.finish({figure.id, figure.title, figure.description, banner}, chart_width, height);
  return figure;
}

Figure levels_chart(const ReportContext& context) {
  const auto levels = context.framework().inside_levels();
  Figure figure;
  figure.id = "chart-levels";
  figure.title = context.say("chart.levels_title");
  for (const auto& result : context.analysis.recommendations)
    figure.description += (figure.description.empty() ? "" : " ") + levels_sentence(context, result);
  figure.data = levels_table(context, figure.title);
  Drawing drawing;
  const auto axis = rung_axis(context, recommendation_label_width + 40, chart_width - 60);
  double y = draw_levels_legend(context, drawing, 20);
  constexpr double level_row_height = 24;
  std::vector<std::vector<std::string>> labels;
  auto bottom = y;
  const auto height_of = [&](const std::vector<std::string>& lines) {
    return std::max(level_row_height * static_cast<double>(levels.size()), 17.0 * static_cast<double>(lines.size())) +
           16;
  };
  for (const auto& result : context.analysis.recommendations) {
    labels.push_back(wrap_text(rec_name(context, result.rec), level_text_size, recommendation_label_width - 12, 4));
    bottom += height_of(labels.back());
  }
  // Drawn first, so that the lines lie under the marks.
  for (int rung = 0; rung <= context.framework().top(); ++rung) {
    drawing.line(axis.at(rung), y, axis.at(rung), bottom + 4,
                 {.stroke = palette::rule, .stroke_width = 1, .dash = "2 4"});
  }
  for (std::size_t number = 0; number < labels.size(); ++number) {
    const auto& result = context.analysis.recommendations[number];
    const auto& lines = labels[number];
    drawing.line(0, y, chart_width, y, {.stroke = palette::rule});
    for (std::size_t i = 0; i < lines.size(); ++i)
      drawing.text(0, y + 22 + 17 * static_cast<double>(i), lines[i], {.size = level_text_size, .bold = true});
    for (std::size_t i = 0; i < levels.size(); ++i) {
      const auto level_y = y + 20 + level_row_height * static_cast<double>(i);
      draw_level_row(context, drawing, axis, result.levels[levels[i].index()], i, level_y);
    }
    y += height_of(lines);
  }
  drawing.line(0, y, chart_width, y, {.stroke = palette::rule});
  draw_rung_labels(context, drawing, axis, y + 20);
  return drawn(context, std::move(figure), drawing, y + 60);
}

Figure ladder_chart(const ReportContext& context, const RecommendationResult& result) {
  Figure figure;
  std::vector<const Cell*> cells;
  for (const auto level : context.framework().inside_levels()) {
    const auto& cell = result.levels[level.index()];
    if (!cell.values.empty()) cells.push_back(&cell);
  }
  // Counts per rung can disclose single voices, so a public report has none.
  if (cells.empty() || context.is_public()) return figure;
  const auto& rec = context.framework()[result.rec];
  figure.id = "chart-ladder-" + rec.id;
  figure.title = context.say("chart.ladder_title", {{"recommendation", rec_name(context, result.rec)}});
  figure.data = {figure.title, {context.say("word.level")}, {}, true};
  for (int rung = 0; rung <= context.framework().top(); ++rung)
    figure.data.columns.push_back(fmt::format("{} {}", rung, rung_name(context, rung)));
  Drawing drawing;
  const auto axis = rung_axis(context, recommendation_label_width + 40, chart_width - 60);
  constexpr double row = 70;
  const auto most = most_on_a_rung(context, cells);
  double y = 62;
  for (const auto* cell : cells) {
    const auto name = capitalised(level_name(context, cell->level));
    drawing.text(0, y - 14, name, {.size = level_text_size, .bold = true});
    drawing.text(0, y + 3, context.say("count.voices", {{"voices", cell->n}}),
                 {.size = small_size, .fill = palette::grey});
    draw_ladder_row(context, drawing, axis, *cell, most, y);
    const auto counts = counts_on_rungs(context, *cell);
    std::vector<TableCell> cells_of_row{{.text = name}};
    figure.description += (figure.description.empty() ? "" : " ") + name + ": ";
    for (std::size_t rung = 0; rung < counts.size(); ++rung) {
      cells_of_row.push_back({.text = fmt::format("{}", counts[rung]), .number = true});
      if (counts[rung] > 0)
        figure.description += context.say("chart.on_rung", {{"count", counts[rung]},
                                                            {"rung", rung_name(context, static_cast<int>(rung))}}) +
                              "; ";
    }
    figure.description += context.say("count.voices", {{"voices", cell->n}}) + ".";
    figure.data.rows.push_back(std::move(cells_of_row));
    y += row;
  }
  draw_rung_labels(context, drawing, axis, y - row + 34);
  drawing.diamond(7, y - row + 30, 5, {.fill = palette::orange, .stroke_width = 0});
  drawing.text(18, y - row + 34, context.say("chart.median_legend"), {.size = small_size});
  return drawn(context, std::move(figure), drawing, y - row + 72);
}

}  // namespace quickscan
