#include "yaml/authority.hpp"

#include "core/utf8.hpp"
#include "yaml/duplicate_keys.hpp"
#include "yaml/errors.hpp"
#include "yaml/strict.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <streambuf>
#include <string_view>
#include <utility>
#include <vector>

namespace quickscan {

namespace {

// An open quote then meets a document end, and yaml-cpp reports it instead of closing it in silence.
constexpr std::string_view end_of_document = "\n...\n";

/// Thrown by the handler to leave yaml-cpp; never leaves this file.
struct Stop {};

/// Turns yaml-cpp's events into the tree, and refuses what the format does not have.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(std::size_t begin, std::size_t end, YamlTree& tree, Diagnostics& diagnostics, const YamlLimits& limits)
      : text_(std::string_view(tree.file).substr(0, end)),
        skipped_(begin),
        tree_(tree),
        diagnostics_(diagnostics),
        limits_(limits) {
    open_.reserve(limits.depth + 1);
  }

  bool refused() const { return refusals_ > 0; }

  /// Takes out the key whose value was never reached, where the text broke off.
  void drop_last_key() {
    if (open_.empty() || at_key()) return;
    auto& map = tree_.nodes[open_.back().node];
    if (map.kind != YamlNode::Kind::mapping) return;
    auto* link = &map.first;
    while (*link != open_.back().last_child) link = &tree_.nodes[*link].next;
    *link = 0;
    --map.count;
  }
  std::uint32_t last_offset() const { return last_; }

