#include "yaml/parse.hpp"

#include "core/utf8.hpp"
#include "yaml/errors.hpp"
#include "yaml/spared.hpp"
#include "yaml/strict.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <streambuf>

namespace quickscan {

void YamlTree::clear() {
  nodes.clear();
  texts.clear();
  source = Place::nowhere;
  spared = false;
}

const YamlNode* YamlTree::find(const YamlNode& mapping, std::string_view key) const {
  if (mapping.kind != YamlNode::Kind::mapping) return nullptr;
  for (auto index = mapping.first; index != 0; index = nodes[nodes[index].next].next) {
    if (text(nodes[index]) == key) return &nodes[nodes[index].next];
  }
  return nullptr;
}

namespace {

// An open quote then meets a document end, and yaml-cpp reports it instead of closing it in silence.
constexpr std::string_view tail = "\n...\n";

/// A text in the hands of yaml-cpp.
struct Input {
  std::string_view text;
  /// The size of a byte-order mark.
  std::size_t skipped = 0;
  const std::vector<SparedText>& spared;
};

/// Gives yaml-cpp the text without what it is spared, and then the tail, without a copy of the text.
class TextBuffer : public std::streambuf {
 public:
  explicit TextBuffer(const Input& input) : text_(input.text), spared_(input.spared), at_(input.skipped) {}

 protected:
  int_type underflow() override {
    while (at_ < text_.size()) {
      const auto end = next_ < spared_.size() ? spared_[next_].begin : text_.size();
      const auto part = text_.substr(at_, end - at_);
      at_ = next_ < spared_.size() ? spared_[next_++].end : text_.size();
      if (!part.empty()) return show(part);
    }
    if (in_tail_) return traits_type::eof();
    in_tail_ = true;
    return show(tail);
  }

 private:
  int_type show(std::string_view part) {
    // std::streambuf wants mutable pointers; nothing writes through them.
    auto* begin = const_cast<char*>(part.data());
    setg(begin, begin, begin + part.size());
    return traits_type::to_int_type(part.front());
  }

  std::string_view text_;
  const std::vector<SparedText>& spared_;
  std::size_t at_;
  std::size_t next_ = 0;
  bool in_tail_ = false;
};

/// Thrown by the handler to leave yaml-cpp; never leaves this file.
struct Stop {};

/// Turns yaml-cpp's events into the tree, and refuses what the format does not have.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const Input& input, YamlTree& tree, Diagnostics& diagnostics, const YamlLimits& limits)
      : text_(input.text),
        skipped_(input.skipped),
        spared_(input.spared),
        tree_(tree),
        diagnostics_(diagnostics),
        limits_(limits) {
    open_.reserve(limits.depth + 1);
  }

