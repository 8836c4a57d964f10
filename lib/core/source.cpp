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

}  // namespace quickscan