  /// The brackets after the last value hold too much.
  void refuse_brackets(bool nested) {
    const auto at = static_cast<std::uint32_t>(std::min(text_.find_first_of("[{", last_), text_.size()));
    refuse(nested ? rule::nested_too_deeply : rule::too_many_values, at, at,
           nested ? fmt::format("nested more than {} deep", limits_.depth)
                  : fmt::format("more than {} values in one file", limits_.nodes));
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ == 1) return;
    const auto at = offset_of(mark);
    refuse(rule::more_than_one_document, at, at, "more than one document, or text after the end of the document")
        .label = "a second one begins here";
    throw Stop{};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    const auto begin = offset_of(mark);
    if (at_key()) return refuse_key(begin);
    auto& node = add(YamlNode::Kind::scalar, begin, mark);
    node.empty = true;
    if (const auto length = explicit_null_length(begin); length != 0) {
      node.end = begin + length;
    } else if (!open_.empty() && key_of_value_ != 0) {
      // The mark of an empty value is the next token's; what the user has to look at is the key.
      const auto& key = tree_.nodes[key_of_value_];
      node.begin = key.begin;
      node.end = key.end;
      node.line = key.line;
    } else {
      node.end = begin;
    }
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    const auto begin = offset_of(mark);
    refuse(rule::anchor_or_alias, begin, word_end(begin), "an alias, which this format does not have").help =
        "write the value out, or put a text that begins with `*` in quotes";
    if (at_key()) throw Stop{};
    add(YamlNode::Kind::scalar, begin, mark).empty = true;
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_tag(mark, tag);
    refuse_anchor(mark, anchor);
    const auto begin = offset_of(mark);
    const bool key = at_key();
    if (key && value.empty() && tag != "!") return refuse_key(begin);
    auto& node = add(YamlNode::Kind::scalar, begin, mark);
    node.quoted = tag == "!";
    const auto end = scalar_end(begin, value);
    node.end = end.offset;
    node.kept = !end.verbatim;
    const auto in_file = begin + (end.offset - begin > value.size() ? 1U : 0U);
    node.text_begin = node.kept ? static_cast<std::uint32_t>(tree_.texts.size()) : in_file;
    node.text_size = static_cast<std::uint32_t>(value.size());
    if (node.kept) tree_.texts += value;
    if (key && value.size() > limits_.key) return too_long(begin, end.offset);
    if (key && value == "<<" && !node.quoted) {
      refuse(rule::merge_key, begin, end.offset, "a merge key `<<`, which this format does not have").help =
          "write the keys out";
    }
    if (value.size() > limits_.text) {
      refuse(rule::text_too_long, begin, end.offset,
             fmt::format("a text of {} bytes, more than {}", value.size(), limits_.text));
      throw Stop{};
    }
    // The bytes of the file were checked before; only escapes can bring in something new.
    if (!end.verbatim) check_escapes(begin, end.offset, value);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    start(YamlNode::Kind::sequence, mark, tag, anchor);
  }
  void OnSequenceEnd() override { finish(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    start(YamlNode::Kind::mapping, mark, tag, anchor);
  }
  void OnMapEnd() override {
    if (refuse_duplicate_keys(tree_, tree_.nodes[open_.back().node], diagnostics_)) ++refusals_;
    finish();
  }

 private:
  struct Open {
    std::uint32_t node = 0;
    std::uint32_t last_child = 0;
  };
  struct End {
    std::uint32_t offset = 0;
    bool verbatim = false;
  };

  std::uint32_t offset_of(const YAML::Mark& mark) {
    const auto at = skipped_ + static_cast<std::size_t>(std::max(mark.pos, 0));
    last_ = static_cast<std::uint32_t>(std::min(at, text_.size()));
    return last_;
  }

  bool at_key() const {
    return !open_.empty() && tree_.nodes[open_.back().node].kind == YamlNode::Kind::mapping &&
           tree_.nodes[open_.back().node].count % 2 == 0;
  }

  YamlNode& add(YamlNode::Kind kind, std::uint32_t begin, const YAML::Mark& mark) {
    if (refusals_ >= limits_.refusals) throw Stop{};
    if (tree_.nodes.size() >= limits_.nodes) {
      refuse(rule::too_many_values, begin, begin, fmt::format("more than {} values in one file", limits_.nodes));
      throw Stop{};
    }
    key_of_value_ = 0;
    Open outside;
    auto& parent = open_.empty() ? outside : open_.back();
    if (!open_.empty() && !at_key() && tree_.nodes[parent.node].kind == YamlNode::Kind::mapping)
      key_of_value_ = parent.last_child;
    auto& node = tree_.add(kind, parent.node, parent.last_child);
    node.begin = begin;
    node.end = begin;
    node.line = static_cast<std::uint32_t>(mark.line + 1);
    return node;
  }

  void start(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    refuse_tag(mark, tag);
    refuse_anchor(mark, anchor);
    const auto begin = offset_of(mark);
    if (at_key()) return refuse_key(begin);
    if (open_.size() >= limits_.depth) {
      refuse(rule::nested_too_deeply, begin, begin + 1, fmt::format("nested more than {} deep", limits_.depth));
      throw Stop{};
    }
    add(kind, begin, mark);
    open_.push_back({static_cast<std::uint32_t>(tree_.nodes.size() - 1)});
  }

  void finish() {
    auto& node = tree_.nodes[open_.back().node];
    if (open_.back().last_child != 0) node.end = std::max(node.end, tree_.nodes[open_.back().last_child].end);
    open_.pop_back();
  }

  // The end of a scalar without escapes or folding follows from its length; that of any other from its syntax.
  End scalar_end(std::uint32_t begin, std::string_view value) {
    const auto rest = text_.substr(begin);
    const auto size = static_cast<std::uint32_t>(value.size());
    if (rest.empty()) return {begin, false};
    const auto quote = rest.front();
    if (quote == '"' || quote == '\'') {
      const bool verbatim = rest.size() > size + 1 && rest[size + 1] == quote && rest.substr(1, size) == value &&
                            value.find(quote) == std::string_view::npos;
      return verbatim ? End{begin + size + 2, true} : End{closing_quote(begin, quote), false};
    }
    // A block of text is pointed at by its mark: what follows on that line may be a comment.
    if (quote == '|' || quote == '>')
      return {static_cast<std::uint32_t>(std::min(text_.find_first_of(" \t\r\n", begin), text_.size())), false};
    if (rest.starts_with(value)) return {begin + size, true};
    // Scalars come in their order, and many of them may share a line.
    if (line_end_ <= begin) line_end_ = std::min(text_.find('\n', begin), text_.size());
    return {static_cast<std::uint32_t>(line_end_), false};
  }

  std::uint32_t closing_quote(std::uint32_t begin, char quote) const {
    for (auto at = begin + 1; at < text_.size(); ++at) {
      if (quote == '"' && text_[at] == '\\') {
        ++at;
      } else if (text_[at] == quote) {
        if (quote != '\'' || at + 1 >= text_.size() || text_[at + 1] != quote) return at + 1;
        ++at;
      }
    }
    return static_cast<std::uint32_t>(text_.size());
  }

  std::uint32_t word_end(std::uint32_t begin) const {
    return static_cast<std::uint32_t>(std::min(text_.find_first_of(" \t\r\n,]}:", begin), text_.size()));
  }

  std::uint32_t explicit_null_length(std::uint32_t begin) const {
    const auto word = text_.substr(begin, word_end(begin) - begin);
    const bool is_null = word == "~" || word == "null" || word == "Null" || word == "NULL";
    return is_null ? static_cast<std::uint32_t>(word.size()) : 0;
  }

  Diagnostic& refuse(const Rule& rule, std::uint32_t begin, std::uint32_t end, std::string message) {
    ++refusals_;
    return diagnostics_.emplace_back(finding(rule, {tree_.source, begin, end}, std::move(message)));
  }

  void refuse_key(std::uint32_t begin) {
    refuse(rule::key_not_text, begin, begin + 1, "a key that is not plain text").help =
        "a text that begins with `?`, `[` or `{` needs quotes, and a bracket that opens a closing one";
    throw Stop{};
  }

  void too_long(std::uint32_t begin, std::uint32_t end) {
    refuse(rule::key_too_long, begin, end, fmt::format("a key of more than {} characters", limits_.key));
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    const auto begin = offset_of(mark);
    // yaml-cpp gives the tag `!` to every text in quotes as well.
    if (tag.empty() || tag == "?" || (tag == "!" && !text_.substr(begin).starts_with('!'))) return;
    refuse(rule::tag, begin, word_end(begin), "a tag, which this format does not have").help =
        "put a text that begins with `!` in quotes";
  }

  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor == 0) return;
    const auto begin = offset_of(mark);
    refuse(rule::anchor_or_alias, begin, word_end(begin), "an anchor, which this format does not have").help =
        "put a text that begins with `&` in quotes";
  }

  void check_escapes(std::uint32_t begin, std::uint32_t end, std::string_view value) {
    const auto fault = find_encoding_fault(value);
    if (!fault && !value.starts_with(utf8_byte_order_mark)) return;
    refuse(rule::control_character, begin, end, "an escape gives a control character or no character at all");
  }

  std::string_view text_;
  std::size_t skipped_;
  YamlTree& tree_;
  Diagnostics& diagnostics_;
  const YamlLimits& limits_;
  std::vector<Open> open_;
  std::uint32_t key_of_value_ = 0;
  std::uint32_t last_ = 0;
  std::size_t line_end_ = 0;  ///< of the last scalar that was looked for to its end
  int documents_ = 0;
  std::size_t refusals_ = 0;
};

