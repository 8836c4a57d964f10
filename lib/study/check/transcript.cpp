#include "study/check/transcript.hpp"

#include "core/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string>
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
  for (const auto mark : marks) {
    if (rest.starts_with(mark)) return mark.size();
  }
  return 0;
}

/// The size of the white space that begins here, 0 where there is none.
std::size_t white_space(std::string_view rest) {
  static constexpr std::string_view wide[] = {"\u00a0", "\u2007", "\u2009", "\u202f", "\ufeff", "\u00ad", "\u200b"};
  if (rest.front() == ' ' || rest.front() == '\t' || rest.front() == '\n' || rest.front() == '\r') return 1;
  for (const auto mark : wide) {
    if (rest.starts_with(mark)) return mark.size();
  }
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
    if (const auto blank = white_space(rest)) {
      if (!result.text.empty() && result.text.back() != ' ') add(' ', at);
      at += blank;
    } else if (const auto mark = quotation_mark(rest)) {
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
    for (std::size_t number = 0; number < interview_.segments.size(); ++number) {
      const auto& segment = interview_.segments[number];
      const auto lines = lines_named(interview_.text(segment.at));
      const bool there = lines && check_lines(number, *lines);
      if (!segment.quote.empty()) check_quote(number, plain_text(interview_.text(segment.quote)).text, there, lines);
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

  void check_quote(std::size_t number, const std::string& quote, bool lines_are_there,
                   const std::optional<Lines>& lines) {
    auto at = plain_.text.find(quote);
    if (at == std::string::npos) return report_missing(number, quote);
    if (!lines_are_there) return;
    const auto first = at;
    for (; at != std::string::npos; at = plain_.text.find(quote, at + 1)) {
      if (line_of(at) <= lines->last && line_of(at + quote.size() - 1) >= lines->first) return;
    }
    auto& one = diagnostics_.emplace_back(
        finding(rule::place_not_in_transcript, places_.segment(number, "at"), "the quote is not in these lines"));
    one.notes.push_back({place_of({first, first + quote.size()}), "it is here"});
    one.help = fmt::format("write `at: L{}`", line_of(first));
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
  std::optional<Span> nearest_passage(const std::string& quote) const {
    const std::string_view text = plain_.text, wanted = quote;
    std::map<std::string_view, int> missing;
    const auto quote_words = words_of(wanted);
    for (const auto& word : quote_words) ++missing[bare_word(wanted, word)];
    const auto size = std::min(quote_words.size(), words_.size());
    std::size_t shared = 0, most = 0, best = 0;
    const auto left = [&](const Span& word) { return missing.find(bare_word(text, word)); };
    for (std::size_t at = 0; at < words_.size(); ++at) {
      if (const auto found = left(words_[at]); found != missing.end() && found->second-- > 0) ++shared;
      if (at >= size) {
        if (const auto found = left(words_[at - size]); found != missing.end() && ++found->second > 0) --shared;
      }
      if (at + 1 < size || shared <= most) continue;
      most = shared;
      best = at + 1 - size;
    }
    if (most == 0 || 3 * most < quote_words.size()) return std::nullopt;
    return Span{words_[best].begin, words_[best + size - 1].end};
  }

  const Interview& interview_;
  const InterviewPlaces& places_;
  std::uint32_t transcript_;
  Diagnostics& diagnostics_;
  PlainText plain_;
  std::vector<Span> words_;
  std::vector<std::size_t> line_begins_;
  std::size_t looked_at_ = 0;  ///< words, for passages like a quote
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
