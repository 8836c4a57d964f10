#include "yaml/subset.hpp"

#include "core/byte_blocks.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace quickscan {

namespace {

/// What a byte means in a text.
enum Mark : std::uint8_t {
  ends_flow = 1,  ///< it may end a plain text in brackets
  of_key = 2,
  not_first = 4,  ///< no plain text begins with it, or only yaml-cpp knows whether one does
};

constexpr auto marks_of_bytes = [] {
  std::array<std::uint8_t, 256> result{};
  const auto mark = [&](std::string_view bytes, unsigned kinds) {
    for (const char one : bytes) result[static_cast<unsigned char>(one)] |= static_cast<std::uint8_t>(kinds);
  };
  mark("\n\r\t", ends_flow | not_first);
  mark(":#,[]{}?", ends_flow);
  mark(" ,[]{}#&*!|>'\"%@`-?:~", not_first);
  mark("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./@", of_key);
  return result;
}();

class SubsetReader {
 public:
  SubsetReader(YamlTree& tree, std::size_t end, const YamlLimits& limits)
      : tree_(tree), text_(tree.file.data()), end_(end), limits_(limits) {}

  bool read(std::size_t begin) {
    find_line(begin);
    if (column_ == 0 && piece(at_, at_ + 3) == "---" && ends_line(at_ + 3)) find_line(newline(at_) + 1);
    Children none;
    return column_ != nowhere && read_mapping(column_, none) && column_ == nowhere;
  }
  std::optional<std::uint32_t> full_at() const { return full_at_; }

 private:
  static constexpr std::uint32_t nowhere = 0xffffffff;
  static constexpr std::uint32_t few_keys = 64;

  /// A collection that is being read.
  struct Children {
    std::uint32_t parent = 0;
    std::uint32_t last = 0;
    std::uint64_t keys = 0;  ///< a bit for each
  };

  // ---- bytes: the file ends in a newline, so that none of these needs to look for its end

  bool is(std::size_t at, Mark mark) const {
    return (marks_of_bytes[static_cast<unsigned char>(text_[at])] & mark) != 0;
  }
  bool ends_line(std::size_t at) const { return text_[at] == '\n' || text_[at] == '\r'; }
  bool blank(std::size_t at) const { return text_[at] == ' ' || ends_line(at); }
  std::string_view piece(std::size_t begin, std::size_t end) const { return {text_ + begin, end - begin}; }

  // The first control character, `a` or `b`.
  std::size_t run_to(std::size_t at, char a, char b) const {
    at = find_in_blocks(text_, at, end_,
                        [=](ByteBlock bytes) { return within(bytes, 0, 0x1F) | equal(bytes, a) | equal(bytes, b); });
    while (static_cast<unsigned char>(text_[at]) > 0x1F && text_[at] != a && text_[at] != b) ++at;
    return at;
  }
  std::size_t run_in_flow(std::size_t at) const {
    while (!is(at, ends_flow)) ++at;
    return at;
  }
  std::size_t key_end(std::size_t at) const {
    while (is(at, of_key)) ++at;
    return at;
  }
  std::size_t skip_spaces(std::size_t at) const {
    while (text_[at] == ' ') ++at;
    return at;
  }
  std::size_t newline(std::size_t at) const {
    while (text_[at] != '\n') ++at;
    return at;
  }

  // ---- lines

  // Goes to the first line from `line` on that holds more than blanks and, unless it is part of a text, a comment.
  // Gives how many lines were passed.
  std::uint32_t find_line(std::size_t line, bool in_text = false) {
    const auto before = line_;
    for (; line < end_; line = newline(at_) + 1) {
      ++line_;
      at_ = skip_spaces(line);
      if (ends_line(at_) || (text_[at_] == '#' && !in_text)) continue;
      column_ = static_cast<std::uint32_t>(at_ - line);
      return line_ - before;
    }
    column_ = nowhere;
    return line_ - before;
  }

  // After a value: only blanks and a comment may follow in its line.
  bool end_line() {
    const auto after = skip_spaces(at_);
    if (!ends_line(after) && (text_[after] != '#' || after == at_)) return false;
    find_line(newline(after) + 1);
    return true;
  }

  bool deeper_than(std::uint32_t column) const { return column_ != nowhere && column_ > column; }
  bool at_item() const { return text_[at_] == '-' && blank(at_ + 1); }
  bool at_key() const {
    const auto end = key_end(at_);
    return end > at_ && text_[end] == ':' && blank(end + 1);
  }

  // ---- nodes

