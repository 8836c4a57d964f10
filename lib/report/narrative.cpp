#include "report/narrative.hpp"

#include "core/format_number.hpp"
#include "core/suggest.hpp"
#include "report/placeholders.hpp"
#include "scoring/analysis.hpp"
#include "study/read/markdown.hpp"
#include "study/read/references.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace quickscan {

namespace {

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
bool is_space(char letter) { return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r'; }
bool is_letter(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
         static_cast<unsigned char>(letter) >= 0x80U;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  return result;
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
    if (rest_.size() <= mark.size() || is_space(rest_[mark.size()])) return false;
    if (mark.front() == '_' && is_word(before_)) return false;
    for (auto at = rest_.find(mark, mark.size() + 1); at != std::string_view::npos; at = rest_.find(mark, at + 1)) {
      if (closes(mark, at)) return true;
    }
    return false;
  }

  /// Whether the mark at `at` of the rest may close: words end right before it.
  bool closes(std::string_view mark, std::size_t at) const {
    const char before = at == 0 ? before_ : rest_[at - 1];
    const auto behind = at + mark.size();
    if (is_space(before) || before == '\\') return false;
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

  static bool is_word(char c) { return is_letter(c) || is_digit(c); }

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
    if (const auto end = title.find_last_not_of('#'); end != std::string_view::npos && is_space(title[end]))
      title = trimmed(title.substr(0, end));
    return {LineKind::heading, title, static_cast<int>(hashes)};
  }
  if (line.size() > 2 && (line[0] == '-' || line[0] == '*' || line[0] == '+') && line[1] == ' ') {
    return {LineKind::bullet, trimmed(line.substr(2)), 0};
  }
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
      case LineKind::blank:
        close();
        return;
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
      case LineKind::text:
        break;
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

// What a noun after a typed number counts, as a placeholder.
struct CountedNoun {
  std::string_view noun;
  std::string_view placeholder;
};
constexpr auto counted_nouns = std::to_array<CountedNoun>({
    {"personen", "n.persons"},
    {"geïnterviewden", "n.persons"},
    {"persons", "n.persons"},
    {"interviewees", "n.persons"},
    {"mensen", "n.persons"},
    {"people", "n.persons"},
    {"respondenten", "n.persons"},
    {"respondents", "n.persons"},
    {"interviews", "n.interviews"},
    {"gesprekken", "n.interviews"},
    {"groepsinterviews", "n.group"},
    {"groepsgesprekken", "n.group"},
    {"stemmen", "n.voices"},
    {"voices", "n.voices"},
    {"organisaties", "n.organisations"},
    {"organisations", "n.organisations"},
    {"aanbevelingen", "n.recommendations"},
    {"recommendations", "n.recommendations"},
    {"ontwikkelingen", "n.developments"},
    {"developments", "n.developments"},
});

// After one of these, a number counts a part and not the whole.
constexpr auto words_of_a_part =
    std::to_array<std::string_view>({"in", "van", "bij", "uit", "of", "among", "from", "door", "by", "met", "with",
                                     "minstens", "minste", "least", "nog", "other", "andere"});

std::string word_before(std::string_view text, std::size_t end) {
  while (end > 0 && is_space(text[end - 1])) --end;
  auto begin = end;
  while (begin > 0 && is_letter(text[begin - 1])) --begin;
  return lower(text.substr(begin, end - begin));
}

// Smaller numbers in words nearly always count a part ("two organisations say").
constexpr auto number_words = std::to_array<std::pair<std::string_view, int>>({
    {"elf", 11},     {"twaalf", 12},    {"dertien", 13},  {"veertien", 14},  {"vijftien", 15},
    {"zestien", 16}, {"zeventien", 17}, {"achttien", 18}, {"negentien", 19}, {"twintig", 20},
    {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14},  {"fifteen", 15},
    {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19},  {"twenty", 20},
});

// Greater numbers beside these nouns count a city, not who was heard.
constexpr int most_counted = 999;

struct TypedNumber {
  int value = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string noun;
};

bool goes_on(std::string_view text, std::size_t at) {
  return at > 0 && (is_letter(text[at - 1]) || is_digit(text[at - 1]) || text[at - 1] == '.' || text[at - 1] == ',' ||
                    text[at - 1] == '-');
}

/// The number that begins here, in digits or as a word; its end is where it begins where there is none.
TypedNumber number_at(std::string_view text, std::size_t begin) {
  TypedNumber number{.value = 0, .begin = begin, .end = begin, .noun = {}};
  if (goes_on(text, begin)) return number;
  const auto ends = [&](auto belongs) {
    auto end = begin;
    while (end < text.size() && belongs(text[end])) ++end;
    return end;
  };
  const auto digits = ends(is_digit);
  if (digits > begin) {
    const auto read = std::from_chars(text.data() + begin, text.data() + digits, number.value);
    if (read.ec == std::errc() && number.value <= most_counted) number.end = digits;
    return number;
  }
  const auto letters = ends(is_letter);
  const auto word = lower(text.substr(begin, letters - begin));
  const auto* found = std::ranges::find(number_words, word, [](const auto& row) { return row.first; });
  if (found == number_words.end()) return number;
  number.value = found->second;
  number.end = letters;
  return number;
}

std::optional<TypedNumber> next_number(std::string_view text, std::size_t from) {
  for (auto at = from; at < text.size(); ++at) {
    auto number = number_at(text, at);
    if (number.end == at) continue;
    auto word = number.end;
    while (word < text.size() && is_space(text[word])) ++word;
    auto word_end = word;
    while (word_end < text.size() && is_letter(text[word_end])) ++word_end;
    number.noun = word == number.end ? std::string() : lower(text.substr(word, word_end - word));
    return number;
  }
  return std::nullopt;
}

/// Whether the number is the count of the whole, of a level, or of the developments that are alive.
bool is_a_count(const ReportContext& context, std::string_view placeholder, int value) {
  const auto typed = format_count(value);
  std::vector<std::string> names = {std::string(placeholder)};
  for (const auto& level : context.framework().levels) names.push_back(fmt::format("{}.{}", placeholder, level.id));
  if (placeholder == "n.developments") names.emplace_back("n.live");
  return std::ranges::any_of(names, [&](const auto& name) { return placeholder_value(context, name) == typed; });
}

void check_placeholders(const ReportContext& context, const SectionText& section, Diagnostics& diagnostics) {
  const auto names = placeholder_names(context);
  std::size_t from = 0;
  while (const auto found = next_placeholder(section.text, from)) {
    from = found->end;
    if (placeholder_value(context, found->name)) continue;
    const Place place{section.source, static_cast<std::uint32_t>(found->begin), static_cast<std::uint32_t>(found->end)};
    auto diagnostic = finding(rule::unknown_placeholder, place, fmt::format("unknown placeholder `{}`", found->name));
    diagnostic.label = "has no value in this study";
    if (wants_suggestion(diagnostics)) diagnostic.help = did_you_mean(found->name, names);
    diagnostics.push_back(std::move(diagnostic));
  }
}

void check_numbers(const ReportContext& context, const SectionText& section, Diagnostics& diagnostics) {
  std::size_t from = 0;
  while (const auto number = next_number(section.text, from)) {
    from = number->end;
    const auto* noun = std::ranges::find(counted_nouns, number->noun, &CountedNoun::noun);
    if (noun == counted_nouns.end()) continue;
    const auto before = word_before(section.text, number->begin);
    if (std::ranges::find(words_of_a_part, before) != words_of_a_part.end()) continue;
    const auto value = placeholder_value(context, noun->placeholder);
    if (!value || is_a_count(context, noun->placeholder, number->value)) continue;
    const Place place{section.source, static_cast<std::uint32_t>(number->begin),
                      static_cast<std::uint32_t>(number->end)};
    auto diagnostic = finding(rule::typed_number_differs, place,
                              fmt::format("the text says {} {}, the data {}", number->value, number->noun, *value));
    diagnostic.label = "typed by hand";
    diagnostic.help = fmt::format("write `{{{{{}}}}}`: the report fills in the number", noun->placeholder);
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

Diagnostics check_texts(const Study& study) {
  Diagnostics diagnostics;
  if (study.texts.empty()) return diagnostics;
  const auto analysis = analyse(study);
  ReportOptions options;
  options.language = study.language;
  const auto context = make_context(study, analysis, options);
  for (const auto& section : study.texts) {
    check_placeholders(context, section, diagnostics);
    check_numbers(context, section, diagnostics);
  }
  return diagnostics;
}

}  // namespace quickscan
