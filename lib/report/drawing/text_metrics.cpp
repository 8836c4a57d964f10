#include "report/drawing/text_metrics.hpp"

#include "core/format.hpp"
#include "core/utf8.hpp"
#include "core/wrap.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace quickscan {

namespace {

// Advance ascii_widths of the printable ASCII characters in thousandths of the font size (Helvetica and its metric
// equivalents).
constexpr std::array<std::uint16_t, 95> ascii_widths{
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333,  278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,  611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278,  556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,  500, 334, 260, 334, 584};

// The letters without their accents, U+00C0 to U+00FF.
constexpr std::string_view latin = "AAAAAAECEEEEIIIIDNOOOOOxOUUUUYPsaaaaaaeceeeeiiiidnooooo/ouuuuypy";

constexpr double safety_margin = 1.04;
constexpr int widest_glyph = 833;

int thousandths(std::uint32_t code) {
  if (code >= 0x20 && code < 0x7F) return ascii_widths[code - 0x20];
  if (code >= 0xC0 && code <= 0xFF) return ascii_widths[static_cast<unsigned char>(latin[code - 0xC0]) - 0x20U];
  if (code == 0x2013 || code == 0x2018 || code == 0x2019) return code == 0x2013 ? 556 : 222;
  if (code == 0x2026) return 1000;
  return widest_glyph;
}

}  // namespace

double text_width(std::string_view text, double size) {
  int sum = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto one = code_point_at(text, at);
    sum += thousandths(one.value);
    at += one.size;
  }
  return sum * size / 1000 * safety_margin;
}

std::string fit_text(std::string_view text, double size, double width) {
  if (text_width(text, size) <= width) return std::string(text);
  const auto room = width - text_width("…", size);
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    at += code_point_at(text, at).size;
    if (text_width(text.substr(0, at), size) > room) break;
    end = at;
  }
  auto kept = text.substr(0, end);
  while (kept.ends_with(' ')) kept.remove_suffix(1);
  return std::string(kept) + "…";
}

std::vector<std::string> wrap_text(std::string_view text, double size, double width, std::size_t most) {
  auto lines = wrap_lines(text, [&](std::string_view line) { return text_width(line, size) <= width; });
  if (lines.size() > most) {
    const auto rest = join(std::span(lines).subspan(most - 1), " ");
    lines.resize(most);
    lines.back() = fit_text(rest, size, width);
  }
  return lines;
}

}  // namespace quickscan
