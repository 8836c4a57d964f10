#include "report/drawing/svg.hpp"

#include "core/escape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace quickscan {

namespace {

// One decimal, no "-0.0": the same bytes on every machine.
std::string number(double value) {
  const auto tenths = std::lround(value * 10);
  if (tenths % 10 == 0) return fmt::format("{}", tenths / 10);
  return fmt::format("{}{}.{}", tenths < 0 ? "-" : "", std::labs(tenths) / 10, std::labs(tenths) % 10);
}

std::string attributes(const ShapeStyle& style) {
  auto out = fmt::format("fill=\"{}\"", style.fill);
  if (style.stroke_width > 0)
    out += fmt::format(" stroke=\"{}\" stroke-width=\"{}\"", style.stroke, number(style.stroke_width));
  if (!style.dash.empty()) out += fmt::format(" stroke-dasharray=\"{}\"", style.dash);
  return out;
}

}  // namespace

void Drawing::text(double x, double y, std::string_view text, const TextStyle& style) {
  auto out = std::back_inserter(body_);
  fmt::format_to(out, "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{}\"", number(x), number(y), number(style.size),
                 style.fill);
  if (style.anchor != "start") fmt::format_to(out, " text-anchor=\"{}\"", style.anchor);
  if (style.bold) body_ += " font-weight=\"bold\"";
  body_ += '>' + escape_svg(text) + "</text>\n";
}

void Drawing::line(double x1, double y1, double x2, double y2, const ShapeStyle& style) {
  fmt::format_to(std::back_inserter(body_), "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" {}/>\n", number(x1),
                 number(y1), number(x2), number(y2), attributes(style));
}

void Drawing::rectangle(double x, double y, double width, double height, const ShapeStyle& style) {
  fmt::format_to(std::back_inserter(body_), "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" {}/>\n", number(x),
                 number(y), number(width), number(height), attributes(style));
}

void Drawing::path(const std::vector<std::pair<double, double>>& points, double radius, bool closed,
                   const ShapeStyle& style) {
  std::string data;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto x = points[i].first;
    const auto y = points[i].second;
    const bool corner = radius > 0 && i > 0 && i + 1 < points.size();
    if (!corner) {
      fmt::format_to(std::back_inserter(data), "{}{} {}", i == 0 ? 'M' : 'L', number(x), number(y));
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
    fmt::format_to(std::back_inserter(data), "L{} {}Q{} {} {} {}", number(in.first), number(in.second), number(x),
                   number(y), number(out.first), number(out.second));
  }
  if (closed) data += 'Z';
  fmt::format_to(std::back_inserter(body_), "<path d=\"{}\" {}/>\n", data, attributes(style));
}

void Drawing::upward_text(double x, double y, std::string_view text, const TextStyle& style) {
  fmt::format_to(std::back_inserter(body_),
                 "<text transform=\"translate({} {}) rotate(-90)\" text-anchor=\"middle\" font-size=\"{}\" "
                 "fill=\"{}\"{}>{}</text>\n",
                 number(x), number(y), number(style.size), style.fill, style.bold ? " font-weight=\"bold\"" : "",
                 escape_svg(text));
}

void Drawing::circle(double x, double y, double radius, const ShapeStyle& style) {
  fmt::format_to(std::back_inserter(body_), "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" {}/>\n", number(x), number(y),
                 number(radius), attributes(style));
}

void Drawing::diamond(double x, double y, double radius, const ShapeStyle& style) {
  fmt::format_to(std::back_inserter(body_), "<path d=\"M{} {}L{} {}L{} {}L{} {}Z\" {}/>\n", number(x),
                 number(y - radius), number(x + radius), number(y), number(x), number(y + radius), number(x - radius),
                 number(y), attributes(style));
}

std::string Drawing::finish(std::string_view id, std::string_view title, std::string_view description, double width,
                            double height) const {
  const auto name = escape_svg(id);
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" "
      "aria-labelledby=\"{2}-title\" aria-describedby=\"{2}-desc\" font-family=\"Liberation Sans, Arial, Helvetica, "
      "sans-serif\">\n"
      "<title id=\"{2}-title\">{3}</title>\n<desc id=\"{2}-desc\">{4}</desc>\n{5}</svg>",
      number(width), number(height), name, escape_svg(title), escape_svg(description), body_);
}

}  // namespace quickscan