/// Gives yaml-cpp the text and then the end of a document, without a copy.
///
/// yaml-cpp keeps every token of a bracket until the outermost one closes, so nesting and the number of values can be
/// limited only here: where it has read many marks of YAML since the last value that it gave.
class TextBuffer : public std::streambuf {
 public:
  TextBuffer(std::string_view text, const TreeBuilder& builder, std::size_t most_marks)
      : rest_(text), builder_(builder), most_marks_(most_marks) {}

  /// Thrown where too many are ahead.
  struct TooMany {
    bool nested = false;
  };

 protected:
  int_type underflow() override {
    constexpr std::size_t at_once = std::size_t{1} << 16U;
    const auto part = rest_.empty() ? std::exchange(tail_, {}) : rest_.substr(0, at_once);
    if (part.empty()) return traits_type::eof();
    if (!rest_.empty()) rest_.remove_prefix(part.size());
    count_marks(part);
    // std::streambuf wants mutable pointers; nothing writes through them.
    auto* begin = const_cast<char*>(part.data());
    setg(begin, begin, begin + part.size());
    return traits_type::to_int_type(part.front());
  }

 private:
  void count_marks(std::string_view part) {
    constexpr std::string_view opening = "[{";
    constexpr std::string_view others = "]},:?&*!\"'";
    if (std::exchange(last_, builder_.last_offset()) != builder_.last_offset()) marks_ = opened_ = 0;
    for (const char one : part) {
      const bool opens = opening.find(one) != std::string_view::npos;
      if (opens) ++opened_;
      if (opens || others.find(one) != std::string_view::npos) ++marks_;
    }
    if (marks_ > most_marks_) throw TooMany{opened_ > marks_ / 2};
  }

