#include "report/drawing/chart_time.hpp"

#include "core/format_number.hpp"
#include "report/drawing/svg.hpp"
#include "report/drawing/text_metrics.hpp"
#include "report/provenance.hpp"
#include "report/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace quickscan {

namespace {

constexpr double time_label_width = 320;
constexpr double time_text_size = 12;
constexpr double row_height = 24;
constexpr double line_height = 14;

// Months since year 0, with the day as a fraction: precise enough for a bar.
double months(const Date& date, bool at_end = false) {
  const auto month = date.month == 0 ? (at_end ? 12.0 : 0.0) : date.month - 1.0 + (at_end && date.day == 0 ? 1.0 : 0.0);
  return date.year * 12.0 + month + (date.day == 0 ? 0.0 : (date.day - 1) / 31.0);
}

struct TimeSpan {
  double first = 0;
  double last = 0;
};

/// The time that the chart shows: whole years around what is known, not more than six before the end.
TimeSpan shown_time(const Study& study) {
  const auto now = months(study.reference_date, true);
  TimeSpan span{now - 12, now + 3};
  for (const auto& one : study.developments) {
    if (one.start.known()) {
      span.first = std::min(span.first, months(one.start));
      span.last = std::max(span.last, months(one.start) + 3);
    }
    if (one.end.known()) span.last = std::max(span.last, months(one.end, true));
    if (one.decide_by.known()) span.last = std::max(span.last, months(one.decide_by, true));
  }
  if (study.baseline_date.known()) span.first = std::min(span.first, months(study.baseline_date));
  constexpr double longest = 72;
  span.first = std::max(span.first, span.last - longest);
  const auto year = static_cast<int>(span.first / 12);
  span.first = year * 12.0;
  return span;
}

enum class BarStyle : std::uint8_t { practice, pilot, open, over };

BarStyle bar_style_of(DevelopmentStatus status) {
  switch (status) {
    case DevelopmentStatus::running:
    case DevelopmentStatus::secured:
      return BarStyle::practice;
    case DevelopmentStatus::pilot:
      return BarStyle::pilot;
    case DevelopmentStatus::idea:
    case DevelopmentStatus::planned:
      return BarStyle::open;
    case DevelopmentStatus::ended:
    case DevelopmentStatus::withdrawn:
    case DevelopmentStatus::superseded:
      break;
  }
  return BarStyle::over;
}

ShapeStyle shape_of(BarStyle style) {
  switch (style) {
    case BarStyle::practice:
      return {.fill = palette::blue, .stroke = palette::blue, .stroke_width = 1.5};
    case BarStyle::pilot:
      return {.fill = palette::pale, .stroke = palette::blue, .stroke_width = 1.5, .dash = "5 3"};
    case BarStyle::open:
      return {.fill = palette::paper, .stroke = palette::grey, .stroke_width = 1.5, .dash = "2 3"};
    case BarStyle::over:
      break;
  }
  return {.fill = palette::rule, .stroke = palette::grey, .stroke_width = 1.5};
}

struct TimeAxis {
  TimeSpan span;
  double at(double month) const {
    const auto share = (std::clamp(month, span.first, span.last) - span.first) / (span.last - span.first);
    return time_label_width + share * (chart_width - time_label_width - 10);
  }
};

double draw_timeline_legend(const ReportContext& context, Drawing& drawing) {
  static constexpr std::array keys{"chart.practice", "chart.pilot", "chart.open", "chart.over"};
  double x = 0;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto name = context.say(keys[i]);
    drawing.rectangle(x + 1, 8, 26, 12, shape_of(static_cast<BarStyle>(i)));
    drawing.text(x + 34, 18, name, {.size = time_text_size});
    x += 52 + text_width(name, time_text_size);
  }
  drawing.diamond(x + 6, 14, 5, {.fill = palette::orange, .stroke_width = 0});
  drawing.text(x + 16, 18, context.say("chart.decision"), {.size = time_text_size});
  const bool unknown = std::ranges::any_of(context.study.developments, [](const Development& one) {
    return !one.start.known() && bar_style_of(one.status) != BarStyle::open;
  });
  if (!unknown) return 34;
  drawing.text(14, 38, "?", {.size = time_text_size, .anchor = "middle", .bold = true});
  drawing.text(34, 38, context.say("chart.unknown_start"), {.size = time_text_size});
  return 54;
}