  YamlNode& add(Children& siblings, YamlNode::Kind kind, std::size_t begin, std::size_t end) {
    auto& node = tree_.add(kind, siblings.parent, siblings.last);
    node.begin = static_cast<std::uint32_t>(begin);
    node.end = static_cast<std::uint32_t>(end);
    node.line = line_;
    return node;
  }

  bool has_room(std::size_t begin) {
    if (tree_.nodes.size() < limits_.nodes) return true;
    full_at_ = static_cast<std::uint32_t>(begin);
    return false;
  }

  // A text that the file holds as it is.
  bool add_text(Children& siblings, std::size_t begin, std::size_t end, std::string_view text, bool quoted) {
    if (!has_room(begin) || text.size() > limits_.text) return false;
    auto& node = add(siblings, YamlNode::Kind::scalar, begin, end);
    node.quoted = quoted;
    node.text_begin = static_cast<std::uint32_t>(text.data() - text_);
    node.text_size = static_cast<std::uint32_t>(text.size());
    return true;
  }

  // The text of a node that is kept from here on in tree_.texts.
  bool keep_text(YamlNode& node, std::size_t kept) const {
    node.kept = true;
    node.text_begin = static_cast<std::uint32_t>(kept);
    node.text_size = static_cast<std::uint32_t>(tree_.texts.size() - kept);
    return node.text_size <= limits_.text;
  }

  bool add_plain(Children& siblings, std::size_t begin, std::size_t end) {
    while (text_[end - 1] == ' ') --end;
    at_ = end;
    const auto text = piece(begin, end);
    return text != "null" && text != "Null" && text != "NULL" && add_text(siblings, begin, end, text, false);
  }

  bool add_key(Children& siblings) {
    if (!at_key() || is(at_, not_first)) return false;
    const auto begin = at_;
    const auto key = piece(begin, key_end(begin));
    if (key.size() > limits_.key) return false;
    // Two of few keys seldom share a bit; only then are they compared. Many are compared when all are there.
    const auto& parent = tree_.nodes[siblings.parent];
    const auto sum = static_cast<std::size_t>(key.front() * 31 + key.back() * 7) + key.size();
    const auto bit = std::uint64_t{1} << (sum % 64U);
    if (parent.count < 2 * few_keys && (siblings.keys & bit) != 0 && tree_.find(parent, key) != nullptr) return false;
    siblings.keys |= bit;
    if (!add_plain(siblings, begin, begin + key.size())) return false;
    ++at_;
    return true;
  }

  bool open(Children& siblings, YamlNode::Kind kind, Children& own) {
    if (depth_++ == limits_.depth || !has_room(at_)) return false;
    own.parent = static_cast<std::uint32_t>(tree_.nodes.size());
    add(siblings, kind, at_, at_);
    return true;
  }

  bool close(const Children& own) {
    --depth_;
    auto& node = tree_.nodes[own.parent];
    if (own.last != 0) node.end = std::max(node.end, tree_.nodes[own.last].end);
    return node.kind != YamlNode::Kind::mapping || node.count <= 2 * few_keys || !has_twins(node);
  }

  bool has_twins(const YamlNode& mapping) const {
    std::vector<std::string_view> keys;
    for (auto key = mapping.first; key != 0; key = tree_.nodes[tree_.nodes[key].next].next)
      keys.push_back(tree_.text(tree_.nodes[key]));
    std::ranges::sort(keys);
    return std::ranges::adjacent_find(keys) != keys.end();
  }

  // ---- block collections; `column` is where the keys or dashes are

  bool read_mapping(std::uint32_t column, Children& siblings) {
    Children own;
    if (!open(siblings, YamlNode::Kind::mapping, own)) return false;
    do {
      if (!add_key(own) || !read_value(column, own)) return false;
    } while (column_ == column);
    return !deeper_than(column) && close(own);
  }

  // What follows `key:`.
  bool read_value(std::uint32_t column, Children& own) {
    const auto after = skip_spaces(at_);
    if (!ends_line(after) && text_[after] != '#') {
      at_ = after;
      return read_in_line(column, own);
    }
    if (!end_line()) return false;
    const bool list = column_ != nowhere && at_item();
    if (deeper_than(column)) return list ? read_sequence(column_, own) : read_mapping(column_, own);
    if (list && column_ == column) return read_sequence(column, own);
    const auto key = tree_.nodes[own.last];
    auto& node = add(own, YamlNode::Kind::scalar, key.begin, key.end);
    node.line = key.line;
    node.empty = true;
    return tree_.nodes.size() <= limits_.nodes;
  }

