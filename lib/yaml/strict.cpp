#include "yaml/strict.hpp"

#include "core/utf8.hpp"
#include "yaml/slips.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace quickscan {

namespace {

bool is_blank(char one) { return one == ' ' || one == '\t' || one == '\r'; }
bool is_white(char one) { return is_blank(one) || one == '\n'; }

/// Goes over the tree and looks at the text around each node, where yaml-cpp does not look.
class StrictnessCheck {
 public:
  StrictnessCheck(std::string_view text, const YamlTree& tree, Diagnostics& diagnostics)
      : text_(text), tree_(tree), diagnostics_(diagnostics) {}

  /// Lines that belong to no value, where other programs refuse a tab before a comment or the end of the file.
  void comments() {
    if (text_.find('\t') == std::string_view::npos) return;
    std::size_t from = 0;
    for (const auto& node : tree_.nodes) {
      if (node.kind != YamlNode::Kind::scalar || node.empty) continue;
      comments(from, node.begin);
      const char first = letter(node.begin);
      // Where a block of text ends, the tree does not say.
      from = node.quoted && (first == '|' || first == '>') ? text_.size() : node.end;
    }
    comments(from, text_.size());
  }

  /// A value outside brackets. Lines that continue it begin with at least so many spaces.
  void block(const YamlNode& node, std::size_t least_indent) {
    least_indent_ = least_indent;
    refuse_tabs_before(node.begin);
    const char first = letter(node.begin);
    const bool dashes = node.kind == YamlNode::Kind::sequence && first != '[';
    // Items of a list may begin below the first letter of their key; anything else is indented.
    if (!node.empty && !dashes && begins_line(node.begin) && !continues(line_begin(node.begin), least_indent)) return;
    if (node.kind == YamlNode::Kind::scalar) return block_scalar(node);
    if (first == '[' || first == '{') {
      if (const auto end = brackets(node); end != 0) after_value(end, "a closing bracket");
    } else if (node.kind == YamlNode::Kind::sequence) {
      const auto inside = column(node.begin) + 1;
      for (auto index = node.first; index != 0; index = tree_.at(index).next) block(tree_.at(index), inside);
    } else {
      block_mapping(node);
    }
  }

 private:
  char letter(std::size_t at) const { return at < text_.size() ? text_[at] : '\n'; }

  std::size_t line_begin(std::size_t at) const {
    const auto newline = at == 0 ? std::string_view::npos : text_.rfind('\n', at - 1);
    if (newline != std::string_view::npos) return newline + 1;
    return text_.starts_with(utf8_byte_order_mark) ? utf8_byte_order_mark.size() : 0;
  }

  std::size_t column(std::size_t at) const { return at - line_begin(at); }

  bool begins_line(std::size_t at) const { return text_.find_first_not_of(" \t", line_begin(at)) == at; }

  std::size_t skip_blanks(std::size_t at) const {
    while (at < text_.size() && is_blank(text_[at])) ++at;
    return at;
  }

  Diagnostic& refuse(std::size_t begin, std::size_t end, std::string message, std::string help) {
    const auto last = std::min(end, text_.size());
    auto& one = diagnostics_.emplace_back(
        finding(rule::yaml_syntax, {tree_.source, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(last)},
                std::move(message)));
    one.help = std::move(help);
    return one;
  }

  void comments(std::size_t from, std::size_t to) {
    for (auto begin = line_begin(from); begin < to; begin = std::min(text_.find('\n', begin), text_.size()) + 1) {
      const auto first = skip_blanks(begin);
      const auto tab = text_.substr(begin, first - begin).find('\t');
      const bool ends = first == text_.size() || text_[first] == '#';
      if (begin >= from && ends && tab != std::string_view::npos)
        refuse(begin + tab, begin + tab + 1, "a tab where spaces indent", "indent with spaces");
    }
  }

  // Spaces indent: a tab before the first letter of a line or of an item is read in other ways by other programs.
  void refuse_tabs_before(std::size_t begin) {
    auto at = begin;
    while (at > 0 && is_blank(text_[at - 1])) --at;
    if (at > 0 && text_[at - 1] != '\n' && text_[at - 1] != '-') return;
    const auto tab = text_.substr(at, begin - at).find('\t');
    if (tab != std::string_view::npos)
      refuse(at + tab, at + tab + 1, "a tab where spaces indent", "indent with spaces");
  }