void draw_bar(const ReportContext& context, Drawing& drawing, const TimeAxis& axis, const Development& one, double y) {
  const auto now = months(context.study.reference_date, true);
  const auto style = bar_style_of(one.status);
  auto first = one.start.known() ? months(one.start) : (style == BarStyle::open ? now : axis.span.first);
  // What has not begun has no end yet and is drawn to the right edge.
  auto last = one.end.known() ? months(one.end, true) : (style == BarStyle::open ? axis.span.last : now);
  if (last < first + 0.5) last = first + 0.5;
  const auto x = axis.at(first);
  drawing.rectangle(x, y - 11, std::max(axis.at(last) - x, 5.0), 13, shape_of(style));
  if (!one.start.known() && style != BarStyle::open) {
    drawing.text(
        x + 4, y - 1, "?",
        {.size = time_text_size, .fill = style == BarStyle::practice ? palette::paper : palette::ink, .bold = true});
  }
  if (one.decide_by.known())
    drawing.diamond(axis.at(months(one.decide_by, true)), y - 5, 5, {.fill = palette::orange, .stroke_width = 0});
}

struct TimelineGroup {
  std::string name;
  std::vector<DevelopmentId> developments;
};

/// Developments by their first recommendation; the table of the report names all.
std::vector<TimelineGroup> timeline_groups(const ReportContext& context) {
  std::vector<TimelineGroup> rows;
  std::vector<DevelopmentId> rest;
  for (const auto rec : context.framework().whole_recommendations()) rows.push_back({rec_name(context, rec), {}});
  const auto whole = context.framework().whole_recommendations();
  for (const auto& result : context.analysis.developments) {
    const auto& recs = context.study[result.development].recs;
    if (recs.empty()) {
      rest.push_back(result.development);
      continue;
    }
    const auto row = std::ranges::find(whole, context.framework().whole(recs.front())) - whole.begin();
    rows[static_cast<std::size_t>(row)].developments.push_back(result.development);
  }
  rows.push_back({context.say("chart.no_recommendation"), std::move(rest)});
  const auto start = [&](DevelopmentId index) {
    const auto& one = context.study[index];
    return one.start.known() ? months(one.start) : 1e9;
  };
  for (auto& row : rows) std::ranges::stable_sort(row.developments, {}, start);
  std::erase_if(rows, [](const TimelineGroup& row) { return row.developments.empty(); });
  return rows;
}

void draw_time_lines(const ReportContext& context, Drawing& drawing, const TimeAxis& axis, double top, double bottom) {
  for (auto year = static_cast<int>(axis.span.first / 12); year * 12 <= axis.span.last; ++year) {
    const auto x = axis.at(year * 12.0);
    drawing.line(x, top, x, bottom, {.stroke = palette::rule});
    const auto name = fmt::format("{}", year);
    if (x + 3 + text_width(name, time_text_size) > chart_width) continue;
    drawing.text(x + 3, bottom + 14, name, {.size = time_text_size, .fill = palette::grey});
  }
  const auto x = axis.at(months(context.study.reference_date, true));
  drawing.line(x, top, x, bottom + 18, {.stroke = palette::orange, .stroke_width = 2});
  drawing.text(
      std::min(x + 4, chart_width - 4), bottom + 32,
      context.say("chart.reference", {{"date", format_short_date(context.study.reference_date, context.language)}}),
      {.size = time_text_size, .anchor = "end"});
}

// A name on at most three lines; its bar is beside the first.
std::vector<std::string> label_lines(const ReportContext& context, DevelopmentId development) {
  return wrap_text(development_name(context, development), time_text_size, time_label_width - 22, 3);
}

double label_height(const std::vector<std::string>& lines) {
  return row_height + line_height * static_cast<double>(std::max<std::size_t>(lines.size(), 1) - 1);
}

std::string status_word(const ReportContext& context, DevelopmentStatus status) {
  return context.say("status." + std::string(id_of(status)));
}

/// A cell with a median in both waves.
struct WaveChange {
  std::string name;
  int before = 0;
  int after = 0;
  int before_n = 0;
  int after_n = 0;
};

std::vector<WaveChange> wave_changes(const ReportContext& context) {
  std::vector<WaveChange> changes;
  const auto& previous = *context.options.previous_study;
  for (const auto& result : context.analysis.recommendations) {
    const auto& rec = context.framework()[result.rec];
    const auto other = previous.framework.find_recommendation(rec.id);
    for (const auto level : context.framework().inside_levels()) {
      const auto& now = result.levels[level.index()];
      const auto other_level = previous.framework.find_level(context.framework()[level].id);
      const auto* then = other == none || other_level == none
                             ? nullptr
                             : find_cell(*context.options.previous_analysis, other, other_level);
      if (then == nullptr || !now.median || !then->median) continue;
      changes.push_back({fmt::format("{}, {}", rec_name(context, result.rec), level_name(context, level)),
                         *then->median, *now.median, then->n, now.n});
    }
  }
  return changes;
}

void draw_dumbbell(Drawing& drawing, double before, double after, double y) {
  drawing.line(before, y, after, y, {.stroke = palette::grey, .stroke_width = 2});
  drawing.circle(before, y, 6, {.fill = palette::paper, .stroke = palette::grey, .stroke_width = 2});
  drawing.circle(after, y, before == after ? 3 : 6, {.fill = palette::blue, .stroke_width = 0});
}

}  // namespace

