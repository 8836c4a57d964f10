#include "core/wrap.hpp"

#include "core/utf8.hpp"

#include <algorithm>

namespace quickscan {

namespace {

/// Where to cut a word of which no more than a part fits.
std::size_t cut_inside(std::string_view word, const FitsLine& fits) {
  std::size_t end = 0;
  std::size_t slash = 0;
  while (end < word.size()) {
    const auto next = end + code_point_at(word, end).size;
    if (end > 0 && !fits(word.substr(0, next))) break;
    if (word[end] == '/') slash = next;
    end = next;
  }
  return slash > 0 && end < word.size() ? slash : end;
}

}  // namespace

std::vector<std::string> wrap_lines(std::string_view text, const FitsLine& fits) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    std::size_t end = 0;
    for (auto blank = text.find(' ');; blank = text.find(' ', blank + 1)) {
      const auto to = std::min(blank, text.size());
      if (!fits(text.substr(0, to))) break;
      end = to;
      if (blank == std::string_view::npos) break;
    }
    if (end == 0) end = cut_inside(text.substr(0, text.find(' ')), fits);
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
    while (text.starts_with(' ')) text.remove_prefix(1);
  }
  if (lines.empty()) lines.emplace_back();
  return lines;
}

std::vector<std::string> wrap_columns(std::string_view text, std::size_t width) {
  std::string one_line;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find_first_of(" \n\t", begin), text.size());
    if (end > begin) {
      if (!one_line.empty()) one_line += ' ';
      one_line += make_visible(text.substr(begin, end - begin));
    }
    begin = end + 1;
  }
  return wrap_lines(one_line, [width](std::string_view line) { return display_width(line) <= width; });
}

namespace {

std::size_t visible_width(std::string_view line) {
  std::size_t width = display_width(line);
  for (auto at = line.find('\x1b'); at != std::string_view::npos; at = line.find('\x1b', at + 1)) {
    const auto end = std::min(line.find('m', at), line.size() - 1);
    width -= std::min(width, end - at);  // the escape itself has no width
  }
  return width;
}

/// How far what goes on is indented.
std::size_t hanging_indent(std::string_view line, std::size_t width) {
  const auto begin = std::min(line.find_first_not_of(' '), line.size());
  const auto gap = line.find("  ", begin);
  const auto second = gap == std::string_view::npos ? gap : line.find_first_not_of(' ', gap);
  if (second != std::string_view::npos && second <= width / 2) return second;
  return std::min(begin + 2, width / 2);
}

}  // namespace

std::string wrap_text(std::string_view text, std::size_t width) {
  std::string out;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    const auto first = wrap_lines(line, [&](std::string_view part) { return visible_width(part) <= width; }).front();
    out += first;
    auto rest = line.substr(first.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    const auto indent = hanging_indent(line, width);
    const auto fits = [&](std::string_view part) { return visible_width(part) + indent <= width; };
    if (!rest.empty())
      for (const auto& part : wrap_lines(rest, fits)) out += '\n' + std::string(indent, ' ') + part;
    if (end < text.size()) out += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace quickscan
