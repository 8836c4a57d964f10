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

}  // namespace quickscan
