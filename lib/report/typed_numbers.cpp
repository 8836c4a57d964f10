#include "report/typed_numbers.hpp"

#include "core/format_number.hpp"
#include "core/rules.hpp"
#include "core/utf8.hpp"
#include "report/placeholders.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quickscan {

namespace {

/// What a noun after a typed number counts, as a placeholder. Nouns for people in general count who was interviewed
/// only where the clause says that they were.
struct CountedNoun {
  std::string_view noun;
  std::string_view placeholder;
  bool of_anybody = false;
};
constexpr auto counted_nouns = std::to_array<CountedNoun>({
    {"personen", "n.persons", true},
    {"persons", "n.persons", true},
    {"mensen", "n.persons", true},
    {"people", "n.persons", true},
    {"geïnterviewden", "n.persons"},
    {"interviewees", "n.persons"},
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

using WordList = std::string_view;

// Lists of words, each between spaces.
constexpr WordList before_a_part =
    " in van bij uit of among from door by minstens minste least nog other andere slechts only ";
constexpr WordList before_the_whole_of_talks = " with met ";
constexpr WordList after_a_part = " of from van uit bij at binnen within per ";
constexpr WordList of_heard_people =
    " spraken sprak gesproken spreken gehoord hoorden geïnterviewd interviewden interviews interview gesprekken "
    "gesprek deelgenomen meegedaan meegewerkt geluisterd luisterden spoke spoken talked heard interviewed listened "
    "participated conversations interviewing speaking talking ";
constexpr WordList ends_a_clause = " dat that die who which waar where en and maar but omdat because of toen when ";
constexpr WordList before_a_noun = " verschillende unieke different unique individual ";

bool is_one_of(WordList words, std::string_view word) {
  return !word.empty() && words.find(fmt::format(" {} ", word)) != WordList::npos;
}

struct WrittenWord {
  std::string text;  ///< in lower case
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The word behind white space; empty where another sign comes first.
WrittenWord word_after(std::string_view text, std::size_t at) {
  auto begin = at;
  while (begin < text.size() && is_white(text[begin])) ++begin;
  auto end = begin;
  while (end < text.size() && (is_letter_byte(text[end]) || is_digit(text[end]))) ++end;
  return {begin == at ? std::string() : lower_ascii(text.substr(begin, end - begin)), begin, end};
}

WrittenWord word_ahead_of(std::string_view text, std::size_t at) {
  auto end = at;
  while (end > 0 && is_white(text[end - 1])) --end;
  auto begin = end;
  while (begin > 0 && (is_letter_byte(text[begin - 1]) || is_digit(text[begin - 1]))) --begin;
  return {lower_ascii(text.substr(begin, end - begin)), begin, end};
}

// Smaller numbers in words nearly always count a part ("two organisations say").
constexpr int least_in_words = 11;
// Greater numbers beside these nouns count a city, not who was heard.
constexpr int most_counted = 999;

constexpr auto words_to_twenty = std::to_array<std::pair<std::string_view, int>>({
    {"een", 1},       {"één", 1},        {"twee", 2},      {"drie", 3},       {"vier", 4},       {"vijf", 5},
    {"zes", 6},       {"zeven", 7},      {"acht", 8},      {"negen", 9},      {"one", 1},        {"two", 2},
    {"three", 3},     {"four", 4},       {"five", 5},      {"six", 6},        {"seven", 7},      {"eight", 8},
    {"nine", 9},      {"elf", 11},       {"twaalf", 12},   {"dertien", 13},   {"veertien", 14},  {"vijftien", 15},
    {"zestien", 16},  {"zeventien", 17}, {"achttien", 18}, {"negentien", 19}, {"eleven", 11},    {"twelve", 12},
    {"thirteen", 13}, {"fourteen", 14},  {"fifteen", 15},  {"sixteen", 16},   {"seventeen", 17}, {"eighteen", 18},
    {"nineteen", 19},
});
constexpr auto tens_words = std::to_array<std::pair<std::string_view, int>>({
    {"twintig", 20},
    {"dertig", 30},
    {"veertig", 40},
    {"vijftig", 50},
    {"zestig", 60},
    {"zeventig", 70},
    {"tachtig", 80},
    {"negentig", 90},
    {"twenty", 20},
    {"thirty", 30},
    {"forty", 40},
    {"fifty", 50},
    {"sixty", 60},
    {"seventy", 70},
    {"eighty", 80},
    {"ninety", 90},
});

template <typename Table>
int value_in(const Table& table, std::string_view word) {
  const auto* found = std::ranges::find(table, word, [](const auto& row) { return row.first; });
  return found == table.end() ? 0 : found->second;
}

/// `negentien`, `vierentwintig`, `tweeëndertig`, `nineteen`, `twenty-four`; 0 for any other word.
int number_in_words(std::string_view word) {
  if (const int small = value_in(words_to_twenty, word); small > 0) return small;
  if (const int tens = value_in(tens_words, word); tens > 0) return tens;
  const auto unit = [](std::string_view part) { return std::min(value_in(words_to_twenty, part), 10) % 10; };
  if (const auto dash = word.find('-'); dash != std::string_view::npos) {
    const int tens = value_in(tens_words, word.substr(0, dash));
    const int units = unit(word.substr(dash + 1));
    return tens > 0 && units > 0 ? tens + units : 0;
  }
  for (const auto& [tens, value] : tens_words) {
    if (!word.ends_with(tens)) continue;
    const auto front = word.substr(0, word.size() - tens.size());
    for (const std::string_view joint : {"en", "ën"})
      if (const int units = front.ends_with(joint) ? unit(front.substr(0, front.size() - joint.size())) : 0; units > 0)
        return value + units;
  }
  return 0;
}

struct TypedNumber {
  int value = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
  WrittenWord noun;
};

/// The number that begins here, in digits or as a word; nothing where none does.
std::optional<TypedNumber> typed_number_at(std::string_view text, std::size_t begin) {
  if (begin > 0) {
    const char before = text[begin - 1];
    if (is_letter_byte(before) || is_digit(before) || before == '.' || before == ',' || before == '-')
      return std::nullopt;
  }
  auto end = begin;
  while (end < text.size() && is_digit(text[end])) ++end;
  TypedNumber number{.value = 0, .begin = begin, .end = end, .noun = {}};
  if (end > begin) {
    const auto read = std::from_chars(text.data() + begin, text.data() + end, number.value);
    if (read.ec != std::errc() || number.value > most_counted) return std::nullopt;
  } else {
    while (number.end < text.size() && (is_letter_byte(text[number.end]) || text[number.end] == '-')) ++number.end;
    number.value = number_in_words(lower_ascii(text.substr(begin, number.end - begin)));
    if (number.value < least_in_words) return std::nullopt;
  }
  number.noun = word_after(text, number.end);
  if (is_one_of(before_a_noun, number.noun.text)) number.noun = word_after(text, number.noun.end);
  return number;
}

/// Whether the clause around a number says that people were heard: "we spoke with 19 persons". Of "we heard that 19
/// persons were placed" the clause begins after "that".
bool counts_people_heard(std::string_view text, const TypedNumber& number) {
  const auto ends = [&](const WrittenWord& word) { return word.text.empty() || is_one_of(ends_a_clause, word.text); };
  for (auto word = word_ahead_of(text, number.begin); !ends(word); word = word_ahead_of(text, word.begin))
    if (is_one_of(of_heard_people, word.text)) return true;
  for (auto word = word_after(text, number.noun.end); !ends(word); word = word_after(text, word.end))
    if (is_one_of(of_heard_people, word.text)) return true;
  // "the 19 persons whom we spoke to": the relative clause is about them.
  auto word = word_after(text, number.noun.end);
  if (!is_one_of(" die who whom that waarmee ", word.text)) return false;
  word = word_after(text, word.end);
  if (!is_one_of(" we wij ", word.text)) return false;
  return is_one_of(of_heard_people, word_after(text, word.end).text) || word_after(text, word.end).text == "hebben";
}

/// Whether the number counts all that there is of the noun, as far as the words around it tell.
bool counts_the_whole(std::string_view text, const TypedNumber& number, const CountedNoun& noun) {
  const auto before = word_ahead_of(text, number.begin).text;
  if (is_one_of(before_a_part, before)) return false;
  const bool of_talks = is_one_of(before_the_whole_of_talks, before);
  if (!of_talks && !noun.of_anybody) return true;
  // "from 8 organisations" says where all of them are from, "from the municipality" which of them are meant.
  const auto after = word_after(text, number.noun.end);
  const auto behind = word_after(text, after.end).text;
  const bool number_behind = !behind.empty() && (is_digit(behind.front()) || number_in_words(behind) > 0);
  if (is_one_of(after_a_part, after.text) && !number_behind) return false;
  return counts_people_heard(text, number);
}

/// Whether the number is the count of the whole, of a level, or of the live developments.
bool is_a_count(const ReportContext& context, std::string_view placeholder, int value) {
  const auto typed = format_count(value);
  std::vector<std::string> names = {std::string(placeholder)};
  for (const auto& level : context.framework().levels) names.push_back(fmt::format("{}.{}", placeholder, level.id));
  if (placeholder == "n.developments") names.emplace_back("n.live");
  return std::ranges::any_of(names, [&](const auto& name) { return placeholder_value(context, name) == typed; });
}

}  // namespace

void check_typed_numbers(const ReportContext& context, const SectionText& section, Diagnostics& diagnostics) {
  const std::string_view text = section.text;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto number = typed_number_at(text, at);
    if (!number) continue;
    at = number->end;
    const auto* noun = std::ranges::find(counted_nouns, number->noun.text, &CountedNoun::noun);
    if (noun == counted_nouns.end() || !counts_the_whole(text, *number, *noun)) continue;
    const auto value = placeholder_value(context, noun->placeholder);
    if (!value || is_a_count(context, noun->placeholder, number->value)) continue;
    const Place place{section.source, static_cast<std::uint32_t>(number->begin),
                      static_cast<std::uint32_t>(number->end)};
    auto diagnostic =
        finding(rule::typed_number_differs, place,
                fmt::format("the text says {} {}, the data {}", number->value, number->noun.text, *value));
    diagnostic.label = "typed by hand";
    diagnostic.help = fmt::format("write `{{{{{}}}}}`: the report fills in the number", noun->placeholder);
    diagnostics.push_back(std::move(diagnostic));
  }
}

}  // namespace quickscan