  std::string_view rest_;
  std::string_view tail_ = end_of_document;
  const TreeBuilder& builder_;
  std::size_t most_marks_;
  std::size_t marks_ = 0;
  std::size_t opened_ = 0;
  std::uint32_t last_ = 0;
};

// Runs yaml-cpp over the text; false where it or the handler gave up.
bool parse(std::string_view text, std::size_t begin, TreeBuilder& builder, const YamlLimits& limits,
           std::uint32_t source, Diagnostics& diagnostics) {
  TextBuffer buffer(text.substr(begin), builder, limits.nodes);
  std::istream stream(&buffer);
  try {
    YAML::Parser parser(stream);
    // Never more than twice: on some texts yaml-cpp finds documents without end.
    if (parser.HandleNextDocument(builder)) parser.HandleNextDocument(builder);
    return true;
  } catch (const Stop&) {
    return false;
  } catch (const TextBuffer::TooMany& marks) {
    builder.refuse_brackets(marks.nested);
    return false;
  } catch (const YAML::Exception& fault) {
    const auto at = begin + static_cast<std::size_t>(std::max(fault.mark.pos, 0));
    diagnostics.push_back(
        explain_yaml_fault({text, source, builder.last_offset(), std::min(at, text.size()), fault.msg}));
    return false;
  }
}

/// Whether an empty value is written in a file: `null`, `~`; else there is nothing in it.
bool writes_null(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); at = std::min(text.find('\n', at), text.size() - 1) + 1) {
    const auto first = text.find_first_not_of(" \t\r\n", at);
    if (first == std::string_view::npos) return false;
    if (text[first] == '~' || text[first] == 'n' || text[first] == 'N') return true;
    at = first;
  }
  return false;
}

}  // namespace

bool read_with_authority(YamlTree& tree, std::size_t begin, std::size_t end, Diagnostics& diagnostics,
                         const YamlLimits& limits) {
  const auto text = std::string_view(tree.file).substr(0, end);
  TreeBuilder builder(begin, end, tree, diagnostics, limits);
  if (!parse(text, begin, builder, limits, tree.source, diagnostics)) {
    builder.drop_last_key();
    return false;
  }
  if (tree.empty() || tree.root().empty) {
    // Of a file of one byte, `~`, yaml-cpp says nothing.
    const bool null = writes_null(text);
    const auto place = tree.empty() ? Place{tree.source, 0, 0} : tree.place(tree.root());
    if (!null)
      diagnostics.push_back(finding(rule::empty_file, {tree.source, 0, 0}, "nothing but comments in this file"));
    if (null) {
      diagnostics.push_back(
          finding(rule::not_a_mapping, place, "found an empty value, expected a mapping of keys to values"));
      diagnostics.back().help = "fill the file in, or delete it";
    }
    return false;
  }
  if (tree.root().kind != YamlNode::Kind::mapping) {
    const auto found = tree.root().kind == YamlNode::Kind::sequence ? "a list" : "a text";
    auto& one = diagnostics.emplace_back(finding(rule::not_a_mapping, tree.place(tree.root()),
                                                 fmt::format("found {}, expected a mapping of keys to values", found)));
    if (tree.root().kind == YamlNode::Kind::scalar) one.help = "a colon is followed by a space: `key: value`";
    return false;
  }
  return !builder.refused() && check_strictness(text, tree, diagnostics);
}

}  // namespace quickscan