  bool refused() const { return refused_; }
  /// Every spared text came back as the value that it was taken for.
  bool got_all_spared() const { return got_ == spared_.size(); }
  std::uint32_t last_offset() const { return last_; }

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
    auto& node = add(YamlNode::Kind::scalar, begin);
    node.empty = true;
    if (const auto length = explicit_null_length(begin); length != 0) {
      node.end = begin + length;
    } else if (!open_.empty() && key_of_value_ != 0) {
      // The mark of an empty value is the next token's; what the user has to look at is the key.
      node.begin = tree_.nodes[key_of_value_].begin;
      node.end = tree_.nodes[key_of_value_].end;
    } else {
      node.end = begin;
    }
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    const auto begin = offset_of(mark);
    refuse(rule::anchor_or_alias, begin, word_end(begin), "an alias, which this format does not have").help =
        "write the value out, or put a text that begins with `*` in quotes";
    if (at_key()) throw Stop{};
    add(YamlNode::Kind::scalar, begin).empty = true;
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& shown) override {
    refuse_tag(mark, tag);
    refuse_anchor(mark, anchor);
    const auto begin = offset_of(mark);
    const bool key = at_key();
    if (key && shown.empty() && tag != "!") return refuse_key(begin);
    const auto value = whole_text(begin, shown, key);
    auto& node = add(YamlNode::Kind::scalar, begin);
    node.quoted = tag == "!";
    node.text_begin = static_cast<std::uint32_t>(tree_.texts.size());
    node.text_size = static_cast<std::uint32_t>(value.size());
    tree_.texts += value;
    const auto end = scalar_end(begin, value);
    node.end = end.offset;
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
                       YAML::EmitterStyle::value style) override {
    start(YamlNode::Kind::sequence, mark, tag, anchor, style);
  }
  void OnSequenceEnd() override { finish(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    start(YamlNode::Kind::mapping, mark, tag, anchor, style);
  }
  void OnMapEnd() override {
    refuse_duplicates();
    finish();
  }

 private:
  struct Open {
    std::uint32_t node = 0;
    std::uint32_t last_child = 0;
    bool in_brackets = false;
  };
  struct End {
    std::uint32_t offset = 0;
    bool verbatim = false;
  };

  std::uint32_t offset_of(const YAML::Mark& mark) {
    const auto shown = skipped_ + static_cast<std::size_t>(std::max(mark.pos, 0));
    const auto is_before = [&](const SparedText& one) { return one.begin - one.before <= shown; };
    // Marks come nearly in order.
    while (passed_ < spared_.size() && is_before(spared_[passed_])) ++passed_;
    while (passed_ > 0 && !is_before(spared_[passed_ - 1])) --passed_;
    const auto left_out = passed_ == 0 ? 0 : spared_[passed_ - 1].before + spared_[passed_ - 1].size();
    last_ = static_cast<std::uint32_t>(std::min(shown + left_out, text_.size()));
    return last_;
  }

  // The text that begins at `begin`: what yaml-cpp was shown, or the one that it was spared.
  std::string_view whole_text(std::uint32_t begin, std::string_view shown, bool key) {
    if (got_ == spared_.size() || spared_[got_].begin != begin + 1) return shown;
    const auto& spared = spared_[got_];
    const bool quoted = text_[begin] == '"' || text_[begin] == '\'';
    const bool in_block_mapping = !open_.empty() && !open_.back().in_brackets;
    if (shown.size() != (quoted ? 0 : 1) || key != spared.key || !in_block_mapping) throw Stop{};
    ++got_;
    const auto first = quoted ? spared.begin : begin;
    return text_.substr(first, spared.end - first);
  }

  bool at_key() const {
    return !open_.empty() && tree_.nodes[open_.back().node].kind == YamlNode::Kind::mapping &&
           tree_.nodes[open_.back().node].count % 2 == 0;
  }

  YamlNode& add(YamlNode::Kind kind, std::uint32_t begin) {
    if (tree_.nodes.size() >= limits_.nodes) {
      refuse(rule::too_many_values, begin, begin, fmt::format("more than {} values in one file", limits_.nodes));
      throw Stop{};
    }
    const auto index = static_cast<std::uint32_t>(tree_.nodes.size());
    key_of_value_ = 0;
    if (!open_.empty()) {
      auto& parent = tree_.nodes[open_.back().node];
      if (parent.kind == YamlNode::Kind::mapping && parent.count % 2 == 1) key_of_value_ = open_.back().last_child;
      if (parent.count == 0) {
        parent.first = index;
      } else {
        tree_.nodes[open_.back().last_child].next = index;
      }
      ++parent.count;
      open_.back().last_child = index;
    }
    auto& node = tree_.nodes.emplace_back();
    node.kind = kind;
    node.begin = begin;
    node.end = begin;
    return node;
  }

  void start(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
             YAML::EmitterStyle::value style) {
    refuse_tag(mark, tag);
    refuse_anchor(mark, anchor);
    const auto begin = offset_of(mark);
    if (at_key()) return refuse_key(begin);
    if (open_.size() >= limits_.depth) {
      refuse(rule::nested_too_deeply, begin, begin + 1, fmt::format("nested more than {} deep", limits_.depth));
      throw Stop{};
    }
    add(kind, begin);
    open_.push_back({static_cast<std::uint32_t>(tree_.nodes.size() - 1), 0, style == YAML::EmitterStyle::Flow});
  }

  void finish() {
    auto& node = tree_.nodes[open_.back().node];
    if (open_.back().last_child != 0) node.end = std::max(node.end, tree_.nodes[open_.back().last_child].end);
    open_.pop_back();
  }

  // The end of a scalar without escapes or folding follows from its length; that of any other from its syntax.
  End scalar_end(std::uint32_t begin, std::string_view value) const {
    const auto rest = text_.substr(begin);
    const auto size = static_cast<std::uint32_t>(value.size());
    if (rest.empty()) return {begin, false};
    const auto quote = rest.front();
    if (quote == '"' || quote == '\'') {
      const bool verbatim = rest.size() > size + 1 && rest[size + 1] == quote && rest.substr(1, size) == value;
      return verbatim ? End{begin + size + 2, true} : End{closing_quote(begin, quote), false};
    }
    // A block of text is pointed at by its mark: what follows on that line may be a comment.
    if (quote == '|' || quote == '>') {
      return {static_cast<std::uint32_t>(std::min(text_.find_first_of(" \t\r\n", begin), text_.size())), false};
    }
    if (rest.starts_with(value)) return {begin + size, true};
    return {static_cast<std::uint32_t>(std::min(text_.find('\n', begin), text_.size())), false};
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
    refused_ = true;
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

  void refuse_duplicates() {
    const auto& map = tree_.nodes[open_.back().node];
    keys_.clear();
    for (auto key = map.first; key != 0; key = tree_.nodes[tree_.nodes[key].next].next) keys_.push_back(key);
    constexpr std::size_t few = 24;
    if (keys_.size() > few) return refuse_duplicates_sorted();
    for (std::size_t i = 1; i < keys_.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (tree_.text(tree_.nodes[keys_[i]]) == tree_.text(tree_.nodes[keys_[j]])) {
          duplicate(keys_[j], keys_[i]);
          break;
        }
      }
    }
  }

  void refuse_duplicates_sorted() {
    const auto text = [&](std::uint32_t key) { return tree_.text(tree_.nodes[key]); };
    std::ranges::stable_sort(keys_, {}, text);
    for (std::size_t i = 1; i < keys_.size(); ++i) {
      if (text(keys_[i]) == text(keys_[i - 1])) duplicate(keys_[i - 1], keys_[i]);
    }
  }

  void duplicate(std::uint32_t first, std::uint32_t second) {
    const auto& again = tree_.nodes[second];
    auto& one =
        refuse(rule::duplicate_key, again.begin, again.end, fmt::format("duplicate key `{}`", tree_.text(again)));
    one.label = "given again here";
    one.notes.push_back({tree_.place(tree_.nodes[first]), "first given here"});
  }

  std::string_view text_;
  std::size_t skipped_;
  const std::vector<SparedText>& spared_;
  std::size_t passed_ = 0;
  std::size_t got_ = 0;
  YamlTree& tree_;
  Diagnostics& diagnostics_;
  const YamlLimits& limits_;
  std::vector<Open> open_;
  std::vector<std::uint32_t> keys_;
  std::uint32_t key_of_value_ = 0;
  std::uint32_t last_ = 0;
  int documents_ = 0;
  bool refused_ = false;
};

// Runs yaml-cpp over the text; false where it or the handler gave up.
bool parse(const Input& input, TreeBuilder& builder, std::uint32_t source, Diagnostics& diagnostics) {
  TextBuffer buffer(input);
  std::istream stream(&buffer);
  try {
    YAML::Parser parser(stream);
    // Never more than twice: on some texts yaml-cpp finds documents without end.
    if (parser.HandleNextDocument(builder)) parser.HandleNextDocument(builder);
    return true;
  } catch (const Stop&) {
    return false;
  } catch (const YAML::Exception& fault) {
    const auto at = input.skipped + static_cast<std::size_t>(std::max(fault.mark.pos, 0));
    diagnostics.push_back(
        explain_yaml_fault({input.text, source, builder.last_offset(), std::min(at, input.text.size()), fault.msg}));
    return false;
  }
}

// Reads the text without what yaml-cpp can be spared; false, and an empty tree, unless all went well.
bool read_sparing(std::string_view text, std::size_t skipped, YamlTree& tree, const YamlLimits& limits) {
  thread_local std::vector<SparedText> spared;
  find_spared_texts(text, spared);
  Diagnostics diagnostics;
  const Input input{text, skipped, spared};
  TreeBuilder builder(input, tree, diagnostics, limits);
  if (parse(input, builder, tree.source, diagnostics) && diagnostics.empty() && builder.got_all_spared()) {
    tree.spared = true;
    return true;
  }
  const auto source = tree.source;
  tree.clear();
  tree.source = source;
  return false;
}

}  // namespace

