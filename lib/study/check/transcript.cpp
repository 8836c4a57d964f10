#include "core/utf8.hpp"
#include "study/check/interview.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace quickscan {

namespace {

/// A text whose white space is one blank and whose quotation marks are all the same, and where its bytes come from.
struct PlainText {
  std::string text;
  std::vector<std::uint32_t> origin;
};

/// The size of the quotation mark that begins here, 0 where there is none.
std::size_t quotation_mark(std::string_view rest) {
  static constexpr std::string_view marks[] = {"\"", "'", "`", "‘", "’", "‚", "‛", "“", "”",
                                               "„",  "‟", "«", "»", "‹", "›", "′", "″", "´"};
  for (const auto mark : marks)
    if (rest.starts_with(mark)) return mark.size();
  return 0;
}

/// The size of the white space that begins here, 0 where there is none.
std::size_t white_space(std::string_view rest) {
  static constexpr std::string_view wide[] = {"\u00a0", "\u2007", "\u2009", "\u202f", "\ufeff", "\u00ad", "\u200b"};
  if (is_white(rest.front())) return 1;
  for (const auto mark : wide)
    if (rest.starts_with(mark)) return mark.size();
  return 0;
}

PlainText plain_text(std::string_view text) {
  PlainText result;
  result.text.reserve(text.size());
  const auto add = [&](char c, std::size_t at) {
    result.text += c;
    result.origin.push_back(static_cast<std::uint32_t>(at));
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto rest = text.substr(at);
    const bool plain = is_plain_letter(text[at]);  // most are: neither a blank nor a quotation mark
    if (const auto blank = plain ? 0 : white_space(rest)) {
      if (!result.text.empty() && result.text.back() != ' ') add(' ', at);
      at += blank;
    } else if (const auto mark = plain ? 0 : quotation_mark(rest)) {
      add('"', at);
      at += mark;
    } else {
      add(text[at], at);
      ++at;
    }
  }
  if (result.text.ends_with(' ')) {
    result.text.pop_back();
    result.origin.pop_back();
  }
  result.origin.push_back(static_cast<std::uint32_t>(text.size()));
  return result;
}

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::vector<Span> words_of(std::string_view text) {
  std::vector<Span> words;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find(' ', begin), text.size());
    words.push_back({begin, end});
    begin = end + 1;
  }
  return words;
}

/// A word without the marks around it.
std::string_view bare_word(std::string_view text, const Span& word) {
  constexpr std::string_view marks = "\".,;:?!()[]";
  text = text.substr(word.begin, word.end - word.begin);
  const auto begin = text.find_first_not_of(marks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(marks) + 1 - begin);
}

/// Where each of many texts first occurs in a long one, which is passed once for all of them.
class FirstOccurrences {
 public:
  static constexpr auto nowhere = std::string_view::npos;

  FirstOccurrences(std::string_view text, std::vector<std::string_view> wanted) : text_(text) {
    std::ranges::sort(wanted);
    for (const auto each : wanted)
      if (sorted_.empty() || sorted_.back().text != each) add(each);
    for (std::size_t at = 0; at + head_size <= text_.size(); ++at)
      if (heads_[head_at(text_, at)] > 0) look_at(at);
  }

  std::size_t of(std::string_view wanted) const {
    return std::ranges::lower_bound(sorted_, wanted, {}, &Wanted::text)->at;
  }

 private:
  static constexpr std::size_t head_size = 4;
  static constexpr std::size_t none = nowhere;
  struct Wanted {
    std::string_view text;
    std::size_t at = nowhere;
    std::size_t beginning = none;  ///< the longest other wanted text that this one begins with
    bool found = false;
  };

  static std::size_t head_at(std::string_view text, std::size_t at) {
    std::uint32_t head = 0;
    std::memcpy(&head, text.data() + at, head_size);
    return (head * 2654435761U) >> 16U;
  }

  void add(std::string_view text) {
    Wanted one{text};
    one.beginning = sorted_.empty() ? none : sorted_.size() - 1;
    while (one.beginning != none && !text.starts_with(sorted_[one.beginning].text))
      one.beginning = sorted_[one.beginning].beginning;
    // Of very long texts there are few; memmem takes no longer where they repeat themselves.
    constexpr std::size_t long_text = 4096;
    if (text.size() < head_size || text.size() > long_text) {
      const auto* found = ::memmem(text_.data(), text_.size(), text.data(), text.size());
      if (found != nullptr) one.at = static_cast<std::size_t>(static_cast<const char*>(found) - text_.data());
      one.found = true;
    } else {
      ++heads_[head_at(text, 0)];
    }
    sorted_.push_back(one);
  }

