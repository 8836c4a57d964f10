#include "report/narrative.hpp"

#include "core/suggest.hpp"
#include "core/utf8.hpp"
#include "report/placeholders.hpp"
#include "report/typed_numbers.hpp"
#include "scoring/analysis.hpp"
#include "study/read/markdown.hpp"
#include "study/read/references.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace quickscan {

namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_white(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_white(text.back())) text.remove_suffix(1);
  return text;
}

struct FoundPlaceholder {
  std::string_view name;
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::optional<FoundPlaceholder> next_placeholder(std::string_view text, std::size_t from) {
  const auto open = text.find("{{", from);
  if (open == std::string_view::npos) return std::nullopt;
  const auto close = text.find("}}", open);
  if (close == std::string_view::npos) return std::nullopt;
  return FoundPlaceholder{trimmed(text.substr(open + 2, close - open - 2)), open, close + 2};
}

/// Reads one paragraph's text into runs: **strong** and *emphasised* words, also between underscores, and
/// placeholders. A mark that is never closed, and one behind a backslash, is just a character; emphasis within strong
/// words leaves them strong.
class InlineReader {
 public:
  InlineReader(const ReportContext& context, std::string_view text) : context_(context), rest_(text) {}

  Text read() {
    while (!rest_.empty()) {
      if (take_placeholder() || take_marks()) continue;
      if (rest_.front() == '\\' && rest_.size() > 1 && std::ispunct(static_cast<unsigned char>(rest_[1])) != 0)
        rest_.remove_prefix(1);
      before_ = rest_.front();
      add(rest_.substr(0, 1));
      rest_.remove_prefix(1);
    }
    flush();
    return std::move(result_);
  }

 private:
  bool take_placeholder() {
    if (!rest_.starts_with("{{")) return false;
    const auto found = next_placeholder(rest_, 0);
    if (!found) return false;
    const auto value = placeholder_value(context_, found->name);
    add(value ? std::string_view(*value) : rest_.substr(0, found->end));
    rest_.remove_prefix(found->end);
    before_ = '}';
    return true;
  }

  bool take_marks() {
    for (const std::string_view mark : {"**", "__", "*", "_"}) {
      if (!rest_.starts_with(mark)) continue;
      if (!open_.empty() && open_.back() == mark) {
        if (closes(mark, 0)) return take(mark, false);
      } else if (opens(mark)) {
        return take(mark, true);
      }
    }
    return false;
  }

  bool opens(std::string_view mark) const {
    if (rest_.size() <= mark.size() || is_white(rest_[mark.size()])) return false;
    if (mark.front() == '_' && is_word(before_)) return false;
    for (auto at = rest_.find(mark, mark.size() + 1); at != std::string_view::npos; at = rest_.find(mark, at + 1))
      if (closes(mark, at)) return true;
    return false;
  }

  /// Whether the mark at `at` of the rest may close: words end right before it.
  bool closes(std::string_view mark, std::size_t at) const {
    const char before = at == 0 ? before_ : rest_[at - 1];
    const auto behind = at + mark.size();
    if (is_white(before) || before == '\\') return false;
    return mark.front() == '*' || behind >= rest_.size() || !is_word(rest_[behind]);
  }

  bool take(std::string_view mark, bool open) {
    flush();
    if (open) {
      open_.emplace_back(mark);
    } else {
      open_.pop_back();
    }
    before_ = mark.front();
    rest_.remove_prefix(mark.size());
    return true;
  }

  static bool is_word(char c) { return is_letter_byte(c) || is_digit(c); }

  Run::Style style() const {
    if (std::ranges::any_of(open_, [](std::string_view mark) { return mark.size() == 2; })) return Run::Style::strong;
    return open_.empty() ? Run::Style::plain : Run::Style::emphasis;
  }

  void add(std::string_view text) { run_ += text; }

  void flush() {
    if (!run_.empty()) result_.push_back({std::move(run_), style()});
    run_.clear();
  }

