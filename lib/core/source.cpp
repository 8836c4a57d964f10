#include "core/source.hpp"

#include "core/byte_blocks.hpp"
#include "core/utf8.hpp"

#include <algorithm>
#include <cstring>
#include <tuple>

namespace quickscan {

namespace {

auto byte_key(const KnownPosition& known) { return std::tuple(known.source, known.offset); }

std::size_t count_newlines(std::string_view text) {
  std::size_t count = 0;
  while (text.size() >= sizeof(ByteBlock)) {
    ByteBlock sums{};  // by place in a block; a byte counts to 255
    for (int block = 0; block < 255 && text.size() >= sizeof(ByteBlock); ++block) {
      ByteBlock bytes;
      std::memcpy(&bytes, text.data(), sizeof bytes);
      sums -= equal(bytes, '\n');
      text.remove_prefix(sizeof bytes);
    }
    for (std::size_t place = 0; place < sizeof(ByteBlock); ++place) count += sums[place];
  }
  return count + static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

}  // namespace

std::uint32_t Sources::add(std::string path) {
  paths_.push_back(std::move(path));
  return static_cast<std::uint32_t>(paths_.size() - 1);
}

std::string Sources::text(std::uint32_t source) const {
  if (!load_ || source >= paths_.size()) return {};
  return load_(paths_[source]).value_or(std::string{});
}

void Sources::keep(std::vector<KnownPosition> positions) {
  positions_ = std::move(positions);
  std::ranges::sort(positions_, {}, byte_key);
}

std::optional<Position> Sources::position(std::uint32_t source, std::uint32_t offset) const {
  const auto found = std::ranges::lower_bound(positions_, std::tuple(source, offset), {}, byte_key);
  if (found == positions_.end() || byte_key(*found) != std::tuple(source, offset)) return std::nullopt;
  return found->position;
}

Position position_of(std::string_view text, std::uint32_t offset) {
  return positions_of(text, std::span(&offset, 1)).front();
}

std::vector<Position> positions_of(std::string_view text, std::span<const std::uint32_t> offsets) {
  std::vector<Position> positions;
  positions.reserve(offsets.size());
  std::uint32_t line = 1;
  std::size_t begin = text.starts_with(utf8_byte_order_mark) ? utf8_byte_order_mark.size() : 0;  // of the line
  for (const auto offset : offsets) {
    const auto end = std::min<std::size_t>(offset, text.size());
    const auto passed = end > begin ? text.substr(begin, end - begin) : std::string_view{};
    if (const auto newlines = count_newlines(passed); newlines > 0) {
      line += static_cast<std::uint32_t>(newlines);
      begin += passed.rfind('\n') + 1;
    }
    const auto before = end > begin ? text.substr(begin, end - begin) : std::string_view{};
    positions.push_back({line, static_cast<std::uint32_t>(count_code_points(before) + 1)});
  }
  return positions;
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
  if (const auto known = sources_.position(source, offset)) return *known;
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
  for (auto at = added.text.find('\n'); at != std::string::npos; at = added.text.find('\n', at + 1))
    added.lines.push_back(static_cast<std::uint32_t>(at + 1));
  return added;
}

}  // namespace quickscan
