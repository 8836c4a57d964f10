#include "yaml/slips.hpp"

#include "core/utf8.hpp"
#include "embedded.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace quickscan {

namespace {

struct NamedCharacter {
  std::string_view bytes;
  std::string_view name;
};

/// Blanks that look like a space, and characters that are not seen at all.
constexpr auto unseen_characters = std::to_array<NamedCharacter>({
    {"\u00A0", "a no-break space (U+00A0)"},
    {"\u202F", "a narrow no-break space (U+202F)"},
    {"\u2007", "a figure space (U+2007)"},
    {"\u2009", "a thin space (U+2009)"},
    {"\u2003", "an em space (U+2003)"},
    {"\u2002", "an en space (U+2002)"},
    {"\u3000", "an ideographic space (U+3000)"},
    {"\u00AD", "a soft hyphen (U+00AD)"},
    {"\u200B", "a zero-width space (U+200B)"},
    {"\u200C", "a zero-width non-joiner (U+200C)"},
    {"\u200D", "a zero-width joiner (U+200D)"},
    {"\u200E", "a left-to-right mark (U+200E)"},
    {"\u2060", "a word joiner (U+2060)"},
});

/// What word processors make of `- ` at the begin of a line, or that people type instead of it.
constexpr auto list_marks = std::to_array<NamedCharacter>({
    {"\u2013", "an en dash (U+2013)"},
    {"\u2014", "an em dash (U+2014)"},
    {"\u2010", "a typographic hyphen (U+2010)"},
    {"\u2011", "a no-break hyphen (U+2011)"},
    {"\u2212", "a minus sign (U+2212)"},
    {"\u2022", "a bullet (U+2022)"},
    {"\u00B7", "a middle dot (U+00B7)"},
    {"\u25AA", "a square bullet (U+25AA)"},
    {"\u25CF", "a round bullet (U+25CF)"},
});

template <std::size_t size>
const NamedCharacter* character_at(std::string_view text, const std::array<NamedCharacter, size>& characters) {
  const auto found = std::ranges::find_if(characters, [&](const auto& one) { return text.starts_with(one.bytes); });
  return found == characters.end() ? nullptr : &*found;
}

/// A line of the file, [begin, end), and what stands on it.
struct TextLine {
  std::string_view text;
  std::size_t begin = 0;
  std::size_t end = 0;

  /// Its letters from `at` on.
  std::string_view from(std::size_t at) const { return text.substr(at, end - at); }
  std::size_t skip(std::size_t at, std::string_view letters) const {
    return std::min(text.find_first_not_of(letters, at), end);
  }
  std::size_t first() const { return skip(begin, " "); }
};

TextLine line_at(std::string_view text, std::size_t at) {
  const auto newline = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  const auto begin = newline == std::string_view::npos ? 0 : newline + 1;
  auto end = std::min(text.find('\n', begin), text.size());
  if (end > begin && text[end - 1] == '\r') --end;
  return {text, begin, end};
}

Diagnostic slip(std::uint32_t source, std::size_t begin, std::size_t size, std::string message, std::string help) {
  auto one =
      finding(rule::yaml_syntax, {source, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + size)},
              std::move(message));
  one.help = std::move(help);
  return one;
}

constexpr std::string_view key_letters = "abcdefghijklmnopqrstuvwxyz0123456789_-.";

// Slips in the part of a line that is not its text: indentation, list marks, key and colon.
std::optional<Diagnostic> slip_of_marks(const TextLine& line, std::uint32_t source) {
  auto at = line.skip(line.begin, " -");
  const auto unseen = [&]() -> std::optional<Diagnostic> {
    const auto* found = character_at(line.from(at), unseen_characters);
    if (found == nullptr) return std::nullopt;
    return slip(source, at, found->bytes.size(), fmt::format("{}, which YAML does not take for a space", found->name),
                "type a space there, or take it out");
  };
  if (auto one = unseen()) return one;
  if (const auto* mark = character_at(line.from(at), list_marks)) {
    return slip(source, at, mark->bytes.size(), fmt::format("{} where an item of a list begins with `-`", mark->name),
                "write `- `: a hyphen and a space");
  }
  const auto key = at;
  at = line.skip(at, key_letters);
  if (at == key) return std::nullopt;
  if (auto one = unseen()) return one;
  if (at == line.end || line.text[at] != ':') return std::nullopt;
  ++at;
  if (auto one = unseen()) return one;
  const bool value_begins = at == line.end || line.text[at] == ' ' || line.text[at] == '\t';
  if (!value_begins && line.text[at] != '/' && !is_digit(line.text[key]))
    return slip(source, at - 1, 1, "no space after a colon", "write `key: value`, with a space");
  if (value_begins && key > line.begin && line.text[key - 1] == '-')
    return slip(source, key - 1, 1, "no space after a dash", "write `- key: value`, with a space");
  return std::nullopt;
}