  const ReportContext& context_;
  std::string_view rest_;
  std::string run_;
  std::vector<std::string_view> open_;  ///< the marks that are open
  char before_ = ' ';
  Text result_;
};

enum class LineKind : std::uint8_t { blank, heading, bullet, number, text };

struct Line {
  LineKind kind = LineKind::blank;
  std::string_view text;
  int level = 0;
};

Line read_line(std::string_view line) {
  line = trimmed(line);
  if (line.empty()) return {};
  const auto hashes = std::min(line.find_first_not_of('#'), line.size());
  if (hashes > 0 && hashes <= 6 && hashes < line.size() && line[hashes] == ' ') {
    auto title = trimmed(line.substr(hashes));
    if (const auto end = title.find_last_not_of('#'); end != std::string_view::npos && is_white(title[end]))
      title = trimmed(title.substr(0, end));
    return {LineKind::heading, title, static_cast<int>(hashes)};
  }
  if (line.size() > 2 && (line[0] == '-' || line[0] == '*' || line[0] == '+') && line[1] == ' ')
    return {LineKind::bullet, trimmed(line.substr(2)), 0};
  std::size_t digits = 0;
  while (digits < line.size() && is_digit(line[digits])) ++digits;
  if (digits > 0 && digits < 4 && digits + 1 < line.size() && (line[digits] == '.' || line[digits] == ')') &&
      line[digits + 1] == ' ') {
    return {LineKind::number, trimmed(line.substr(digits + 2)), 0};
  }
  return {LineKind::text, line, 0};
}

/// Gathers lines into paragraphs, lists and headings.
class BlockReader {
 public:
  BlockReader(const ReportContext& context, int heading_level)
      : context_(context), top_level_(heading_level), last_level_(heading_level - 1) {}

  void take(const Line& line) {
    switch (line.kind) {
      case LineKind::blank: close(); return;
      case LineKind::heading:
        close();
        // A heading may lie one deeper than the one before, never two.
        last_level_ = std::clamp(top_level_ + line.level - 1, top_level_, std::min(last_level_ + 1, 6));
        blocks_.push_back(Heading{last_level_, joined(InlineReader(context_, line.text).read()), {}});
        return;
      case LineKind::bullet:
      case LineKind::number:
        if (kind_ != line.kind) close();
        kind_ = line.kind;
        items_.emplace_back(line.text);
        return;
      case LineKind::text: break;
    }
    if (items_.empty()) {
      kind_ = LineKind::text;
      items_.emplace_back(line.text);
    } else {
      items_.back() += ' ';
      items_.back() += line.text;
    }
  }

  std::vector<Block> finish() {
    close();
    return std::move(blocks_);
  }

 private:
  static std::string joined(const Text& text) {
    std::string result;
    for (const auto& run : text) result += run.text;
    return result;
  }

  void close() {
    if (items_.empty()) return;
    if (kind_ == LineKind::text) {
      blocks_.push_back(Paragraph{InlineReader(context_, items_.front()).read()});
    } else {
      ListBlock list{kind_ == LineKind::number, {}};
      for (const auto& item : items_) list.items.push_back(InlineReader(context_, item).read());
      blocks_.push_back(std::move(list));
    }
    items_.clear();
    kind_ = LineKind::blank;
  }

  const ReportContext& context_;
  int top_level_;
  int last_level_;
  LineKind kind_ = LineKind::blank;
  std::vector<std::string> items_;
  std::vector<Block> blocks_;
};

void check_placeholders(const std::vector<std::string>& names, const SectionText& section, Diagnostics& diagnostics) {
  std::size_t from = 0;
  while (const auto found = next_placeholder(section.text, from)) {
    from = found->end;
    if (std::ranges::find(names, found->name) != names.end()) continue;
    const Place place{section.source, static_cast<std::uint32_t>(found->begin), static_cast<std::uint32_t>(found->end)};
    auto diagnostic = finding(rule::unknown_placeholder, place, fmt::format("unknown placeholder `{}`", found->name));
    diagnostic.label = "has no value in this study";
    if (below_suggestion_limit(diagnostics)) diagnostic.help = did_you_mean(found->name, names);
    diagnostics.push_back(std::move(diagnostic));
  }
}

}  // namespace

std::vector<Block> text_blocks(const ReportContext& context, std::string_view written, int heading_level) {
  const auto shown = shown_markdown(written);
  std::string_view text = shown;
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  BlockReader reader(context, heading_level);
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    reader.take(read_line(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return reader.finish();
}

std::vector<Block> own_text(const ReportContext& context, const std::string& section, int heading_level) {
  const auto& texts = context.study.texts;
  const auto in = [&](Language language) {
    return std::ranges::find_if(texts,
                                [&](const auto& text) { return text.section == section && text.language == language; });
  };
  // A text that is missing in the report's language is shown in the other; `check` warns of it.
  auto found = in(context.language);
  if (found == texts.end()) found = in(context.language == Language::nl ? Language::en : Language::nl);
  if (found == texts.end()) return {};
  return text_blocks(context, found->text, heading_level);
}

Diagnostics check_texts(const Study& study, TextCheck what) {
  Diagnostics diagnostics;
  if (study.texts.empty()) return diagnostics;
  if (what == TextCheck::placeholders) {
    const auto names = placeholder_names(study.framework);
    for (const auto& section : study.texts) check_placeholders(names, section, diagnostics);
    return diagnostics;
  }
  const auto analysis = analyse(study);
  ReportOptions options;
  options.language = study.language;
  const auto context = make_context(study, analysis, options);
  for (const auto& section : study.texts) check_typed_numbers(context, section, diagnostics);
  return diagnostics;
}

}  // namespace quickscan