  void block_mapping(const YamlNode& node) {
    const auto inside = column(node.begin) + 1;
    for (auto index = node.first; index != 0;) {
      const auto& key = tree_.at(index);
      const auto& value = tree_.at(key.next);
      index = value.next;
      refuse_tabs_before(key.begin);
      if (is_quote(letter(key.begin))) quoted(key, inside);
      const auto colon = skip_blanks(key.end);
      if (letter(colon) == ':') {
        block(value, inside);
      } else {
        diagnostics_.push_back(explain_missing_colon(text_, key.begin, tree_.source));
      }
    }
  }

  void block_scalar(const YamlNode& node) {
    if (node.empty) return;
    const char first = letter(node.begin);
    if (is_quote(first)) {
      quoted(node, least_indent_);
      after_value(node.end, "a quotation mark");
    } else if (node.quoted && (first == '|' || first == '>')) {
      literal(node);
    }
  }

  static bool is_quote(char one) { return one == '"' || one == '\''; }

  // Behind a closing quotation mark or bracket: nothing, or a comment after a blank. Other texts yaml-cpp refuses.
  void after_value(std::size_t at, std::string_view what) {
    if (letter(at) == '#')
      refuse(at, at + 1, "a comment right behind " + std::string(what), "put a space before the `#`");
  }

  // Escapes, and the lines of a quoted text.
  void quoted(const YamlNode& node, std::size_t least_indent) {
    const auto inside = text_.substr(node.begin, node.end - node.begin);
    if (inside.front() == '"') {
      for (auto at = inside.find('\\'); at != std::string_view::npos && at + 1 < inside.size();
           at = inside.find('\\', at + 2)) {
        if (inside[at + 1] != '\'') continue;
        refuse(node.begin + at, node.begin + at + 2, "a backslash before `'`, which means nothing",
               "leave the backslash out");
      }
    }
    for (auto at = inside.find('\n'); at != std::string_view::npos; at = inside.find('\n', at + 1))
      if (!continues(node.begin + at + 1, least_indent)) return;
  }

  // Whether the line that begins here may continue a value; a blank one may.
  bool continues(std::size_t begin, std::size_t least_indent) {
    auto first = begin;
    while (letter(first) == ' ') ++first;
    if (first - begin >= least_indent || letter(skip_blanks(first)) == '\n') return true;
    refuse(first, first + 1, "a line that continues a text or a list, and is not indented",
           "indent it more than the line where that begins");
    return false;
  }

  // Blank lines at the begin of a block of text may not be indented more than its first line.
  void literal(const YamlNode& node) {
    auto head = node.begin + 1;
    while (letter(head) == '+' || letter(head) == '-') ++head;
    if (letter(head) == '#') return after_value(head, "`|` or `>`");
    if (letter(head) != '\n' && !is_blank(letter(head))) return;  // its indentation is given
    std::size_t deepest = 0;
    std::size_t deepest_line = head;
    for (auto begin = text_.find('\n', head); begin < text_.size(); begin = text_.find('\n', begin)) {
      const auto first = std::min(text_.find_first_not_of(' ', ++begin), text_.size());
      const auto indent = first - begin;
      if (letter(first) == '\t') {
        refuse(first, first + 1, "a tab where spaces indent", "indent with spaces");
        return;
      }
      if (letter(skip_blanks(first)) != '\n') {
        if (indent < deepest && indent >= least_indent_) {
          refuse(deepest_line, deepest_line + 1, "a blank line that is indented more than the text below it",
                 "take the blanks out of the empty line");
        }
        return;
      }
      if (indent > deepest) {
        deepest = indent;
        deepest_line = begin;
      }
    }
  }

  // A list or mapping in brackets; gives the place behind the closing one, or 0 after a finding.
  std::size_t brackets(const YamlNode& node) {
    const char closing = letter(node.begin) == '[' ? ']' : '}';
    std::size_t at = node.begin + 1;
    for (auto index = node.first; index != 0; index = tree_.at(index).next) {
      at = to_next(at);
      if (node.kind == YamlNode::Kind::mapping) {
        const auto key = index;
        index = tree_.at(key).next;
        at = pair(at, tree_.at(key), tree_.at(index));
      } else {
        at = item(at, tree_.at(index));
      }
      at = to_next(at);
      if (letter(at) == ',' && at != 0) {
        ++at;
      } else if (tree_.at(index).next != 0) {
        return 0;
      }
    }
    at = to_next(at);
    return at != 0 && letter(at) == closing ? at + 1 : 0;
  }