  // All wanted texts that begin at `at` are beginnings of the last one that is not after the text from there on.
  void look_at(std::size_t at) {
    const auto rest = text_.substr(at);
    const auto after = std::ranges::upper_bound(sorted_, rest, {}, &Wanted::text);
    for (auto next = to_find(static_cast<std::size_t>(after - sorted_.begin()) - 1); next != none;
         next = to_find(sorted_[next].beginning)) {
      auto& one = sorted_[next];
      if (!rest.starts_with(one.text)) continue;
      one.at = at;
      one.found = true;
      --heads_[head_at(text_, at)];
    }
  }

  // The first of a text and its beginnings that was not found yet; what was found is not passed twice.
  std::size_t to_find(std::size_t one) {
    auto next = one;
    while (next != none && sorted_[next].found) next = sorted_[next].beginning;
    while (one != next) one = std::exchange(sorted_[one].beginning, next);
    return next;
  }

  std::string_view text_;
  std::vector<Wanted> sorted_;
  /// How many of the wanted texts that are still to be found begin so.
  std::vector<std::uint32_t> heads_ = std::vector<std::uint32_t>(std::size_t{1} << 16U);
};

/// Lines named as `L120` or `L120-L134`.
struct Lines {
  std::size_t first = 0;
  std::size_t last = 0;
};

std::optional<Lines> lines_named(std::string_view at) {
  const auto number = [&](std::size_t& target) {
    if (!at.starts_with('L')) return false;
    const auto read = std::from_chars(at.data() + 1, at.data() + at.size(), target);
    if (read.ec != std::errc{}) return false;
    at.remove_prefix(static_cast<std::size_t>(read.ptr - at.data()));
    return true;
  };
  Lines lines;
  if (!number(lines.first)) return std::nullopt;
  lines.last = lines.first;
  if (at.starts_with('-')) {
    at.remove_prefix(1);
    if (!number(lines.last)) return std::nullopt;
  }
  return at.empty() ? std::optional(lines) : std::nullopt;
}

class TranscriptCheck {
 public:
  TranscriptCheck(const Interview& interview, const InterviewPlaces& places, std::string_view text,
                  std::uint32_t transcript, Diagnostics& diagnostics)
      : interview_(interview),
        places_(places),
        transcript_(transcript),
        diagnostics_(diagnostics),
        plain_(plain_text(text)),
        words_(words_of(plain_.text)) {
    line_begins_.push_back(0);
    for (auto at = text.find('\n'); at != std::string_view::npos && at + 1 < text.size(); at = text.find('\n', at + 1))
      line_begins_.push_back(at + 1);
  }

  void run() {
    std::vector<std::string> quotes;
    for (const auto& segment : interview_.segments) quotes.push_back(plain_text(interview_.text(segment.quote)).text);
    const FirstOccurrences found(plain_.text, {quotes.begin(), quotes.end()});
    for (std::size_t number = 0; number < interview_.segments.size(); ++number) {
      const auto& segment = interview_.segments[number];
      const auto lines = lines_named(interview_.text(segment.at));
      const bool there = lines && check_lines(number, *lines);
      if (segment.quote.empty()) continue;
      const auto first = found.of(quotes[number]);
      if (first == FirstOccurrences::nowhere)
        report_missing(number, quotes[number]);
      else if (there)
        check_place(number, quotes[number], first, *lines);
    }
  }

 private:
  std::size_t line_of(std::size_t plain_offset) const {
    const auto after = std::ranges::upper_bound(line_begins_, plain_.origin[plain_offset]);
    return static_cast<std::size_t>(after - line_begins_.begin());
  }

  bool check_lines(std::size_t number, const Lines& lines) {
    if (lines.first > 0 && lines.first <= lines.last && lines.last <= line_begins_.size()) return true;
    auto& one = diagnostics_.emplace_back(
        finding(rule::place_not_in_transcript, places_.segment(number, "at"),
                lines.last < lines.first
                    ? std::string("lines that end before they begin")
                    : fmt::format("no line {} in the transcript", lines.first == 0 ? lines.first : lines.last)));
    one.help = fmt::format("the transcript has the lines L1 to L{}", line_begins_.size());
    return false;
  }