  bool read_sequence(std::uint32_t column, Children& siblings) {
    Children own;
    if (!open(siblings, YamlNode::Kind::sequence, own)) return false;
    do {
      const auto dash = at_;
      at_ = skip_spaces(dash + 1);
      if (ends_line(at_)) return false;
      const auto inner = column + static_cast<std::uint32_t>(at_ - dash);
      if (!(at_key() ? read_mapping(inner, own) : read_in_line(column, own))) return false;
    } while (column_ == column && at_item());
    return !deeper_than(column) && close(own);
  }

  // A value that begins in this line and is no block collection; `column` is that of the collection it is in.
  bool read_in_line(std::uint32_t column, Children& siblings) {
    const char first = text_[at_];
    if (first == '|' || first == '>') return read_text_block(column, siblings) && !deeper_than(column);
    if (first == '[' || first == '{') return read_flow(column, siblings) && end_line() && !deeper_than(column);
    if (first == '"' || first == '\'') return read_quoted(column, siblings) && end_line() && !deeper_than(column);
    if (!read_plain(siblings) || !end_line()) return false;
    return !deeper_than(column) || read_more_plain(column);
  }

  // ---- texts

  // Goes to the end of a plain text in this line: its end or a comment.
  bool pass_plain() {
    if (is(at_, not_first)) return false;
    for (at_ = run_to(at_, ':', '#'); !ends_line(at_); at_ = run_to(at_ + 1, ':', '#')) {
      if (text_[at_] == '\t' || (text_[at_] == ':' && blank(at_ + 1))) return false;
      if (text_[at_] == '#' && text_[at_ - 1] == ' ') return true;
    }
    return true;
  }

  bool read_plain(Children& siblings) {
    const auto begin = at_;
    return pass_plain() && add_plain(siblings, begin, at_);
  }

  // The plain text that was added last goes on in the lines below.
  bool read_more_plain(std::uint32_t column) {
    auto& node = tree_.nodes.back();
    const auto kept = tree_.texts.size();
    line_ = node.line;
    at_ = node.begin;
    auto last_line = line_;
    for (;;) {
      const auto from = at_;
      if (!pass_plain()) return false;
      tree_.texts += piece(from, at_);
      while (tree_.texts.back() == ' ') tree_.texts.pop_back();
      if (text_[at_] == '#') break;
      last_line = line_;
      const auto end = at_;
      const auto lines = find_line(newline(at_) + 1, true);
      if (!deeper_than(column)) {
        at_ = end;
        break;
      }
      join_lines(lines);
    }
    node.end = static_cast<std::uint32_t>(newline(node.begin));
    line_ = text_[at_] == '#' ? line_ : last_line;
    find_line(newline(at_) + 1);
    return keep_text(node, kept) && !deeper_than(column);
  }

  // A line break in a text is a space, and a blank line a line break.
  void join_lines(std::uint32_t lines) { tree_.texts.append(std::max(lines - 1, 1U), lines == 1 ? ' ' : '\n'); }

  bool read_quoted(std::uint32_t column, Children& siblings) {
    const auto begin = at_;
    const char quote = text_[begin];
    const char other = quote == '"' ? '\\' : quote;
    at_ = run_to(begin + 1, quote, other);
    if (text_[at_] == quote && text_[at_ + 1] != quote) {
      ++at_;
      return add_text(siblings, begin, at_, piece(begin + 1, at_ - 1), true);
    }
    const auto line = line_;
    const auto kept = tree_.texts.size();
    for (auto from = begin + 1;; at_ = run_to(at_, quote, other)) {
      tree_.texts += piece(from, at_);
      const char here = text_[at_];
      if (ends_line(at_)) {
        while (tree_.texts.size() > kept && tree_.texts.back() == ' ') tree_.texts.pop_back();
        const auto lines = find_line(newline(at_) + 1, true);
        if (!deeper_than(column)) return false;
        // Of blank lines before the closing mark yaml-cpp drops one.
        if (lines > 1 && text_[at_] == quote) return false;
        join_lines(lines);
        from = at_;
        continue;
      }
      const char next = text_[at_ + 1];
      if (here == quote && (quote == '"' || next != '\'')) break;
      if (here == '\\' ? next != '"' && next != '\\' : here != '\'') return false;
      tree_.texts += next;
      from = at_ += 2;
    }
    ++at_;
    if (!add_text(siblings, begin, at_, piece(0, 0), true)) return false;
    tree_.nodes.back().line = line;
    return keep_text(tree_.nodes.back(), kept);
  }