bool read_yaml(std::string_view text, std::uint32_t source, YamlTree& tree, Diagnostics& diagnostics,
               const YamlLimits& limits, YamlPasses passes) {
  tree.clear();
  tree.source = source;
  if (!check_raw_text(text, source, diagnostics, limits)) return false;
  const auto skipped = text.starts_with(utf8_byte_order_mark) ? utf8_byte_order_mark.size() : 0;
  const auto content = text.substr(0, text.find_last_not_of(" \r\n") + 1);
  bool refused = false;
  if (passes == YamlPasses::whole || !read_sparing(content, skipped, tree, limits)) {
    const std::vector<SparedText> nothing;
    const Input input{content, skipped, nothing};
    TreeBuilder builder(input, tree, diagnostics, limits);
    if (!parse(input, builder, source, diagnostics)) return false;
    refused = builder.refused();
  }
  if (tree.empty() || tree.root().empty) {
    diagnostics.push_back(finding(rule::empty_file, {source, 0, 0}, "nothing but comments in this file"));
    return false;
  }
  if (tree.root().kind != YamlNode::Kind::mapping) {
    const auto found = tree.root().kind == YamlNode::Kind::sequence ? "a list" : "a text";
    auto& one = diagnostics.emplace_back(finding(rule::not_a_mapping, tree.place(tree.root()),
                                                 fmt::format("found {}, expected a mapping of keys to values", found)));
    if (tree.root().kind == YamlNode::Kind::scalar) one.help = "a colon is followed by a space: `key: value`";
    return false;
  }
  return !refused && check_strictness(content, tree, diagnostics);
}

}  // namespace quickscan
