#include "core/source.hpp"

#include "core/utf8.hpp"

#include <algorithm>

namespace quickscan {

std::uint32_t Sources::add(std::string path) {
  paths_.push_back(std::move(path));
  return static_cast<std::uint32_t>(paths_.size() - 1);
}

std::string Sources::text(std::uint32_t source) const {
  if (!load_ || source >= paths_.size()) return {};
  return load_(paths_[source]).value_or(std::string{});
}

Position position_of(std::string_view text, std::uint32_t offset) {
  const auto before = text.substr(0, std::min<std::size_t>(offset, text.size()));
  const auto newline = before.rfind('\n');
  auto line = newline == std::string_view::npos ? before : before.substr(newline + 1);
  if (newline == std::string_view::npos && line.starts_with(utf8_byte_order_mark))
    line.remove_prefix(utf8_byte_order_mark.size());
  return {static_cast<std::uint32_t>(std::ranges::count(before, '\n') + 1),
          static_cast<std::uint32_t>(count_code_points(line) + 1)};
}

std::string_view line_at(std::string_view text, std::uint32_t offset) {
  const auto at = std::min<std::size_t>(offset, text.size());
  const auto newline = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  const auto begin = newline == std::string_view::npos ? 0 : newline + 1;
  auto line = text.substr(begin, std::min(text.find('\n', begin), text.size()) - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (begin == 0 && line.starts_with(utf8_byte_order_mark)) line.remove_prefix(utf8_byte_order_mark.size());
  return line;
}

Position RecentTexts::position(std::uint32_t source, std::uint32_t offset) {
  const auto& [text, lines] = recent(source);
  const auto end = std::min<std::size_t>(offset, text.size());
  const auto line = std::ranges::upper_bound(lines, end) - lines.begin();
  if (line == 0) return position_of(text, offset);
  const auto begin = lines[static_cast<std::size_t>(line - 1)];
  return {static_cast<std::uint32_t>(line + 1),
          static_cast<std::uint32_t>(count_code_points(std::string_view(text).substr(begin, end - begin)) + 1)};
}

const RecentTexts::Recent& RecentTexts::recent(std::uint32_t source) {
  constexpr std::size_t most = 8;
  if (const auto found = texts_.find(source); found != texts_.end()) return found->second;
  if (texts_.size() >= most) texts_.erase(texts_.begin());
  auto& added = texts_[source];
  added.text = sources_.text(source);
  for (auto at = added.text.find('\n'); at != std::string::npos; at = added.text.find('\n', at + 1)) {
    added.lines.push_back(static_cast<std::uint32_t>(at + 1));
  }
  return added;
}

}  // namespace quickscan
