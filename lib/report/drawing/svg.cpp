#include "report/drawing/svg.hpp"

#include "core/escape.hpp"
#include "core/format.hpp"
#include "report/drawing/text_metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace quickscan {

namespace {

// One decimal, no "-0.0": the same bytes on every machine.
std::string coordinate(double value) {
  const auto tenths = std::lround(value * 10);
  std::string text = tenths < 0 ? "-" : "";
  text += std::to_string(std::labs(tenths) / 10);
  if (tenths % 10 != 0) text += {'.', static_cast<char>('0' + std::labs(tenths) % 10)};
  return text;
}

std::string coordinates(double x, double y) { return coordinate(x) + ' ' + coordinate(y); }

std::string attributes(const ShapeStyle& style) {
  auto out = fmt::format("fill=\"{}\"", style.fill);
  if (style.stroke_width > 0)
    out += fmt::format(" stroke=\"{}\" stroke-width=\"{}\"", style.stroke, coordinate(style.stroke_width));
  if (!style.dash.empty()) out += fmt::format(" stroke-dasharray=\"{}\"", style.dash);
  return out;
}

constexpr double banner_size = 11;
constexpr double banner_line = 14;

std::vector<std::string> banner_lines(std::string_view banner, double width) {
  if (banner.empty()) return {};  // an empty text is one empty line
  return wrap_text(banner, banner_size * bold_factor, width - 8, 4);
}

}  // namespace

void Drawing::text(double x, double y, std::string_view text, const TextStyle& style) {
  append_format(body_, "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{}\"", coordinate(x), coordinate(y),
                coordinate(style.size), style.fill);
  if (style.anchor != "start") append_format(body_, " text-anchor=\"{}\"", style.anchor);
  if (style.bold) body_ += " font-weight=\"bold\"";
  if (style.edged) append_format(body_, " paint-order=\"stroke\" stroke=\"{}\" stroke-width=\"4\"", palette::paper);
  body_ += '>' + escape_svg(text) + "</text>\n";
}

void Drawing::line(double x1, double y1, double x2, double y2, const ShapeStyle& style) {
  append_format(body_, "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" {}/>\n", coordinate(x1), coordinate(y1),
                coordinate(x2), coordinate(y2), attributes(style));
}

void Drawing::rectangle(double x, double y, double width, double height, const ShapeStyle& style) {
  append_format(body_, "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" {}/>\n", coordinate(x), coordinate(y),
                coordinate(width), coordinate(height), attributes(style));
}

void Drawing::path(const std::vector<std::pair<double, double>>& points, double radius, bool closed,
                   const ShapeStyle& style) {
  std::string data;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto x = points[i].first;
    const auto y = points[i].second;
    const bool corner = radius > 0 && i > 0 && i + 1 < points.size();
    if (!corner) {
      (data += i == 0 ? 'M' : 'L') += coordinates(x, y);
      continue;
    }
    // At most half of each side, so that the curves of two corners do not overlap.
    const auto toward = [&](const std::pair<double, double>& other) {
      const double length = std::hypot(other.first - x, other.second - y);
      const double part = length == 0 ? 0 : std::min(radius, length / 2) / length;
      return std::pair(x + (other.first - x) * part, y + (other.second - y) * part);
    };
    const auto in = toward(points[i - 1]);
    const auto out = toward(points[i + 1]);
    (data += 'L') += coordinates(in.first, in.second);
    (data += 'Q') += coordinates(x, y);
    (data += ' ') += coordinates(out.first, out.second);
  }
  if (closed) data += 'Z';
  append_format(body_, "<path d=\"{}\" {}/>\n", data, attributes(style));
}

void Drawing::upward_text(double x, double y, std::string_view text, const TextStyle& style) {
  append_format(body_,
                "<text transform=\"translate({} {}) rotate(-90)\" text-anchor=\"middle\" font-size=\"{}\" "
                "fill=\"{}\"{}>{}</text>\n",
                coordinate(x), coordinate(y), coordinate(style.size), style.fill,
                style.bold ? " font-weight=\"bold\"" : "", escape_svg(text));
}

void Drawing::circle(double x, double y, double radius, const ShapeStyle& style) {
  append_format(body_, "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" {}/>\n", coordinate(x), coordinate(y), coordinate(radius),
                attributes(style));
}

void Drawing::diamond(double x, double y, double radius, const ShapeStyle& style) {
  append_format(body_, "<path d=\"M{} {}L{} {}L{} {}L{} {}Z\" {}/>\n", coordinate(x), coordinate(y - radius),
                coordinate(x + radius), coordinate(y), coordinate(x), coordinate(y + radius), coordinate(x - radius),
                coordinate(y), attributes(style));
}

void Drawing::begin_part(std::string_view name) { append_format(body_, "<g class=\"part-{}\">\n", name); }

void Drawing::end_part() { body_ += "</g>\n"; }

double banner_height(std::string_view banner, double width) {
  const auto lines = banner_lines(banner, width);
  return lines.empty() ? 0 : banner_line * static_cast<double>(lines.size()) + 4;
}

std::string Drawing::finish(const SvgCaption& caption, double width, double height) {
  double y = height + banner_size;
  for (const auto& line : banner_lines(caption.banner, width)) {
    text(4, y, line, {.size = banner_size, .fill = palette::orange, .bold = true});
    y += banner_line;
  }
  const auto name = escape_svg(caption.id);
  const auto space = caption.description.empty() || caption.banner.empty() ? "" : " ";
  const auto stop = caption.banner.empty() ? "" : ".";
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" "
      "aria-labelledby=\"{2}-title\" aria-describedby=\"{2}-desc\" font-family=\"Liberation Sans, Arial, Helvetica, "
      "sans-serif\">\n"
      "<title id=\"{2}-title\">{3}</title>\n<desc id=\"{2}-desc\">{4}{5}{6}{7}</desc>\n{8}</svg>",
      coordinate(width), coordinate(height + banner_height(caption.banner, width)), name, escape_svg(caption.title),
      escape_svg(caption.description), space, escape_svg(caption.banner), stop, body_);
}

}  // namespace quickscan
