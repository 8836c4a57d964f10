#include "yaml/errors.hpp"

#include "core/utf8.hpp"
#include "yaml/slips.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace quickscan {

namespace {

std::uint32_t narrow(std::size_t offset) { return static_cast<std::uint32_t>(offset); }

std::optional<std::string_view> wide_encoding(std::string_view text) {
  using namespace std::string_view_literals;
  if (text.starts_with("\xFF\xFE\x00\x00"sv)) return "UTF-32";
  if (text.starts_with("\x00\x00\xFE\xFF"sv)) return "UTF-32";
  if (text.starts_with("\xFF\xFE"sv) || text.starts_with("\xFE\xFF"sv)) return "UTF-16";
  return std::nullopt;
}

// A lone byte that Windows writes for a curly quote, a dash or an accented letter, in a text that is
// otherwise ASCII; anything else proves nothing.
bool looks_like_windows_1252(std::string_view text, std::size_t offset) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const bool alone = offset + 1 < text.size() && byte(offset + 1) < 0x80 && (offset == 0 || byte(offset - 1) < 0x80);
  const bool used = byte(offset) != 0x81 && byte(offset) != 0x8D && byte(offset) != 0x8F && byte(offset) != 0x90 &&
                    byte(offset) != 0x9D;
  const bool plain_before =
      std::ranges::all_of(text.substr(0, offset), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return alone && used && plain_before;
}

Diagnostic encoding_finding(std::string_view text, std::uint32_t source, const EncodingFault& fault) {
  using Kind = EncodingFault::Kind;
  const Place place{source, narrow(fault.offset), narrow(fault.offset + 1)};
  const auto byte = static_cast<unsigned char>(text[fault.offset]);
  const auto wide = wide_encoding(text);
  switch (fault.kind) {
    case Kind::not_utf8: {
      auto one = finding(rule::not_utf8, place, fmt::format("byte 0x{:02X} is not UTF-8", byte));
      if (wide) {
        one.message = fmt::format("the file is {}, not UTF-8", *wide);
      } else if (looks_like_windows_1252(text, fault.offset)) {
        one.message += "; the file looks like Windows-1252";
      }
      one.help = "save the file as UTF-8";
      return one;
    }
    case Kind::nul: {
      auto one = finding(rule::control_character, place,
                         wide ? fmt::format("a NUL byte; the file is {}", *wide) : "a NUL byte");
      if (wide) one.help = "save the file as UTF-8";
      return one;
    }
    case Kind::byte_order_mark:
      return finding(rule::control_character, {source, place.begin, place.begin + 3},
                     "a byte-order mark inside the file");
    case Kind::carriage_return: {
      auto one = finding(rule::bare_carriage_return, place, "a carriage return without a newline");
      one.help = "save the file with line ends of Unix (LF) or Windows (CRLF)";
      return one;
    }
    case Kind::control: break;
  }
  const auto point = code_point_at(text, fault.offset);
  return finding(rule::control_character, {source, place.begin, narrow(fault.offset + point.size)},
                 fmt::format("a control character, U+{:04X}", point.value));
}

std::optional<std::size_t> find_directive(std::string_view text) {
  const auto start = text.starts_with(utf8_byte_order_mark) ? utf8_byte_order_mark.size() : 0;
  if (text.substr(start).starts_with('%')) return start;
  // Looked for by the rarer of the two characters.
  for (auto at = text.find('%', start); at != std::string_view::npos; at = text.find('%', at + 1))
    if (text[at - 1] == '\n') return at;
  return std::nullopt;
}

// Whether a line, from `at` on, begins as an item of a list or a key does.
bool begins_item_or_key(std::string_view text, std::size_t at) {
  at = std::min(text.find_first_not_of(' ', at), text.size());
  if (text.substr(at).starts_with("- ")) return true;
  const auto end = std::min(text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-.", at), text.size());
  return end > at && end + 1 < text.size() && text[end] == ':' && (text[end + 1] == ' ' || text[end + 1] == '\n');
}

/// A quote, or the outermost bracket, that stays open too long.
struct LeftOpen {
  std::size_t at = std::string_view::npos;
  std::size_t closed = std::string_view::npos;  ///< a quote far below that closes it

  bool found() const { return at != std::string_view::npos; }
};

struct OpenMarks {
  LeftOpen quote;
  LeftOpen bracket;
};

std::size_t closing_quote(std::string_view text, std::size_t open) {
  const auto quote = text[open];
  for (auto at = open + 1; at < text.size(); ++at) {
    if (quote == '"' && text[at] == '\\') {
      ++at;
    } else if (text[at] == quote) {
      if (quote == '"' || at + 1 >= text.size() || text[at + 1] != quote) return at;
      ++at;
    }
  }
  return std::string_view::npos;
}

bool takes_in_lines(std::string_view text, std::size_t open, std::size_t close) {
  for (auto at = text.find('\n', open); at < close; at = text.find('\n', at + 1))
    if (begins_item_or_key(text, at + 1)) return true;
  return false;
}

// The first quote that opens in [from, to) and never closes, or only after lines with keys of their own; and the
// bracket that is open at `to`. No quote is open at `from`.
OpenMarks find_open_marks(std::string_view text, std::size_t from, std::size_t to) {
  OpenMarks marks;
  int depth = 0;
  bool may_start = true;
  for (auto at = from; at < to; ++at) {
    const auto c = text[at];
    if (c == '#' && (at == 0 || text[at - 1] == ' ' || text[at - 1] == '\n')) {
      at = std::min(text.find('\n', at), text.size()) - 1;
    } else if ((c == '"' || c == '\'') && may_start) {
      const auto close = closing_quote(text, at);
      if (close == std::string_view::npos || takes_in_lines(text, at, close)) {
        marks.quote = {at, close};
        break;
      }
      at = close;
      may_start = false;
    } else if ((c == '[' || c == '{') && (may_start || depth > 0)) {
      if (depth++ == 0) marks.bracket.at = at;
      may_start = true;
    } else if ((c == ']' || c == '}') && depth > 0) {
      if (--depth == 0) marks.bracket = {};
      may_start = depth == 0;
    } else {
      const bool blank = c == ' ' || c == '\t';
      may_start =
          c == '\n' || c == ',' ||
          (blank && (may_start || (at > 0 && (text[at - 1] == ':' || text[at - 1] == '-' || text[at - 1] == '?'))));
    }
  }
  return marks;
}

// `key: text with: another colon` — the likeliest slip when quotes are typed in.
bool is_second_colon(std::string_view text, std::size_t offset) {
  const auto newline = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  const auto begin = newline == std::string_view::npos ? 0 : newline + 1;
  const auto line = text.substr(begin, offset - begin);
  return offset < text.size() && text[offset] == ':' && line.find(": ") != std::string_view::npos;
}

struct Wording {
  std::string_view said, message, help;
};

constexpr auto wordings = std::to_array<Wording>({
    {"illegal map value", "a colon where no value can stand",
     "check the indentation, and that the line above ends as it should"},
    {"end of map not found", "a line that belongs to nothing before it",
     "check the indentation; a text with `#`, `[`, `{` or quotes in it stands in quotes itself"},
    {"end of map flow not found", "a `{` that is never closed", "close it with `}`, or put the text in quotes"},
    {"end of sequence flow not found", "a `[` that is never closed", "close it with `]`, or put the text in quotes"},
    {"end of sequence not found", "a line that belongs to nothing before it", "check the indentation of the list"},
    {"illegal flow end", "a closing bracket that was never opened", "put a text that holds brackets in quotes"},
    {"illegal tab when looking for indentation", "a tab where spaces indent", "indent with spaces"},
    {"illegal block entry", "a list item where none can stand", "check the indentation of the list"},
    {"illegal map key", "a key where none can stand", "check the indentation"},
    {"unexpected character in block scalar", "a text after `|` or `>`",
     "put a text that begins with `|` or `>` in quotes"},
    {"unknown token", "a character that no text without quotes can hold here", "put the text in quotes"},
    {"unknown escape character: ", "a backslash with a letter that means nothing",
     "use single quotes, or write the backslash twice"},
    {"the referenced anchor is not defined", "a text that begins with `*`", "put it in quotes"},
    {"alias not found", "a text that begins with `*`", "put it in quotes"},
    {"anchor not found", "a text that begins with `&`", "put it in quotes"},
    {"illegal character found while scanning alias", "a text that begins with `*`", "put it in quotes"},
    {"illegal character found while scanning anchor", "a text that begins with `&`", "put it in quotes"},
    {"illegal character found while scanning tag", "a text that begins with `!`", "put it in quotes"},
    {"tag handle with no suffix", "a text that begins with `!`", "put it in quotes"},
    {"end of verbatim tag not found", "a text that begins with `!`", "put it in quotes"},
    {"cannot assign multiple", "a text that begins with `&` or `!`", "put it in quotes"},
    {"invalid unicode", "an escape that gives no character", "type the character itself"},
    {"bad file", "nested too deeply", "take out brackets, or indentation"},
});

// What was left open on a line above the fault, or on its line where the text ends.
OpenMarks open_marks(const YamlFault& fault, bool text_ended) {
  const auto line_start = fault.last_good == 0 ? 0 : fault.text.rfind('\n', fault.last_good - 1);
  const auto from = line_start == std::string_view::npos ? 0 : line_start;
  const auto end = std::min(fault.offset, fault.text.size());
  const auto to = text_ended ? fault.text.size() : std::min(fault.text.rfind('\n', end), end);
  return find_open_marks(fault.text, std::min(from, to), to);
}

Diagnostic unclosed_quote(const YamlFault& fault, const LeftOpen& quote) {
  const auto at = narrow(quote.found() ? quote.at : std::min(fault.offset, fault.text.size()));
  auto one = finding(rule::unclosed_quote, {fault.source, at, at + 1}, "a quote that is never closed");
  one.label = "opens here";
  one.help = "close it where the text ends";
  // 's, 't, 'n: an apostrophe.
  if (at + 2 < fault.text.size() && fault.text[at] == '\'' && fault.text[at + 2] == ' ')
    one.help = fmt::format("put a text that begins with an apostrophe in double quotation marks: \"'{} …\"",
                           fault.text[at + 1]);
  if (quote.found() && quote.closed != std::string_view::npos) {
    const auto closed = narrow(quote.closed);
    one.notes.push_back({{fault.source, closed, closed + 1}, "the next quote, which YAML takes for its end"});
  }
  return one;
}

// A text that goes on behind the quotation mark or bracket that closes on the line of the fault.
std::optional<Diagnostic> text_behind_value(const YamlFault& fault) {
  const auto newline = fault.offset == 0 ? std::string_view::npos : fault.text.rfind('\n', fault.offset - 1);
  const auto begin = newline == std::string_view::npos ? 0 : newline + 1;
  const auto colon = fault.text.find(": ", begin);
  if (colon >= fault.offset) return std::nullopt;
  const auto value = fault.text.find_first_not_of(' ', colon + 1);
  if (value >= fault.offset) return std::nullopt;
  const char first = fault.text[value];
  const bool quote = first == '"' || first == '\'';
  if (!quote && first != '[' && first != '{') return std::nullopt;
  const auto at = narrow(fault.offset);
  auto one = finding(rule::yaml_syntax, {fault.source, at, at + 1},
                     fmt::format("a text behind a closing {}", quote ? "quotation mark" : "bracket"));
  if (!quote) {
    one.help = fmt::format("put the whole text in quotation marks: '{}…{} …'", first, first == '[' ? ']' : '}');
  } else {
    const char other = first == '"' ? '\'' : '"';
    one.help = fmt::format("put the whole text in quotation marks of the other kind: {0}{1}…{1} …{0}", other, first);
  }
  return one;
}

Diagnostic unclosed_bracket(const YamlFault& fault, std::size_t open) {
  const auto at = narrow(open);
  const char bracket = fault.text[open];
  auto one =
      finding(rule::yaml_syntax, {fault.source, at, at + 1}, fmt::format("a `{}` that is never closed", bracket));
  one.help = fmt::format("close it with `{}`, or put the text in quotes", bracket == '[' ? ']' : '}');
  return one;
}

}  // namespace

Diagnostic explain_yaml_fault(const YamlFault& fault) {
  const auto at = narrow(fault.offset);
  const bool text_ended = fault.said == "illegal document indicator in scalar" || fault.said == "illegal EOF in scalar";
  const auto open = open_marks(fault, text_ended);
  if (text_ended || open.quote.found()) return unclosed_quote(fault, open.quote);
  const bool second_colon = fault.said == "illegal map value" && is_second_colon(fault.text, fault.offset);
  // The line where yaml-cpp gives up is often not the line with the slip.
  if (auto slip = find_slip(fault.text, fault.last_good, fault.offset, fault.source))
    if (!second_colon || slip->place.end <= fault.text.rfind('\n', fault.offset)) return *slip;
  if (second_colon) {
    auto one = finding(rule::colon_in_text, {fault.source, at, at + 1}, "a second colon in a text without quotes");
    one.help = "put the whole text in quotation marks: \"…: …\"";
    return one;
  }
  if (fault.said == "illegal map value")
    if (auto key = find_key_above_deeper(fault.text, fault.offset, fault.source)) return *key;
  if (fault.said == "end of map not found") {
    if (auto dash = find_dash_without_blank(fault.text, fault.offset, fault.source)) return *dash;
    if (auto key = find_key_outside_item(fault.text, fault.offset, fault.source)) return *key;
    if (auto text = text_behind_value(fault)) return *text;
  }
  const bool in_brackets =
      fault.said.find("flow not found") != std::string::npos || fault.said == "illegal block entry";
  if (in_brackets && open.bracket.found()) return unclosed_bracket(fault, open.bracket.at);
  if (fault.said == "illegal block entry" && at > 1 && fault.text.substr(0, at).ends_with(": ")) {
    auto one = finding(rule::yaml_syntax, {fault.source, at, at + 1}, "a text that begins with `- `");
    one.help = "put the whole text in quotation marks";
    return one;
  }
  for (const auto& wording : wordings) {
    if (!fault.said.starts_with(wording.said)) continue;
    auto one = finding(rule::yaml_syntax, {fault.source, at, at}, std::string(wording.message));
    one.help = wording.help;
    return one;
  }
  return finding(rule::yaml_syntax, {fault.source, at, at}, fmt::format("not YAML: {}", fault.said));
}

bool check_raw_text(std::string_view text, std::uint32_t source, Diagnostics& diagnostics, const YamlLimits& limits) {
  if (text.size() > limits.bytes) {
    diagnostics.push_back(finding(rule::file_too_large, {source, 0, 0},
                                  fmt::format("a file of {} bytes, more than {}", text.size(), limits.bytes)));
    return false;
  }
  if (const auto fault = find_encoding_fault(text)) {
    diagnostics.push_back(encoding_finding(text, source, *fault));
    return false;
  }
  const auto content = text.substr(text.starts_with(utf8_byte_order_mark) ? utf8_byte_order_mark.size() : 0);
  if (content.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    diagnostics.push_back(finding(rule::empty_file, {source, 0, 0}, "an empty file"));
    return false;
  }
  if (auto conflict = find_merge_conflict(text, source)) {
    diagnostics.push_back(std::move(*conflict));
    return false;
  }
  if (const auto directive = find_directive(text)) {
    auto& one = diagnostics.emplace_back(
        finding(rule::directive, {source, narrow(*directive), narrow(*directive + 1)}, "a line that begins with `%`"));
    one.help = "put the text in quotes on one line, or begin the line with a space";
    return false;
  }
  if (!text.ends_with('\n')) {
    auto& one =
        diagnostics.emplace_back(finding(rule::no_newline_at_end, {source, narrow(text.size()), narrow(text.size())},
                                         "the file ends in the middle of a line"));
    one.help = "see whether it is whole, and end it with a newline";
  }
  return true;
}

}  // namespace quickscan