  // An item of a list in brackets at `at`; gives the place behind it.
  std::size_t item(std::size_t at, const YamlNode& node) {
    if (at == 0) return 0;
    const char first = letter(at);
    if (node.kind != YamlNode::Kind::scalar) {
      if (first == '[' || first == '{') return brackets(node);
      // `[key: value]` is a mapping of one key in a list.
      if (node.kind != YamlNode::Kind::mapping || node.count != 2) return 0;
      return pair(at, tree_.at(node.first), tree_.at(tree_.at(node.first).next));
    }
    if (node.empty && (first == ',' || first == ']' || first == '}')) {
      refuse(at, at + 1, "nothing before a comma of a list", "take the comma out, or write what is missing");
      return 0;
    }
    if (at != node.begin) return 0;  // a way to write it that is not looked at
    if (is_quote(first)) {
      quoted(node, least_indent_);
      const char next = letter(node.end);
      if (is_white(next) || next == ',' || next == ']' || next == '}' || next == ':') return node.end;
      refuse(node.end, node.end + 1,
             next == '#' ? "a comment right behind a quotation mark" : "a text right behind a quotation mark",
             next == '#' ? "put a space before the `#`" : "put the whole text in quotes");
      return 0;
    }
    return plain_in_brackets(at);
  }

  // A key and its value in brackets.
  std::size_t pair(std::size_t at, const YamlNode& key, const YamlNode& value) {
    const bool in_quotes = is_quote(letter(at));
    at = to_next(item(at, key));
    if (at == 0 || letter(at) != ':') return at;
    ++at;
    if (!in_quotes && !is_white(letter(at))) {
      refuse(at - 1, at, "a colon without a space behind it", "write `key: value`");
      return 0;
    }
    at = to_next(at);
    if (at == 0 || letter(at) == ',' || letter(at) == '}' || letter(at) == ']') return at;
    return item(at, value);
  }

  // The end of a text without quotes in brackets.
  std::size_t plain_in_brackets(std::size_t begin) {
    constexpr std::string_view marks = ",[]{}";
    const auto is_mark = [&](std::size_t at) { return marks.find(letter(at)) != std::string_view::npos; };
    auto at = begin;
    if (letter(at) == ':' || (letter(at) == '-' && (is_white(letter(at + 1)) || is_mark(at + 1)))) {
      refuse(at, at + 1, "a text in brackets that begins with `-` or `:`", "put the text in quotes");
      return 0;
    }
    while (at < text_.size() && !is_mark(at)) {
      const char one = text_[at];
      if (one == ':' && is_white(letter(at + 1))) break;
      if (one == ':' && (is_mark(at + 1) || letter(at + 1) == ':')) {
        refuse(at, at + 1, "a colon without a space behind it", "write `key: value`, or put the text in quotes");
        return 0;
      }
      if (one == '\n' && closes_in_next_line(at)) break;
      if (one == '\n' && !continues(at + 1, least_indent_)) return 0;
      if (one == '#' && is_white(letter(at - 1))) break;
      ++at;
    }
    while (at > begin && is_white(letter(at - 1))) --at;
    return at;
  }

  // Whether the line behind this newline begins with a closing bracket. It may stand as far left as the line where the
  // outermost bracket opens.
  bool closes_in_next_line(std::size_t newline) const {
    const auto first = text_.find_first_not_of(' ', newline + 1);
    return first < text_.size() && (text_[first] == ']' || text_[first] == '}') && first - newline >= least_indent_;
  }

  // The next place in brackets that is no blank, newline or comment.
  std::size_t to_next(std::size_t at) {
    if (at == 0) return 0;
    for (; at < text_.size(); ++at) {
      if (letter(at) == '#') {
        if (!is_white(letter(at - 1))) {
          after_value(at, "a comma or bracket");
          return 0;
        }
        at = std::min(text_.find('\n', at), text_.size()) - 1;
      } else if (letter(at) == '\n') {
        if (closes_in_next_line(at)) continue;
        if (letter(skip_blanks(at + 1)) != '#' && !continues(at + 1, least_indent_)) return 0;
      } else if (!is_blank(letter(at))) {
        return at;
      }
    }
    return 0;
  }

  std::string_view text_;
  const YamlTree& tree_;
  Diagnostics& diagnostics_;
  /// Of the value outside brackets that is looked at.
  std::size_t least_indent_ = 0;
};

}  // namespace

bool check_strictness(std::string_view text, const YamlTree& tree, Diagnostics& diagnostics) {
  const auto before = diagnostics.size();
  StrictnessCheck check(text, tree, diagnostics);
  check.block(tree.root(), 0);
  check.comments();
  return diagnostics.size() == before;
}

}  // namespace quickscan
