#include "study/privacy/person_names.hpp"

#include "core/utf8.hpp"
#include "embedded.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <vector>

namespace quickscan {

namespace {

/// Words in lower case, and what is told apart by the ends and the size of a word: few other words look like one of
/// them.
template <std::size_t size>
struct WordList {
  std::array<std::string_view, size> words;
  std::array<bool, 512> signs{};

  template <typename... Words>
  constexpr explicit WordList(Words... given) : words{given...} {
    for (const std::string_view word : words) signs[sign(word)] = true;
  }
  static constexpr std::size_t sign(std::string_view word) {
    const auto small = [](char c) { return std::size_t{static_cast<unsigned char>(c)} | 0x20U; };
    return (small(word.front()) * 37U + small(word.back()) * 5U + word.size()) % 512U;
  }
  bool has(std::string_view word) const {
    return !word.empty() && signs[sign(word)] &&
           std::ranges::any_of(words, [&](std::string_view each) { return equal_ignoring_case(word, each); });
  }
};
template <typename... Words>
WordList(Words...) -> WordList<sizeof...(Words)>;

constexpr WordList titles{"mevrouw", "meneer", "mijnheer", "heer", "familie",  "dhr", "mw", "mevr",
                          "mr",      "drs",    "dr",       "ir",   "prof",     "mrs", "ms", "miss",
                          "hr",      "fam",    "ing",      "mej",  "juffrouw", "ds"};
constexpr WordList whole_titles{"mevrouw", "meneer", "mijnheer", "heer", "familie", "miss"};
/// Offices: what follows may be what the office is for ("wethouder Zorg", "officier van Justitie").
constexpr WordList offices{"dokter",  "wethouder", "burgemeester", "agent",    "rechter", "officier",
                           "dominee", "pastoor",   "imam",         "zuster",   "broeder", "juf",
                           "meester", "professor", "huisarts",     "doctor",   "nurse",   "alderman",
                           "mayor",   "judge",     "sister",       "constable"};
constexpr std::string_view not_of_persons[] = {
    "Zorg",      "Jeugd",     "Welzijn", "Onderwijs", "Wonen",    "Veiligheid",  "Financiën",   "Sociaal",
    "Cultuur",   "Sport",     "Werk",    "Inkomen",   "Bouwen",   "Economie",    "Mobiliteit",  "Justitie",
    "Rotterdam", "Amsterdam", "Utrecht", "Dordrecht", "Schiedam", "Vlaardingen", "Samenleving", "Armoede",
    "Education", "Care",      "Youth",   "Housing",   "Safety",   "Finance"};
constexpr WordList particles{"van", "de", "der", "den", "het", "ten", "ter", "te", "el", "al", "la", "ben", "'t", "op"};
constexpr std::string_view not_initials[] = {"B.V.", "N.V.", "N.B.", "P.S.", "V.N.",
                                             "V.S.", "E.U.", "U.S.", "U.K.", "A.U.B."};

/// The lines of data/lists/first-names.txt, sorted.
std::vector<std::string_view> read_first_names() {
  std::vector<std::string_view> names;
  auto rest = embedded("data/lists/first-names.txt");
  while (!rest.empty()) {
    const auto line = rest.substr(0, rest.find('\n'));
    if (!line.starts_with('#')) names.push_back(line);
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  }
  return names;
}

struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The word before `at` with one space between, an abbreviation's stop left out; empty if there is none.
Word word_left_of(std::string_view text, std::size_t at) {
  if (at < 2 || text[at - 1] != ' ') return {};
  const auto end = text[at - 2] == '.' ? at - 2 : at - 1;
  return {word_begin(text, end), end};
}

/// The end of "van der Berg" after `at`, a surname with its particles; `at` itself if there is none.
std::size_t surname_end(std::string_view text, std::size_t at) {
  auto here = at;
  for (int words = 0; words < 4; ++words) {
    if (here >= text.size() || text[here] != ' ') return at;
    const auto begin = here + 1;
    const auto end = word_end(text, begin);
    const auto word = text.substr(begin, end - begin);
    if (capital_at(text, begin) && end - begin >= 3) return end;
    if (word.empty() || !particles.has(word)) return at;
    here = end;
  }
  return at;
}

bool sentence_begins(std::string_view text, std::size_t at) {
  while (at > 0 && (is_space(text[at - 1]) || text[at - 1] == '"' || text[at - 1] == '\'' || text[at - 1] == '(')) --at;
  if (at == 0) return true;
  const char before = text[at - 1];
  // a quotation mark or dash of three bytes begins one as well
  return before == '.' || before == '!' || before == '?' || before == ':' || before == ';' ||
         static_cast<unsigned char>(before) >= 0x80;
}

/// "mevrouw Jansen", "dhr. De Vries": a title before the name.
Word titled(std::string_view text, Word word) {
  const auto name = text.substr(word.begin, word.end - word.begin);
  if (name.size() < 2) return {};
  auto left = word_left_of(text, word.begin);
  for (int steps = 0;
       steps < 3 && left.end > left.begin && particles.has(text.substr(left.begin, left.end - left.begin)); ++steps) {
    left = word_left_of(text, left.begin);
  }
  const auto title = text.substr(left.begin, left.end - left.begin);
  // "wethouder De Vries", but not "wethouder van Rotterdam"
  if (offices.has(title) && capital_at(text, left.end + 1) && name.size() >= 3 &&
      std::ranges::find(not_of_persons, name) == std::end(not_of_persons)) {
    return {left.begin, std::max(word.end, surname_end(text, word.end))};
  }
  if (title.empty() || !titles.has(title)) return {};
  // "zei de heer. Daarna": only an abbreviation goes on after its stop
  const bool stopped = left.end < text.size() && text[left.end] == '.';
  if (stopped && whole_titles.has(title)) return {};
  return {left.begin, std::max(word.end, surname_end(text, word.end))};
}

/// "J.P. Bakker", "J. de Vries".
NameHit initials(std::string_view text, std::size_t at) {
  auto here = at;
  int count = 0;
  while (here + 1 < text.size() && is_upper(text[here]) && text[here + 1] == '.') {
    here += 2;
    ++count;
    if (here + 2 < text.size() && text[here] == ' ' && is_upper(text[here + 1]) && text[here + 2] == '.') ++here;
  }
  if (count == 0 || std::ranges::find(not_initials, text.substr(at, here - at)) != std::end(not_initials))
    return {0, 0, at + 2};
  const auto end = surname_end(text, here);
  if (end == here) return {0, 0, std::max(here, at + 2)};  // nor do the initials after the first one have a name
  const bool particle = here + 1 < text.size() && is_lower(text[here + 1]);
  const auto left = word_left_of(text, at);
  const bool title = titles.has(text.substr(left.begin, left.end - left.begin));
  if (count == 1 && !particle && !title) return {0, 0, at + 2};
  return {title ? left.begin : at, end, at + 2};
}

}  // namespace

bool is_first_name(std::string_view word) {
  // Hardly a word begins as a name of its length does, which its first three bytes show.
  const auto sign = [](std::string_view name) {
    std::size_t sum = name.size();
    for (const char c : name.substr(0, 3)) sum = sum * 31 + static_cast<unsigned char>(to_lower(c));
    return sum % 8192;
  };
  static const auto names = read_first_names();
  static const auto signs = [&] {
    std::bitset<8192> all;
    for (const auto name : names) all.set(sign(name));
    return all;
  }();
  if (word.size() < 3 || word.size() > 12) return false;
  const bool accented =
      std::ranges::any_of(word.substr(0, 3), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  return (accented || signs[sign(word)]) && std::ranges::binary_search(names, std::string_view(lower_case(word)));
}

bool is_title(std::string_view word) { return titles.has(word) || offices.has(word); }

NameHit name_at(std::string_view text, std::size_t at) {
  const auto found = [](Word name, std::size_t next) { return NameHit{name.begin, name.end, next}; };
  if (at + 1 < text.size() && text[at + 1] == '.') return initials(text, at);
  const Word word{at, word_end(text, at)};
  if (const auto name = titled(text, word); name.end > 0) return found(name, word.end);
  const auto name = text.substr(word.begin, word.end - word.begin);
  if (name == "Van" && !sentence_begins(text, at)) {
    const auto end = surname_end(text, word.end);
    const auto next = text.substr(word.end, 5);
    if (end > word.end && (next.starts_with(" der ") || next.starts_with(" den "))) return found({at, end}, word.end);
  } else if (is_first_name(name.substr(0, name.find('\'')))) {  // "Fatima's"
    const auto end = surname_end(text, word.end);
    if (end > word.end || !sentence_begins(text, at)) return found({at, std::max(end, word.end)}, word.end);
  }
  return found({}, word.end);
}

}  // namespace quickscan
