#include "text/yaml_spared.hpp"

#include <algorithm>

namespace quickscan {

namespace {

// Below this, looking costs more than it saves. It also keeps `null` and `~` out, which are no text.
constexpr std::size_t worth_sparing = 5;

bool is_key_letter(char letter) { return (letter >= 'a' && letter <= 'z') || letter == '_'; }
bool is_letter(char letter) { return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z'); }

// Printable, and no lead byte from U+F000 on: yaml-cpp changes the noncharacters that live there.
bool is_ordinary(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return byte >= 0x20 && byte < 0xEF && byte != 0x7F;
}

bool in_quotes(std::string_view inside, char quote) {
  // A space at either edge is left to yaml-cpp.
  if (inside.front() == ' ' || inside.back() == ' ') return false;
  return std::ranges::all_of(inside, [&](char one) { return is_ordinary(one) && one != quote && one != '\\'; });
}

bool is_plain(std::string_view value) {
  constexpr std::string_view meant = ":#[]{}\\";
  if (!is_letter(value.front()) || value.back() == ' ') return false;
  return std::ranges::all_of(value, [&](char one) { return is_ordinary(one) && meant.find(one) == meant.npos; });
}

/// Where the value of a line `  key: value` or `- key: value` begins; npos where it is another kind of line.
std::size_t value_of_line(std::string_view line) {
  auto at = line.find_first_not_of(" -");
  if (at == line.npos || !is_key_letter(line[at])) return line.npos;
  while (at < line.size() && is_key_letter(line[at])) ++at;
  return line.substr(at).starts_with(": ") ? at + 2 : line.npos;
}

}  // namespace

void find_spared_texts(std::string_view text, std::vector<SparedText>& found) {
  found.clear();
  std::uint32_t before = 0;
  for (std::size_t start = 0; start < text.size();) {
    const auto newline = std::min(text.find('\n', start), text.size());
    auto line = text.substr(start, newline - start);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const auto offset = value_of_line(line);
    if (offset != line.npos && line.size() >= offset + worth_sparing) {
      const auto value = line.substr(offset);
      const auto quote = value.front();
      const bool quoted = (quote == '"' || quote == '\'') && value.back() == quote;
      if (quoted ? in_quotes(value.substr(1, value.size() - 2), quote) : is_plain(value)) {
        const auto begin = static_cast<std::uint32_t>(start + offset + 1);
        const auto end = static_cast<std::uint32_t>(start + line.size() - (quoted ? 1 : 0));
        found.push_back({begin, end, before});
        before += end - begin;
      }
    }
    start = newline + 1;
  }
}

}  // namespace quickscan
