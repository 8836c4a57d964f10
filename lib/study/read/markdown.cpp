#include "study/read/markdown.hpp"

#include "core/rules.hpp"
#include "core/utf8.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace quickscan {

namespace {

bool is_mark(char c) { return std::ispunct(static_cast<unsigned char>(c)) != 0; }
bool is_alpha(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_number(char c) { return c >= '0' && c <= '9'; }

std::string_view without_blanks(std::string_view text) { return trimmed(text, " \t\r\n\x01"); }

/// What begins and ends with marks of its own, and no report renders.
struct Notation {
  std::string_view open, close, what, help;
};

constexpr std::string_view shown_comment = "a comment that is shown",
                           write_comment = "write it between `<!--` and `-->`", plain_words = "write plain words",
                           take_out = "take it out";

/// The first that fits counts.
constexpr std::array<Notation, 24> notations{{
    {"^[", "]", "a footnote", "write it in the text, in brackets"},
    {"%%", "%%", shown_comment, write_comment},
    {"{%", "%}", shown_comment, write_comment},
    {"{#", "#}", shown_comment, write_comment},
    {"/*", "*/", shown_comment, write_comment},
    {"<%", "%>", shown_comment, write_comment},
    {"<#--", "-->", shown_comment, write_comment},
    {"<! --", ">", shown_comment, write_comment},
    {"< !--", ">", shown_comment, write_comment},
    {"<!-", ">", shown_comment, write_comment},
    {"<!–", ">", shown_comment, write_comment},
    {"<!—", ">", shown_comment, write_comment},
    {"==", "==", "marked words", "take the marks out"},
    {"$$", "$$", "a formula", plain_words},
    {"{>>", "}", "an editor's remark", take_out},
    {"{--", "}", "an editor's remark", take_out},
    {"{++", "}", "an editor's remark", take_out},
    {"{~~", "}", "an editor's remark", take_out},
    {"{==", "}", "an editor's remark", take_out},
    {"{.", "}", "an attribute", take_out},
    {"{#", "}", "an attribute", take_out},
    {"{:", "}", "an attribute", take_out},
    {"`", "`", "code", "put the words in quotation marks"},
    {"~~", "~~", "words struck through", "take them out"},
}};

class MarkdownReader {
 public:
  MarkdownReader(std::string text, std::uint32_t source, Diagnostics& diagnostics)
      : text_(std::move(text)), source_(source), diagnostics_(diagnostics) {}

  std::string read() {
    leave_out_front_matter();
    leave_out_comments();
    for (std::size_t begin = 0; begin < text_.size();) {
      const auto end = std::min(text_.find('\n', begin), text_.size());
      look_at_line(begin, std::string_view(text_).substr(begin, end - begin));
      begin = end + 1;
    }
    return std::move(text_);
  }

 private:
  void report(std::size_t begin, std::size_t size, std::string_view what, std::string_view help) {
    const Place place{source_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + size)};
    auto& one = diagnostics_.emplace_back(finding(rule::markdown_not_rendered, place, std::string(what)));
    one.help = help;
  }

  void leave_out(std::size_t begin, std::size_t end) {
    std::fill(text_.begin() + static_cast<std::ptrdiff_t>(begin), text_.begin() + static_cast<std::ptrdiff_t>(end),
              left_out_byte);
  }

  void leave_out_front_matter() {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    const auto begin = text_.starts_with(mark) ? mark.size() : 0;
    const auto line_at = [&](std::size_t at) {
      return without_blanks(std::string_view(text_).substr(at, text_.find('\n', at) - at));
    };
    const auto first = line_at(begin);
    if (first != "---" && first != "+++") return;
    for (auto at = text_.find('\n', begin); at != std::string::npos; at = text_.find('\n', at + 1)) {
      const auto line = line_at(at + 1);
      if (line != first && (line != "..." || first != "---")) continue;
      const auto end = std::min(text_.find('\n', at + 1), text_.size());
      report(begin, 3, "front matter, which the report leaves out", "take it out; the file's name says what it is");
      return leave_out(begin, end);
    }
  }

  void leave_out_comments() {
    for (auto begin = text_.find("<!--"); begin != std::string::npos; begin = text_.find("<!--", begin + 1)) {
      if (is_escaped(begin)) continue;
      auto close = text_.find("-->", begin + 4);
      auto inner = text_.find("<!--", begin + 4);
      // For a browser `<!-->` is a whole comment, for other programs the beginning of one.
      for (const std::string_view empty : {"<!-->", "<!--->"}) {
        if (std::string_view(text_).substr(begin, empty.size()) != empty) continue;
        report(begin, empty.size(), "a comment that ends where it begins",
               "write `<!--`, what is not for readers, and `-->`");
        if (inner < close || close == std::string::npos) close = begin + empty.size() - 3;
      }
      // A comment within a comment: all of both is left out.
      for (; close != std::string::npos && inner < close; inner = text_.find("<!--", inner + 4)) {
        report(inner, 4, "a comment within a comment: all of both is left out",
               "close the first with `-->`, or take the inner marks out");
        if (const auto outer = text_.find("-->", close + 3); outer != std::string::npos) close = outer;
      }
      if (close == std::string::npos) {
        report(begin, 4, "a comment that is never closed: nothing after it is shown", "close it with `-->`");
        return leave_out(begin, text_.size());
      }
      leave_out(begin, close + 3);
      had_comment_ = true;
    }
  }

  bool is_escaped(std::size_t at) const {
    std::size_t count = 0;
    while (count < at && text_[at - count - 1] == '\\') ++count;
    return count % 2 == 1;
  }

  void look_at_line(std::size_t begin, std::string_view line) {
    const auto trimmed = without_blanks(line);
    if (trimmed.empty()) {
      in_paragraph_ = false;
      before_ = {};
      return;
    }
    const auto indent = std::min(line.find_first_not_of(" \t"), line.size());
    if (!look_at_block(begin + indent, line, trimmed, indent)) look_at_words(begin, line);
    in_list_ = begins_item(trimmed) || (in_list_ && (in_paragraph_ || indent > 0));
    in_paragraph_ = true;
    before_ = trimmed;
    before_begin_ = begin + indent;
  }

  static std::size_t digits_of(std::string_view line) {
    return std::min(line.find_first_not_of("0123456789"), line.size());
  }

  static bool begins_item(std::string_view line) {
    if (line.size() > 1 && (line[0] == '-' || line[0] == '*' || line[0] == '+') && line[1] == ' ') return true;
    const auto digits = digits_of(line);
    return digits > 0 && digits < 4 && digits + 1 < line.size() && (line[digits] == '.' || line[digits] == ')') &&
           line[digits + 1] == ' ';
  }

  /// Whether a line is nothing but one of `marks`, at least `least` times, and blanks.
  static bool is_rule_of(std::string_view line, std::string_view marks, std::ptrdiff_t least) {
    const char mark = line.front();
    return marks.find(mark) != std::string_view::npos && std::ranges::count(line, mark) >= least &&
           std::ranges::all_of(line, [&](char c) { return c == mark || c == ' '; });
  }

  static bool is_table_rule(std::string_view line) {
    return line.find('|') != std::string_view::npos && line.find('-') != std::string_view::npos &&
           line.find_first_not_of("|-: \t") == std::string_view::npos;
  }

  /// Whether the line as a whole is something that cannot be rendered; reported then.
  bool look_at_block(std::size_t at, std::string_view line, std::string_view trimmed, std::size_t indent) {
    constexpr std::string_view code_fence = "```", other_fence = "~~~";
    if (trimmed.starts_with(code_fence) || trimmed.starts_with(other_fence)) {
      in_code_ = !in_code_;
      if (in_code_) report(at, 3, "code", "write it as a sentence");
      return true;
    }
    if (in_code_) return true;
    if (is_table_rule(trimmed) && before_.find('|') != std::string_view::npos) {
      report(before_begin_, before_.size(), "a table", "write it as a list");
      return true;
    }
    if (is_rule_of(trimmed, "=", 1) && in_paragraph_) {
      report(at, trimmed.size(), "a line under a heading", "write `## ` before the heading");
      return true;
    }
    if (is_rule_of(trimmed, "-", in_paragraph_ ? 2 : 3) || is_rule_of(trimmed, "*_", 3)) {
      report(at, trimmed.size(), "a line across the page", "take it out; a heading begins with `## `");
      return true;
    }
    if (trimmed.front() == '>') {
      report(at, 1, "a quotation", "put the words in quotation marks");
      return true;
    }
    if (trimmed.starts_with(":::") || trimmed.starts_with("// ")) {
      report(at, trimmed.front() == ':' ? 3 : 2,
             trimmed.front() == ':' ? "a block with marks of its own" : shown_comment,
             trimmed.front() == ':' ? "take the marks out" : write_comment);
      return true;
    }
    if (trimmed.starts_with(": ") && in_paragraph_) report(at, 1, "a definition", "write it as a sentence");
    const bool item = begins_item(trimmed);
    if (item && in_list_ && (indent >= 2 || line.front() == '\t')) {
      report(at, 1, "a list within a list", "make it one list");
    } else if ((indent >= 4 || line.front() == '\t') && !in_paragraph_ && !in_list_) {
      report(at, trimmed.size(), "an indented line, which is code", "take out the blanks before it");
    }
    if (item && is_number(trimmed.front()) && !in_list_ && trimmed.substr(0, digits_of(trimmed)) != "1")
      report(at, digits_of(trimmed), "a list that does not begin at 1", "begin it at 1, or write the number as a word");
    const auto box = trimmed.substr(std::min<std::size_t>(2, trimmed.size()), 4);
    if (item && (box == "[ ] " || box == "[x] " || box == "[X] ")) report(at + 2, 3, "a box to tick", "take it out");
    return false;
  }

  /// What begins within a line, and may end in a later one of its paragraph, with marks behind a backslash passed over.
  void look_at_words(std::size_t begin, std::string_view line) {
    for (std::size_t at = std::max(begin, looked_until_) - begin; at < line.size(); ++at) {
      const auto rest = line.substr(at);
      if (rest.front() == '\\') {
        if (without_blanks(rest) == "\\") report(begin + at, 1, "a line break", "begin a new paragraph or a list");
        if (rest.size() > 1 && is_mark(rest[1])) ++at;
        continue;
      }
      constexpr std::string_view beginnings = "!-^%={[</$`~&*_";
      if (beginnings.find(rest.front()) == std::string_view::npos || (rest.front() == '-' && !had_comment_)) continue;
      const auto before = diagnostics_.size();
      const auto size = look_at(begin + at, rest_of_paragraph(begin + at));
      if (size == 0) continue;
      const auto line_end = static_cast<std::uint32_t>(begin + line.size());
      if (diagnostics_.size() > before)
        diagnostics_.back().place.end = std::min(diagnostics_.back().place.end, line_end);
      at += size - 1;
      looked_until_ = begin + at + 1;
    }
  }

  std::string_view rest_of_text(std::size_t at) const {
    constexpr std::size_t most = 2000;  // no link, code or comment in a notation of another program is longer
    return std::string_view(text_).substr(at, most);
  }

  std::string_view rest_of_paragraph(std::size_t at) const {
    const auto rest = rest_of_text(at);
    return rest.substr(0, rest.find("\n\n"));
  }

  /// Whether at most three blanks come before it in its line.
  bool begins_line(std::size_t at) const {
    for (std::size_t blanks = 0; blanks < 4; ++blanks) {
      if (at == 0 || text_[at - 1] == '\n') return true;
      if (text_[--at] != ' ') return false;
    }
    return false;
  }

  /// Reports what cannot be rendered and begins here; its size, 0 where there is none.
  std::size_t look_at(std::size_t at, std::string_view rest) {
    const auto found = [&](std::size_t size, std::string_view what, std::string_view help) {
      report(at, size, what, help);
      return size;
    };
    if (rest.front() == '[' && (rest.starts_with("[//]:") || rest.starts_with("[comment]:")))
      return found(rest.find(':') + 1, shown_comment, write_comment);
    for (const auto& [open, close, what, help] : notations) {
      if (!rest.starts_with(open)) continue;
      const auto whole = what == shown_comment ? rest_of_text(at) : rest;
      if (const auto end = whole.find(close, open.size()); end != std::string_view::npos)
        return found(end + close.size(), what, help);
    }
    const bool line_begin = begins_line(at);
    switch (rest.front()) {
      case '!':
        if (const auto size = rest.starts_with("![") ? link_size(rest.substr(1), false) : 0)
          return found(size + 1, "an image", "take it out: a report draws its own figures");
        return 0;
      case '-':
        return rest.starts_with("-->") ? found(3, "the end of a comment that does not begin", "take it out") : 0;
      case '[':
        if (rest.starts_with("[[") && rest.find("]]") != std::string_view::npos)
          return found(rest.find("]]") + 2, "a link", "write the name of what it leads to");
        if (rest.starts_with("[^") && rest.find(']') != std::string_view::npos)
          return found(rest.find(']') + 1, "a footnote", "write it in the text, in brackets");
        if (const auto size = link_size(rest, line_begin))
          return found(size, "a link", "write the address in the text, in brackets");
        return 0;
      case '<':
        if (const auto size = tag_size(rest)) return found(size, "HTML", plain_words);
        return 0;
      case '&':
        if (const auto size = entity_size(rest))
          return found(size, "a character reference", "type the character itself");
        return 0;
      case '*':
      case '_':
        if (line_begin && rest.starts_with("*[") && rest.find("]:") != std::string_view::npos)
          return found(rest.find("]:") + 2, "an abbreviation", "write it in the text, in brackets");
        if (const std::string three(3, rest.front());
            rest.starts_with(three) && rest.find(three, 3) != std::string_view::npos)
          return found(rest.find(three, 3) + 3, "words both strong and emphasised", "use two marks, or one");
        return 0;
      default: return 0;
    }
  }

  /// `[words](address)`, `[words][name]`, or the definition of a name at the beginning of a line.
  static std::size_t link_size(std::string_view rest, bool line_begin) {
    const auto close = rest.find(']');
    if (close == std::string_view::npos || close + 1 >= rest.size()) return 0;
    const char next = rest[close + 1];
    if (next == ':') return line_begin ? close + 2 : 0;
    const auto end = next == '('   ? rest.find(')', close)
                     : next == '[' ? rest.find(']', close + 1)
                                   : std::string_view::npos;
    return end == std::string_view::npos ? 0 : end + 1;
  }

  /// A tag, an address between angle brackets, a declaration.
  static std::size_t tag_size(std::string_view rest) {
    const auto close = rest.find('>');
    if (rest.size() < 3) return 0;
    const char first = rest[1] == '/' ? rest[2] : rest[1];
    // `<?php` and `<![CDATA[` may end paragraphs later.
    if (first == '?' || first == '!') return close == std::string_view::npos ? 2 : close + 1;
    return is_alpha(first) && close != std::string_view::npos ? close + 1 : 0;
  }

  static std::size_t entity_size(std::string_view rest) {
    const auto close = rest.find(';');
    constexpr std::size_t longest = 32;
    if (close == std::string_view::npos || close < 3 || close > longest) return 0;
    const auto name = rest.substr(1, close - 1);
    const bool numbered = name.front() == '#' && name.size() > 1;
    return std::ranges::all_of(name.substr(numbered ? 1 : 0), [](char c) { return is_alpha(c) || is_number(c); })
               ? close + 1
               : 0;
  }

  std::string text_;
  std::uint32_t source_;
  Diagnostics& diagnostics_;
  bool in_paragraph_ = false, in_list_ = false, in_code_ = false;
  bool had_comment_ = false;  ///< `-->` is then no arrow
  std::string_view before_;
  std::size_t before_begin_ = 0;
  std::size_t looked_until_ = 0;  ///< what began in an earlier line ends here
};

}  // namespace

std::string read_markdown(std::string text, std::uint32_t source, Diagnostics& diagnostics) {
  return MarkdownReader(std::move(text), source, diagnostics).read();
}

std::string shown_markdown(std::string_view text) {
  std::string shown(text);
  std::erase(shown, left_out_byte);
  return shown;
}

}  // namespace quickscan