  // The quote is in the transcript, `first` for the first time; is it also in these lines?
  void check_place(std::size_t number, std::string_view quote, std::size_t first, const Lines& lines) {
    const auto begin = plain_begin(lines.first - 1);
    const auto end = lines.last < line_begins_.size() ? plain_begin(lines.last) : plain_.text.size();
    const auto from = begin - std::min(begin, quote.size() - 1);
    const auto near = std::string_view(plain_.text).substr(from, end + quote.size() - 1 - from);
    if (first < end && (first >= from || near.find(quote) != std::string_view::npos)) return;
    auto& one = diagnostics_.emplace_back(
        finding(rule::place_not_in_transcript, places_.segment(number, "at"), "the quote is not in these lines"));
    one.notes.push_back({place_of({first, first + quote.size()}), "it is here"});
    one.help = fmt::format("write `at: L{}`", line_of(first));
  }

  /// Where a line, counted from 0, begins in the plain text.
  std::size_t plain_begin(std::size_t line) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(plain_.origin, line_begins_[line]) -
                                    plain_.origin.begin());
  }

  Place place_of(const Span& span) const { return {transcript_, plain_.origin[span.begin], plain_.origin[span.end]}; }

  void report_missing(std::size_t number, const std::string& quote) {
    auto& one = diagnostics_.emplace_back(finding(rule::quote_not_in_transcript, places_.segment(number, "quote"),
                                                  "a quote that is not in the transcript"));
    // Many quotes that are not in a long transcript are no slips of the pen.
    constexpr std::size_t most_words = 10'000'000;
    const auto nearest = (looked_at_ += words_.size()) > most_words ? std::nullopt : nearest_passage(quote);
    if (!nearest) {
      one.help = "nothing in the transcript is like it; compare with the recording";
      return;
    }
    one.notes.push_back({place_of(*nearest), "the nearest passage"});
    one.help = fmt::format("compare with line {} of the transcript", line_of(nearest->begin));
  }

  /// The passage of as many words that shares most of them with the quote; none where it shares less than a third.
  std::optional<Span> nearest_passage(std::string_view quote) {
    if (numbers_.empty())
      for (const auto& word : words_) numbered_.push_back(number_of(bare_word(plain_.text, word)));
    std::vector<int> missing;
    const auto quote_words = words_of(quote);
    for (const auto& word : quote_words) {
      const auto number = number_of(bare_word(quote, word));
      if (number >= missing.size()) missing.resize(numbers_.size());
      ++missing[number];
    }
    missing.resize(numbers_.size());
    const auto size = std::min(quote_words.size(), words_.size());
    std::size_t shared = 0, most = 0, best = 0;
    for (std::size_t at = 0; at < words_.size(); ++at) {
      if (missing[numbered_[at]]-- > 0) ++shared;
      if (at >= size && ++missing[numbered_[at - size]] > 0) --shared;
      if (at + 1 < size || shared <= most) continue;
      most = shared;
      best = at + 1 - size;
    }
    if (most == 0 || 3 * most < quote_words.size()) return std::nullopt;
    return Span{words_[best].begin, words_[best + size - 1].end};
  }

  std::size_t number_of(std::string_view word) { return numbers_.emplace(word, numbers_.size()).first->second; }

  const Interview& interview_;
  const InterviewPlaces& places_;
  std::uint32_t transcript_;
  Diagnostics& diagnostics_;
  PlainText plain_;
  std::vector<Span> words_;
  std::vector<std::size_t> line_begins_;
  std::unordered_map<std::string_view, std::size_t> numbers_;  ///< of the words, as they come
  std::vector<std::size_t> numbered_;                          ///< the words of the transcript
  std::size_t looked_at_ = 0;                                  ///< words, for passages like a quote
};

}  // namespace

void check_transcript(const Interview& interview, const InterviewPlaces& places, std::string_view text,
                      std::uint32_t transcript, Diagnostics& diagnostics) {
  using Kind = EncodingFault::Kind;
  if (const auto fault = find_encoding_fault(text);
      fault && (fault->kind == Kind::not_utf8 || fault->kind == Kind::nul)) {
    diagnostics.push_back(
        finding(rule::transcript_missing, places.header("transcript"), "the transcript is not UTF-8"));
    diagnostics.back().help = "save it as plain text in UTF-8";
    return;
  }
  TranscriptCheck(interview, places, text, transcript, diagnostics).run();
}

}  // namespace quickscan
