#include "report/drawing/chart_time.hpp"

#include "core/format_number.hpp"
#include "report/drawing/chart_levels.hpp"
#include "report/drawing/svg.hpp"
#include "report/drawing/text_metrics.hpp"
#include "report/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <utility>

namespace quickscan {

namespace {

constexpr double time_label_width = 320;
constexpr double time_text_size = 12;
constexpr double row_height = 19;
constexpr double line_height = 14;

// Months since year 0, with the day as a fraction: precise enough for a bar.
double months(const Date& date, bool at_end = false) {
  const auto month = date.month == 0 ? (at_end ? 12.0 : 0.0) : date.month - 1.0 + (at_end && date.day == 0 ? 1.0 : 0.0);
  return date.year * 12.0 + month + (date.day == 0 ? 0.0 : (date.day - 1) / 31.0);
}

/// The time that the chart shows: all that is known, in whole steps, and how many months a step takes.
struct TimeSpan {
  double first = 0, last = 0, step = 12;
};

TimeSpan shown_time(const ReportContext& context) {
  const auto& study = context.study;
  const auto now = months(study.reference_date, true);
  TimeSpan span{now - 12, now + 3};
  const auto include = [&](const Date& date, bool at_end) {
    if (!date.known()) return;
    span.first = std::min(span.first, months(date));
    span.last = std::max(span.last, months(date, at_end));
  };
  for (const auto& one : study.developments) {
    include(one.start, false);
    include(one.end, true);
    include(one.decide_by, true);
  }
  for (const auto& result : context.analysis.developments) {
    if (const auto year = old_source(context, result.development))
      include({static_cast<std::int16_t>(*year), 0, 0}, true);
  }
  include(study.baseline_date, false);
  // The finest step whose ticks leave room for their labels.
  constexpr double most_ticks = 8;
  constexpr std::array<double, 8> steps = {3, 6, 12, 24, 60, 120, 240, 600};
  for (const auto step : steps) {
    span.step = step;
    if ((span.last - span.first) / step <= most_ticks - 1) break;
  }
  span.first = std::floor(span.first / span.step) * span.step;
  span.last = std::ceil(span.last / span.step) * span.step;
  return span;
}

enum class BarStyle : std::uint8_t { practice, pilot, open, over };

BarStyle bar_style_of(DevelopmentStatus status) {
  switch (status) {
    case DevelopmentStatus::running:
    case DevelopmentStatus::secured: return BarStyle::practice;
    case DevelopmentStatus::pilot: return BarStyle::pilot;
    case DevelopmentStatus::idea:
    case DevelopmentStatus::planned: return BarStyle::open;
    case DevelopmentStatus::ended:
    case DevelopmentStatus::withdrawn:
    case DevelopmentStatus::superseded: break;
  }
  return BarStyle::over;
}

ShapeStyle shape_of(BarStyle style) {
  switch (style) {
    case BarStyle::practice: return {.fill = palette::blue, .stroke = palette::blue, .stroke_width = 1.5};
    case BarStyle::pilot: return {.fill = palette::pale, .stroke = palette::blue, .stroke_width = 1.5, .dash = "5 3"};
    case BarStyle::open: return {.fill = palette::paper, .stroke = palette::grey, .stroke_width = 1.5, .dash = "2 3"};
    case BarStyle::over: break;
  }
  return {.fill = palette::rule, .stroke = palette::grey, .stroke_width = 1.5};
}

struct TimeAxis {
  TimeSpan span;
  double at(double month) const {
    return time_label_width + (month - span.first) / (span.last - span.first) * (chart_width - time_label_width - 30);
  }
};

/// How long a bar is whose beginning or end is not known.
constexpr double stub = 26;

void draw_fading(Drawing& drawing, double from, double towards, double y, const ShapeStyle& shape) {
  constexpr int steps = 4;
  const double width = (towards - from) / steps;
  for (int i = 0; i < steps; ++i) {
    const double height = 13.0 - 3.0 * i;
    const double x = from + width * i;
    drawing.rectangle(std::min(x, x + width), y - 4.5 - height / 2, std::abs(width), height,
                      {.fill = shape.fill, .stroke = shape.stroke, .stroke_width = 1});
  }
}

/// What goes on beyond what is drawn.
void draw_arrow(Drawing& drawing, double x, double y, std::string_view colour) {
  drawing.path({{x, y - 12}, {x + 8, y - 4.5}, {x, y + 3}}, 0, true, {.fill = colour, .stroke_width = 0});
}

bool begun(BarStyle style) { return style == BarStyle::practice || style == BarStyle::pilot; }

double draw_timeline_legend(const ReportContext& context, Drawing& drawing) {
  static constexpr std::array keys{"chart.practice", "chart.pilot", "chart.open", "chart.over"};
  double x = 0;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto name = context.say(keys[i]);
    drawing.rectangle(x + 1, 8, 26, 12, shape_of(static_cast<BarStyle>(i)));
    drawing.text(x + 34, 18, name, {.size = time_text_size});
    x += 52 + text_width(name, time_text_size);
  }
  const auto decision = context.say("chart.decision");
  drawing.diamond(8, 34, 5, {.fill = palette::orange, .stroke_width = 0});
  drawing.text(20, 38, decision, {.size = time_text_size});
  x = 52 + text_width(decision, time_text_size);
  draw_arrow(drawing, x, 38, palette::blue);
  const auto goes_on = context.say("chart.goes_on");
  drawing.text(x + 14, 38, goes_on, {.size = time_text_size});
  x += 46 + text_width(goes_on, time_text_size);
  draw_fading(drawing, x + stub, x, 38, shape_of(BarStyle::over));
  drawing.text(x + stub + 6, 38, context.say("chart.unknown_date"), {.size = time_text_size});
  return 54;
}

/// The bar of one development: what was until the reference date, dashed what is to come.
void draw_bar(const ReportContext& context, Drawing& drawing, const TimeAxis& axis, DevelopmentId index, double y) {
  const auto& one = context.study[index];
  // What no source has named for long is drawn until the year in which it was.
  const auto year = old_source(context, index);
  const auto seen_until = year ? std::optional(12.0 * (*year + 1)) : std::nullopt;
  const auto now = months(context.study.reference_date, true);
  const auto style = bar_style_of(one.status);
  const auto colour = style == BarStyle::over || style == BarStyle::open ? palette::grey : palette::blue;
  const auto bar = [&](double from, double to, const ShapeStyle& shape) {
    drawing.rectangle(axis.at(from), y - 11, std::max(axis.at(to) - axis.at(from), 4.0), 13, shape);
  };
  const bool started = one.start.known();
  const double start = started ? months(one.start) : now;
  const auto end = one.end.known() ? std::optional(months(one.end, true)) : std::nullopt;
  if (style == BarStyle::open) {
    bar(start, end.value_or(axis.span.last), shape_of(style));
    if (!end) draw_arrow(drawing, axis.at(axis.span.last), y, colour);
  } else {
    // What is over with an unknown end is not drawn until now; what runs is.
    const auto until = begun(style) && seen_until ? seen_until
                       : end                      ? std::optional(std::min(*end, now))
                       : begun(style)             ? std::optional(now)
                                                  : std::nullopt;
    const double last = until.value_or(seen_until.value_or(now));
    if (started && until) {
      bar(start, last, shape_of(style));
    } else if (started) {
      draw_fading(drawing, axis.at(start), axis.at(start) + stub, y, shape_of(style));
    } else {
      const auto known = axis.at(last);
      draw_fading(drawing, known, known - stub, y, shape_of(style));
    }
    const bool goes_on = begun(style) && !seen_until && (!end || *end > now);
    if (goes_on && end) bar(std::max(now, start), *end, shape_of(BarStyle::open));
    if (goes_on && !end) draw_arrow(drawing, axis.at(now) + 2, y, colour);
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

std::string tick_label(const ReportContext& context, double month, double step) {
  const auto year = static_cast<int>(month / 12);
  if (step >= 12) return fmt::format("{}", year);
  return format_short_date({static_cast<std::int16_t>(year), static_cast<std::int8_t>(month - year * 12 + 1), 0},
                           context.language);
}

void draw_time_lines(const ReportContext& context, Drawing& drawing, const TimeAxis& axis, double top, double bottom) {
  const auto steps = static_cast<int>((axis.span.last - axis.span.first) / axis.span.step + 1e-9);
  for (int tick = 0; tick <= steps; ++tick) {
    const auto month = axis.span.first + tick * axis.span.step;
    const auto x = axis.at(month);
    drawing.line(x, top, x, bottom, {.stroke = palette::rule});
    drawing.text(x, bottom + 14, tick_label(context, month, axis.span.step),
                 {.size = time_text_size, .fill = palette::grey, .anchor = "middle"});
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

/// A cell with a median in both waves, over the organisations that spoke in both.
struct WaveChange {
  std::string name;
  int before = 0, after = 0, before_n = 0, after_n = 0;
};

std::vector<WaveChange> wave_changes(const ReportContext& context, const WaveComparison& found) {
  std::vector<WaveChange> changes;
  for (const auto& cell : found.cells) {
    const auto rec = context.framework().find_recommendation(cell.rec);
    const auto level = context.framework().find_level(cell.level);
    const auto& [before, after] = std::pair(cell.matched.before, cell.matched.after);
    if (rec == none || level == none || context.framework().whole(rec) != rec || !cell.change) continue;
    changes.push_back({fmt::format("{}, {}", rec_name(context, rec), level_name(context, level)), *before.median,
                       *after.median, before.n, after.n});
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
  const TimeAxis axis{shown_time(context)};
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
    drawing.text(0, y - 4, fit_text(row.name, 13, time_label_width + 200), {.size = 13, .bold = true, .edged = true});
    figure.description += (figure.description.empty() ? "" : " ") + row.name + ": ";
    for (const auto index : row.developments) {
      const auto& one = context.study[index];
      const auto name = development_name(context, index);
      const auto lines = label_lines(context, index);
      for (std::size_t i = 0; i < lines.size(); ++i)
        drawing.text(10, y + row_height - 1 + line_height * static_cast<double>(i), lines[i], {.size = time_text_size});
      draw_bar(context, drawing, axis, index, y + row_height);
      y += label_height(lines);
      figure.description +=
          fmt::format("{} ({}){}", name, status_text(context, index), index == row.developments.back() ? "." : "; ");
      figure.data.rows.push_back({{.text = name},
                                  {.text = status_text(context, index)},
                                  {.text = format_short_date(one.start, context.language)},
                                  {.text = format_short_date(one.end, context.language)}});
    }
    y += 6;
    drawing.line(0, y, chart_width, y, {.stroke = palette::rule});
  }
  return drawn(context, std::move(figure), drawing, bottom + 42);
}

Figure waves_chart(const ReportContext& context, const WaveComparison& found) {
  Figure figure;
  const auto changes = wave_changes(context, found);
  if (changes.empty()) return figure;
  figure.id = "chart-waves";
  figure.title = context.say("chart.waves_title");
  const auto then = format_date(context.options.previous_study->reference_date, context.language);
  const auto now = format_date(context.study.reference_date, context.language);
  figure.data = {figure.title, {context.say("chart.cell"), then, now}, {}, true};
  Drawing drawing;
  const auto left = time_label_width + 20;
  const auto step = (chart_width - left - 110) / std::max(context.framework().top(), 1);
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
    drawing.text(chart_width - 8, y + 4, fmt::format("n = {} → {}", change.before_n, change.after_n),
                 {.size = time_text_size, .fill = palette::grey, .anchor = "end"});
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
  return drawn(context, std::move(figure), drawing, bottom + 30);
}

}  // namespace quickscan