// Whether a line is `key: text`, its text neither in quotes nor in brackets nor a block.
bool begins_plain_text(const TextLine& line) {
  auto at = line.skip(line.begin, " -");
  at = line.skip(at, key_letters);
  if (!line.from(at).starts_with(": ")) return false;
  at = line.skip(at + 1, " ");
  return at < line.end && std::string_view("\"'[{|>#").find(line.text[at]) == std::string_view::npos;
}

bool has_key(const TextLine& line) {
  const auto letters = line.from(line.begin);
  return letters.find(": ") != std::string_view::npos || letters.ends_with(':');
}

bool is_list_item(const TextLine& line) {
  const auto rest = line.from(line.first());
  return rest == "-" || rest.starts_with("- ");
}

// Whether the value of a line ends on it in any case: a text in quotes, or brackets.
bool value_is_closed(const TextLine& line) {
  const auto at = line.skip(line.skip(line.skip(line.begin, " -"), key_letters), ": ");
  const auto value = line.from(at);
  return value.size() > 1 &&
         ((value.front() == value.back() && (value.front() == '"' || value.front() == '\'')) ||
          (value.front() == '[' && value.back() == ']') || (value.front() == '{' && value.back() == '}'));
}

Diagnostic missing_colon(const TextLine& line, std::size_t begin, std::uint32_t source) {
  return slip(source, begin, line.skip(begin, key_letters) - begin, "a key without a colon",
              "write `key: value`; a line that continues a text is indented more than its key");
}

// Whether some file of a study has this key: one of data/keys.yaml.
bool is_format_key(std::string_view key) {
  const auto keys = embedded("data/keys.yaml");
  return key.size() > 1 && (keys.find(fmt::format(".{}:\n", key)) != std::string_view::npos ||
                            keys.find(fmt::format("\n  {}:\n", key)) != std::string_view::npos);
}

// `stage routine`, `- rec water`: a key of the format and nothing, one word, or what no text goes on with behind it.
std::optional<Diagnostic> slip_of_known_key(const TextLine& line, std::uint32_t source) {
  const auto key = line.skip(line.begin, " -");
  const auto end = line.skip(key, key_letters);
  const auto value = line.skip(end, " ");
  const auto name = line.text.substr(key, end - key);
  if (end < line.end && line.text[end] != ' ') return std::nullopt;
  const bool takes_words = name == "quote" || name == "note" || name == "memo";
  const bool is_value = value == line.end || line.from(value).find(' ') == std::string_view::npos ||
                        std::string_view("\"'[{|>").find(line.text[value]) != std::string_view::npos;
  if ((!is_value && !takes_words) || !is_format_key(name)) return std::nullopt;
  return slip(source, key, name.size(), fmt::format("a colon is missing after `{}`", name),
              fmt::format("write `{}:`, a space and its value", name));
}

// `-shelter - police` below `ties:`, or below an item of the list.
std::optional<Diagnostic> slip_of_dash(const TextLine& line, const TextLine& above, std::uint32_t source) {
  const auto dash = line.first();
  if (!line.from(dash).starts_with('-') || line.skip(dash + 1, key_letters) == dash + 1) return std::nullopt;
  if (line.text[dash + 1] == '-') return std::nullopt;
  const bool sibling = is_list_item(above) && above.first() - above.begin == dash - line.begin;
  if (!sibling && !above.from(above.first()).ends_with(':')) return std::nullopt;
  return slip(source, dash, 1, "no space after a dash", "write `- ` before an item of a list, with a space");
}

// Whether a block of text begins at the end of a line: `quote: |`.
bool begins_block(const TextLine& line) {
  const auto letters = line.from(line.first());
  const auto sign = letters.find_last_not_of("+-");
  return sign != std::string_view::npos && sign > 1 && (letters[sign] == '|' || letters[sign] == '>') &&
         letters.substr(0, sign).ends_with(": ");
}

// A line that goes on with the text of the line above, and is not indented more than its key.
std::optional<Diagnostic> slip_of_continuation(const TextLine& line, const TextLine& above, std::uint32_t source) {
  const auto first = line.first();
  if (first == line.end || line.text[first] == '#' || has_key(line)) return std::nullopt;
  if (auto one = slip_of_dash(line, above, source)) return one;
  const auto key = above.skip(above.begin, " -");
  if (first - line.begin > key - above.begin) return std::nullopt;
  if (auto one = slip_of_known_key(line, source)) return one;
  if (begins_block(above) && !is_list_item(line))
    return slip(source, first, 1, "a text that is not indented below its key",
                "indent each of its lines more than the key");
  if (is_list_item(line)) return std::nullopt;
  if (value_is_closed(above) && line.skip(first, key_letters) > first) return missing_colon(line, first, source);
  if (!begins_plain_text(above)) return std::nullopt;
  return slip(source, first, 1, "a line that continues the text above, and is not indented",
              "indent it more than the key of that text, or put the text on one line");
}