Figure timeline_chart(const ReportContext& context) {
  Figure figure;
  const auto rows = timeline_groups(context);
  if (rows.empty()) return figure;
  figure.id = "chart-timeline";
  figure.title = context.say("chart.timeline_title");
  figure.data = {figure.title,
                 {context.say("word.development"), context.say("developments.status"), context.say("chart.from"),
                  context.say("chart.to")},
                 {},
                 true};
  Drawing drawing;
  const TimeAxis axis{shown_time(context.study)};
  const auto top = draw_timeline_legend(context, drawing);
  double bottom = top;
  for (const auto& row : rows) {
    bottom += row_height + 6;
    for (const auto index : row.developments) bottom += label_height(label_lines(context, index));
  }
  draw_time_lines(context, drawing, axis, top, bottom);
  double y = top;
  for (const auto& row : rows) {
    y += row_height;
    drawing.text(0, y - 4, fit_text(row.name, 13, time_label_width + 200), {.size = 13, .bold = true});
    figure.description += row.name + ": ";
    for (const auto index : row.developments) {
      const auto& one = context.study[index];
      const auto name = development_name(context, index);
      const auto lines = label_lines(context, index);
      for (std::size_t i = 0; i < lines.size(); ++i) {
        drawing.text(10, y + row_height - 1 + line_height * static_cast<double>(i), lines[i], {.size = time_text_size});
      }
      draw_bar(context, drawing, axis, one, y + row_height);
      y += label_height(lines);
      figure.description += fmt::format("{} ({}); ", name, status_word(context, one.status));
      figure.data.rows.push_back({{.text = name},
                                  {.text = status_word(context, one.status)},
                                  {.text = format_short_date(one.start, context.language)},
                                  {.text = format_short_date(one.end, context.language)}});
    }
    y += 6;
    drawing.line(0, y, chart_width, y, {.stroke = palette::rule});
  }
  figure.svg = drawing.finish(
      {figure.id, figure.title, figure.description, banner_title_of(context.study.provenance, context.language)},
      chart_width, bottom + 42);
  return figure;
}

Figure waves_chart(const ReportContext& context) {
  Figure figure;
  if (context.options.previous_study == nullptr || context.options.previous_analysis == nullptr) return figure;
  // Waves with different ladders have no common axis.
  if (context.options.previous_study->framework.top() != context.framework().top()) return figure;
  const auto changes = wave_changes(context);
  if (changes.empty()) return figure;
  figure.id = "chart-waves";
  figure.title = context.say("chart.waves_title");
  const auto then = format_date(context.options.previous_study->reference_date, context.language);
  const auto now = format_date(context.study.reference_date, context.language);
  figure.data = {figure.title, {context.say("chart.cell"), then, now}, {}, true};
  Drawing drawing;
  const auto left = time_label_width + 20;
  const auto step = (chart_width - left - 50) / std::max(context.framework().top(), 1);
  drawing.circle(8, 14, 6, {.fill = palette::paper, .stroke = palette::grey, .stroke_width = 2});
  drawing.text(20, 18, then, {.size = time_text_size});
  const auto second = 40 + text_width(then, time_text_size);
  drawing.circle(second, 14, 6, {.fill = palette::blue, .stroke_width = 0});
  drawing.text(second + 12, 18, now, {.size = time_text_size});
  double y = 44;
  const auto top = y - 14;
  const auto bottom = y + row_height * static_cast<double>(changes.size());
  for (int rung = 0; rung <= context.framework().top(); ++rung) {
    drawing.line(left + step * rung, top, left + step * rung, bottom, {.stroke = palette::rule});
    drawing.text(left + step * rung, bottom + 14, fmt::format("{}", rung),
                 {.size = time_text_size, .anchor = "middle", .bold = true});
  }
  for (const auto& change : changes) {
    drawing.text(0, y + 4, fit_text(change.name, time_text_size, left - 24), {.size = time_text_size});
    draw_dumbbell(drawing, left + step * change.before, left + step * change.after, y);
    figure.description += context.say("chart.change", {{"cell", change.name},
                                                       {"before", rung_name(context, change.before)},
                                                       {"after", rung_name(context, change.after)}}) +
                          " ";
    figure.data.rows.push_back(
        {{.text = change.name},
         {.text = fmt::format("{} (n = {})", rung_name(context, change.before), change.before_n)},
         {.text = fmt::format("{} (n = {})", rung_name(context, change.after), change.after_n)}});
    y += row_height;
  }
  figure.svg = drawing.finish(
      {figure.id, figure.title, figure.description, banner_title_of(context.study.provenance, context.language)},
      chart_width, bottom + 30);
  return figure;
}

}  // namespace quickscan