  // `|` or `>`. A text whose lines do not all begin in one column is left to yaml-cpp where they are joined.
  bool read_text_block(std::uint32_t column, Children& siblings) {
    const auto begin = at_++;
    const bool folded = text_[begin] == '>';
    const bool stripped = text_[at_] == '-';
    if (stripped) ++at_;
    const auto after = skip_spaces(at_);
    auto line = newline(after) + 1;
    if (!ends_line(after) || line >= end_) return false;
    const auto indent = skip_spaces(line) - line;
    if (indent <= column || !add_text(siblings, begin, at_, piece(0, 0), true)) return false;
    const auto kept = tree_.texts.size();
    std::uint32_t breaks = 0;
    for (; line < end_; ++line_) {
      const auto first = skip_spaces(line);
      const auto next = newline(first) + 1;
      const bool is_blank = ends_line(first);
      const bool more_indented = first - line > indent;
      const bool first_line = tree_.texts.size() == kept;
      if (is_blank && (more_indented || first_line)) return false;
      if (!is_blank && first - line < indent) break;
      if (!is_blank && folded && more_indented) return false;
      if (!is_blank && (folded || first_line) && text_[first] == '\t') return false;
      ++breaks;
      if (!is_blank) {
        if (!first_line) {
          if (folded)
            join_lines(breaks);
          else
            tree_.texts.append(breaks, '\n');
        }
        tree_.texts += piece(line + indent, std::min(end_, next - (text_[next - 2] == '\r' ? 2 : 1)));
        breaks = 0;
      }
      line = next;
    }
    if (!stripped) tree_.texts += '\n';
    find_line(line);
    return keep_text(tree_.nodes.back(), kept);
  }

  // ---- brackets

  // Goes to the next letter, also of a line below. Lines, comments among them, are indented more than the collection
  // that the outermost bracket is in; closing brackets may be below its keys or dashes.
  bool find_next_in_flow(std::uint32_t column) {
    at_ = skip_spaces(at_);
    if (!ends_line(at_) && (text_[at_] != '#' || text_[at_ - 1] != ' ')) return true;
    do {
      find_line(newline(at_) + 1, true);
    } while (deeper_than(column) && text_[at_] == '#');
    return deeper_than(column) || (column_ == column && (text_[at_] == ']' || text_[at_] == '}'));
  }

  bool read_flow(std::uint32_t column, Children& siblings) {
    Children own;
    const bool mapping = text_[at_] == '{';
    const char closing = mapping ? '}' : ']';
    if (!open(siblings, mapping ? YamlNode::Kind::mapping : YamlNode::Kind::sequence, own)) return false;
    ++at_;
    if (!find_next_in_flow(column)) return false;
    while (text_[at_] != closing) {
      if (mapping && !add_key(own)) return false;
      at_ = skip_spaces(at_);
      if (!read_flow_value(column, own) || !find_next_in_flow(column)) return false;
      if (text_[at_] == closing) break;
      if (text_[at_++] != ',' || !find_next_in_flow(column)) return false;
    }
    ++at_;
    return close(own);
  }

  bool read_flow_value(std::uint32_t column, Children& siblings) {
    const auto begin = at_;
    if (text_[begin] == '[' || text_[begin] == '{') return read_flow(column, siblings);
    if (text_[begin] == '"' || text_[begin] == '\'') return read_quoted(column, siblings);
    if (is(begin, not_first)) return false;
    for (at_ = run_in_flow(begin); !ends_flow_text(); at_ = run_in_flow(at_ + 1)) {
      const bool inside = text_[at_] == ':' ? is(at_ + 1, of_key) : text_[at_] == '#' && text_[at_ - 1] != ' ';
      if (!inside) return false;
    }
    return add_plain(siblings, begin, at_);
  }

  bool ends_flow_text() const { return text_[at_] == ',' || text_[at_] == ']' || text_[at_] == '}' || ends_line(at_); }

  YamlTree& tree_;
  const char* text_;
  std::size_t end_;
  const YamlLimits& limits_;
  std::size_t at_ = 0;
  /// Of `at_`, where it begins a line.
  std::uint32_t column_ = nowhere;
  std::uint32_t line_ = 0;
  std::size_t depth_ = 0;
  std::optional<std::uint32_t> full_at_;
};

}  // namespace

bool read_subset(YamlTree& tree, std::size_t begin, std::size_t end, const YamlLimits& limits,
                 std::optional<std::uint32_t>& full_at) {
  if (tree.file.size() <= end || !tree.file.ends_with('\n')) return false;
  SubsetReader reader(tree, end, limits);
  const bool taken = reader.read(begin);
  full_at = reader.full_at();
  return taken;
}

}  // namespace quickscan