// Whether the line below has its key at the same column or deeper, so that it is not this line that is shifted.
bool agrees_with_next(const TextLine& line) {
  for (auto newline = line.text.find('\n', line.begin); newline != std::string_view::npos;) {
    const auto next = line_at(line.text, newline + 1);
    newline = line.text.find('\n', next.begin);
    if (next.first() >= next.end || line.text[next.first()] == '#') continue;
    return next.skip(next.begin, " -") - next.begin >= line.first() - line.begin;
  }
  return false;
}

TextLine line_above(const TextLine& line) {
  auto above = line;
  while (above.begin > 0) {
    above = line_at(line.text, above.begin - 1);
    if (above.first() < above.end && line.text[above.first()] != '#') return above;
  }
  return {};
}

}  // namespace

std::optional<Diagnostic> find_key_outside_item(std::string_view text, std::size_t at, std::uint32_t source) {
  const auto line = line_at(text, at);
  if (!is_list_item(line)) return std::nullopt;
  const auto indentation = line.first() - line.begin;
  std::optional<std::size_t> key;
  for (auto above = line_above(line); above.end != 0; above = line_above(above)) {
    const auto deep = above.first() - above.begin;
    if (deep > indentation) continue;
    if (deep < indentation || is_list_item(above)) {
      if (!key || deep < indentation) return std::nullopt;
      return slip(source, *key, 1, "a key that is indented less than the item of the list that it belongs to",
                  "indent it like the keys of the item above");
    }
    key = above.first();
  }
  return std::nullopt;
}

std::optional<Diagnostic> find_dash_without_blank(std::string_view text, std::size_t at, std::uint32_t source) {
  const auto line = line_above(line_at(text, at));
  const auto above = line_above(line);
  return above.end == 0 ? std::nullopt : slip_of_dash(line, above, source);
}

std::optional<Diagnostic> find_key_above_deeper(std::string_view text, std::size_t at, std::uint32_t source) {
  const auto line = line_at(text, at);
  const auto above = line_above(line);
  if (above.end == 0 || is_list_item(line) || !agrees_with_next(line)) return std::nullopt;
  const auto key = above.skip(above.begin, " -");
  const auto size = std::max<std::size_t>(above.skip(key, key_letters) - key, 1);
  const auto column = line.first() - line.begin;
  if (is_list_item(above) && !has_key(above) && key - above.begin == column)
    return slip(source, key, size, "an item of a list without a colon, and keys below it", "write `- key: value`");
  const bool has_value = has_key(above) && !above.from(key).ends_with(':');
  if (!has_value || key - above.begin >= column) return std::nullopt;
  return slip(source, key, size, "a key that is indented less than those below it",
              "indent it like them; where it begins an item of a list, write `- ` before it");
}

std::optional<Diagnostic> find_merge_conflict(std::string_view text, std::uint32_t source) {
  constexpr std::string_view ours = "<<<<<<< ";
  auto at = text.find(ours);
  while (at != std::string_view::npos && at > 0 && text[at - 1] != '\n') at = text.find(ours, at + 1);
  if (at == std::string_view::npos || text.find("\n>>>>>>> ", at) == std::string_view::npos) return std::nullopt;
  return slip(source, at, ours.size() - 1, "a merge conflict that git left here",
              "keep the lines that are right, and take out `<<<<<<<`, `=======` and `>>>>>>>`");
}

std::optional<Diagnostic> find_slip(std::string_view text, std::size_t from, std::size_t to, std::uint32_t source) {
  const auto last = line_at(text, std::min(to, text.size()));
  TextLine above;
  for (auto line = line_at(text, from); line.begin <= last.begin; line = line_at(text, line.end + 1)) {
    if (auto one = slip_of_marks(line, source)) return one;
    if (above.end != 0) {
      if (auto one = slip_of_continuation(line, above, source)) return one;
    } else if (is_list_item(line) && !has_key(line)) {
      if (auto one = slip_of_known_key(line, source)) return one;
    }
    if (line.first() < line.end) above = line;
    const auto newline = text.find('\n', line.begin);
    if (newline == std::string_view::npos || newline + 1 >= text.size()) break;
    line.end = newline;
  }
  return std::nullopt;
}

Diagnostic explain_missing_colon(std::string_view text, std::size_t begin, std::uint32_t source) {
  const auto line = line_at(text, begin);
  if (auto one = slip_of_marks(line, source)) return *one;
  if (line.begin > 0) {
    auto above = line_at(text, line.begin - 1);
    while (above.first() == above.end && above.begin > 0) above = line_at(text, above.begin - 1);
    if (auto one = slip_of_continuation(line, above, source)) return *one;
  }
  if (line.from(line.skip(line.begin, " -")).starts_with("? "))
    return slip(source, begin, 1, "a key that begins with `?`", "write `key: value`");
  return missing_colon(line, begin, source);
}

}  // namespace quickscan
