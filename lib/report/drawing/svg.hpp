#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quickscan {

/// The colours of all drawings (Okabe–Ito and one sequential hue); text on them keeps 4.5:1, marks 3:1.
namespace palette {
inline constexpr std::string_view blue = "#0072B2";
inline constexpr std::string_view orange = "#B35900";
inline constexpr std::string_view ink = "#1a1a1a";
inline constexpr std::string_view grey = "#5c5c5c";
inline constexpr std::string_view rule = "#c8c8c8";
inline constexpr std::string_view paper = "#ffffff";
inline constexpr std::string_view pale = "#d2e3f3";
}  // namespace palette

/// The width of a chart in the report.
inline constexpr double chart_width = 720;

struct TextStyle {
  double size = 12;
  std::string_view fill = palette::ink;
  /// `start`, `middle` or `end`.
  std::string_view anchor = "start";
  bool bold = false;
  /// An edge in the colour of the paper, where lines run behind the text.
  bool edged = false;
};

struct ShapeStyle {
  std::string_view fill = "none";
  std::string_view stroke = palette::ink;
  double stroke_width = 1;
  /// As for stroke-dasharray; empty: solid.
  std::string_view dash = {};
};

/// The texts that belong to a drawing.
struct SvgCaption {
  std::string_view id, title, description;
  /// Where the data come from, if that is not fieldwork: a figure that is taken out of its report still shows it.
  std::string banner = {};
};

/// The height that a banner adds to a drawing; 0 for an empty one.
double banner_height(std::string_view banner, double width);

/// Collects the elements of one SVG. Coordinates are in px of its viewBox, one decimal; everything is
/// escaped here.
class Drawing {
 public:
  void text(double x, double y, std::string_view text, const TextStyle& style = {});
  void line(double x1, double y1, double x2, double y2, const ShapeStyle& style = {});
  void rectangle(double x, double y, double width, double height, const ShapeStyle& style = {});
  /// Straight pieces through `points` (x, y), their corners rounded by `radius`; closed where it is a shape.
  void path(const std::vector<std::pair<double, double>>& points, double radius, bool closed,
            const ShapeStyle& style = {});
  /// Text that reads upwards, centred on its place.
  void upward_text(double x, double y, std::string_view text, const TextStyle& style = {});
  void circle(double x, double y, double radius, const ShapeStyle& style = {});
  /// A square rotated by 45 degrees.
  void diamond(double x, double y, double radius, const ShapeStyle& style = {});

  /// What follows, up to end_part(), can be addressed by `part-<name>`.
  void begin_part(std::string_view name);
  void end_part();

  /// The whole element: `role="img"`, named by its <title> and described by its <desc>, whose ids begin with the
  /// caption's. A banner follows under the drawing and in the description.
  std::string finish(const SvgCaption& caption, double width, double height);

 private:
  std::string body_;
};

}  // namespace quickscan
