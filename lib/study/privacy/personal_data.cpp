#include "study/privacy/personal_data.hpp"

#include "core/blocks.hpp"
#include "core/utf8.hpp"
#include "embedded.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

namespace quickscan {

namespace {

using Found = std::vector<PersonalDatum>;

bool among(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view each) { return equal_ignoring_case(word, each); });
}

void add(Found& found, const Rule& rule, std::size_t begin, std::size_t end) {
  if (std::ranges::find(found, &rule, &PersonalDatum::rule) != found.end()) return;
  found.push_back({&rule, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
}

// ---- numbers

/// Digits from `at` on, with at most one separator of `between` from one to the next.
struct Digits {
  std::string digits;
  std::size_t end = 0;
};

Digits digits_from(std::string_view text, std::size_t at, std::string_view between, std::size_t most) {
  Digits result;
  while (at < text.size() && result.digits.size() < most) {
    if (is_digit(text[at])) {
      result.digits += text[at++];
      result.end = at;
    } else if (between.find(text[at]) != std::string_view::npos && at + 1 < text.size() &&
               (is_digit(text[at + 1]) || (between.find(text[at + 1]) != std::string_view::npos &&
                                           at + 2 < text.size() && is_digit(text[at + 2])))) {
      ++at;
    } else {
      break;
    }
  }
  return result;
}

bool eleven_test(std::string_view digits) {
  int sum = 0;
  for (std::size_t at = 0; at < 9; ++at) {
    const int weight = at == 8 ? -1 : 9 - static_cast<int>(at);
    sum += weight * (digits[at] - '0');
  }
  return sum % 11 == 0 && digits != "000000000";
}

bool citizen_word_near(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::size_t reach = 40;
  const auto from = begin > reach ? begin - reach : 0;
  const auto around = lower_case(text.substr(from, std::min(end + reach, text.size()) - from));
  for (const std::string_view word :
       {"bsn", "burgerservicenummer", "burger service nummer", "sofinummer", "sofi-nummer"}) {
    for (auto at = around.find(word); at != std::string::npos; at = around.find(word, at + 1)) {
      const bool inside_word = word == "bsn" && (word_before(around, at) || letter_at(around, at + word.size()) > 0);
      if (!inside_word) return true;
    }
  }
  return false;
}

void look_for_citizen_number(std::string_view text, std::size_t at, Found& found) {
  const auto run = digits_from(text, at, " .", 10);
  if (run.digits.size() != 9 || word_at(text, run.end) || !eleven_test(run.digits)) return;
  const bool near = citizen_word_near(text, at, run.end);
  add(found, near ? rule::citizen_service_number : rule::possible_citizen_service_number, at, run.end);
}

/// The end of the number that begins at `at`; 0 if there is none.
std::size_t look_for_telephone(std::string_view text, std::size_t at, Found& found) {
  constexpr std::string_view between = " -./()";
  const bool plus = at > 0 && text[at - 1] == '+';
  const auto begin = plus || (at > 0 && text[at - 1] == '(') ? at - 1 : at;
  const auto run = digits_from(text, at, between, 16);
  const std::string_view digits = run.digits;
  const bool abroad = plus && digits.size() >= 9 && digits.size() <= 15 && digits[0] != '0';
  const bool with_country = digits.starts_with("0031") && digits.size() >= 13 && digits.size() <= 14;
  const bool local = digits.size() >= 10 && digits[0] == '0' && digits[1] != '0' && !digits.starts_with("0800") &&
                     !digits.starts_with("090");
  if (!abroad && !with_country && !local) return 0;
  const auto exact = local && !plus ? digits_from(text, at, between, 10) : run;
  if (exact.end < text.size() && is_digit(text[exact.end])) return 0;
  add(found, rule::telephone_number, begin, exact.end);
  return exact.end;
}

void look_for_postcode(std::string_view text, std::size_t at, Found& found) {
  if (at + 6 > text.size() || text[at] == '0') return;
  for (std::size_t digit = 0; digit < 4; ++digit) {
    if (!is_digit(text[at + digit])) return;
  }
  const bool space = text[at + 4] == ' ';
  const auto letters = at + (space ? 5 : 4);
  if (letters + 2 > text.size() || !is_upper(text[letters]) || !is_upper(text[letters + 1])) return;
  if (word_at(text, letters + 2)) return;
  const auto pair = text.substr(letters, 2);
  if (pair == "SA" || pair == "SD" || pair == "SS") return;
  // "in 2014 VT" is a year and an organisation
  const auto century = text.substr(at, 2);
  if (space && (century == "19" || century == "20")) return;
  add(found, rule::postcode, at, letters + 2);
}

constexpr std::string_view street_ends[] = {"straat",    "laan",     "plein", "kade",  "singel", "gracht", "steeg",
                                            "plantsoen", "dreef",    "dijk",  "weg",   "hof",    "haven",  "markt",
                                            "boulevard", "straatje", "pad",   "str",   "hoek",   "hoven",  "baan",
                                            "wal",       "erf",      "zoom",  "weide", "park",   "tuin"};
constexpr std::string_view not_streets[] = {"onderweg",    "halverweg", "snelweg", "gemeentehof", "gerechtshof",
                                            "proeftuin",   "jeugdpark", "rijbaan", "loopbaan",    "arbeidsmarkt",
                                            "woningmarkt", "markt",     "zorgpad", "hulppad"};

void look_for_address(std::string_view text, std::size_t at, std::size_t digits_end, Found& found) {
  if (digits_end - at > 4 || text[at] == '0' || at < 2 || text[at - 1] != ' ') return;
  auto end = digits_end;
  if (end < text.size() && is_plain_letter(text[end]) && !word_at(text, end + 1)) ++end;
  if (word_at(text, end)) return;
  const auto name_end = text[at - 2] == '.' ? at - 2 : at - 1;
  const auto begin = word_begin(text, name_end);
  const auto word = text.substr(begin, name_end - begin);
  if (!capital_at(text, begin) || among(word, not_streets)) return;
  const auto small = lower_case(word);
  for (const auto ending : street_ends) {
    if (small.size() >= ending.size() + 3 && small.ends_with(ending) && (text[at - 2] != '.' || ending == "str")) {
      add(found, rule::street_address, begin, end);
      return;
    }
  }
}

// ---- bank accounts

/// The end of the account that begins at `at`; 0 if there is none.
std::size_t look_for_account(std::string_view text, std::size_t at, Found& found) {
  if (at + 15 > text.size() || word_before(text, at) || !is_plain_letter(text[at]) || !is_plain_letter(text[at + 1]))
    return 0;
  if (!is_digit(text[at + 2]) || !is_digit(text[at + 3])) return 0;
  // An account has a length that its country fixes; tried are all ends that a person could mean.
  std::string account;
  for (auto here = at; here < text.size() && account.size() < 34; ++here) {
    if (text[here] == ' ' && account.size() >= 4 && here + 1 < text.size() &&
        (is_plain_letter(text[here + 1]) || is_digit(text[here + 1]))) {
      continue;
    }
    if (!is_plain_letter(text[here]) && !is_digit(text[here])) break;
    account += is_lower(text[here]) ? static_cast<char>(text[here] - 'a' + 'A') : text[here];
    const bool dutch = account.starts_with("NL");
    if (account.size() < 15 || (dutch && account.size() != 18) || word_at(text, here + 1)) continue;
    int rest = 0;
    const auto moved = account.substr(4) + account.substr(0, 4);
    for (const char c : moved) {
      rest = is_digit(c) ? (rest * 10 + (c - '0')) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
    }
    const auto digits = std::ranges::count_if(account, is_digit);
    if (rest == 1 && digits >= 8) {
      add(found, rule::bank_account, at, here + 1);
      return here + 1;
    }
  }
  return 0;
}

// ---- e-mail

void look_for_mail(std::string_view text, std::size_t at, Found& found) {
  const auto local = [](char c) {
    return is_plain_letter(c) || is_digit(c) || std::string_view("._%+-").find(c) != std::string_view::npos;
  };
  auto begin = at;
  while (begin > 0 && local(text[begin - 1])) --begin;
  auto end = at + 1;
  while (end < text.size() &&
         (is_plain_letter(text[end]) || is_digit(text[end]) || text[end] == '-' || text[end] == '.'))
    ++end;
  while (end > at + 1 && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
  const auto domain = text.substr(at + 1, end - at - 1);
  const auto dot = domain.rfind('.');
  if (begin == at || dot == std::string_view::npos || dot == 0 || domain.size() - dot < 3) return;
  if (!std::ranges::all_of(domain.substr(dot + 1), is_plain_letter)) return;
  add(found, rule::e_mail_address, begin, end);
}

// ---- names

constexpr std::string_view titles[] = {"mevrouw", "meneer", "mijnheer", "heer", "familie", "dhr", "mw", "mevr",
                                       "mr",      "drs",    "dr",       "ir",   "prof",    "mrs", "ms", "miss"};
constexpr std::string_view whole_titles[] = {"mevrouw", "meneer", "mijnheer", "heer", "familie", "miss"};
constexpr std::string_view particles[] = {"van", "de", "der", "den", "het", "ten", "ter",
                                          "te",  "el", "al",  "la",  "ben", "'t",  "op"};
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

/// Whether `word` is a common first name of the Netherlands that means nothing else.
bool is_first_name(std::string_view word) {
  static const auto names = read_first_names();
  if (word.size() < 3 || word.size() > 12) return false;
  return std::ranges::binary_search(names, std::string_view(lower_case(word)));
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
    if (word.empty() || !among(word, particles)) return at;
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
bool titled(std::string_view text, Word word, Found& found) {
  if (word.end - word.begin < 2) return false;
  auto left = word_left_of(text, word.begin);
  for (int steps = 0;
       steps < 3 && left.end > left.begin && among(text.substr(left.begin, left.end - left.begin), particles);
       ++steps) {
    left = word_left_of(text, left.begin);
  }
  if (left.end == left.begin || !among(text.substr(left.begin, left.end - left.begin), titles)) return false;
  const auto title = text.substr(left.begin, left.end - left.begin);
  // "zei de heer. Daarna": only an abbreviation goes on after its stop
  const bool stopped = left.end < text.size() && text[left.end] == '.';
  if (stopped && among(title, whole_titles)) return false;
  add(found, rule::possible_name, left.begin, std::max(word.end, surname_end(text, word.end)));
  return true;
}

/// "J.P. Bakker", "J. de Vries".
void initials(std::string_view text, std::size_t at, Found& found) {
  auto here = at;
  int count = 0;
  while (here + 1 < text.size() && is_upper(text[here]) && text[here + 1] == '.') {
    here += 2;
    ++count;
    if (here + 2 < text.size() && text[here] == ' ' && is_upper(text[here + 1]) && text[here + 2] == '.') ++here;
  }
  if (count == 0 || std::ranges::find(not_initials, text.substr(at, here - at)) != std::end(not_initials)) return;
  const auto end = surname_end(text, here);
  const bool particle = here + 1 < text.size() && is_lower(text[here + 1]);
  if (end == here || (count == 1 && !particle)) return;
  add(found, rule::possible_name, at, end);
}

std::size_t look_for_name(std::string_view text, std::size_t at, Found& found) {
  if (at + 1 < text.size() && text[at + 1] == '.') {
    initials(text, at, found);
    return at + 2;
  }
  const Word word{at, word_end(text, at)};
  if (titled(text, word, found)) return word.end;
  const auto name = text.substr(word.begin, word.end - word.begin);
  if (name == "Van" && !sentence_begins(text, at)) {
    const auto end = surname_end(text, word.end);
    const auto next = text.substr(word.end, 5);
    if (end > word.end && (next.starts_with(" der ") || next.starts_with(" den ")))
      add(found, rule::possible_name, at, end);
  } else if (is_first_name(name)) {
    const auto end = surname_end(text, word.end);
    if (end > word.end || !sentence_begins(text, at)) add(found, rule::possible_name, at, std::max(end, word.end));
  }
  return word.end;
}

/// Looks at the digits from `at` to `end`; gives where to go on.
std::size_t look_at_digits(std::string_view text, std::size_t at, std::size_t end, Found& found) {
  if (at >= 2 && is_plain_letter(text[at - 1]) && is_plain_letter(text[at - 2])) {
    if (const auto account = look_for_account(text, at - 2, found); account > 0) return account;
  }
  if (word_before(text, at)) return end;
  if (const auto telephone = look_for_telephone(text, at, found); telephone > 0) return telephone;
  look_for_citizen_number(text, at, found);
  if (end - at == 4) look_for_postcode(text, at, found);
  look_for_address(text, at, end, found);
  return end;
}

enum class Kind : unsigned char { other, digit, mail, capital, accented };

constexpr std::array<Kind, 256> kinds = [] {
  std::array<Kind, 256> table{};
  for (unsigned c = '0'; c <= '9'; ++c) table[c] = Kind::digit;
  for (unsigned c = 'A'; c <= 'Z'; ++c) table[c] = Kind::capital;
  table['@'] = Kind::mail;
  table[0xC3] = Kind::accented;
  return table;
}();

/// The first byte from `at` on that is not `Kind::other`, or the end of the text; such bytes are few.
std::size_t find_kind(std::string_view text, std::size_t at) {
  at = find_in_blocks(text.data(), at, text.size(), [](Block bytes) {
    return within(bytes, '0', '9') | within(bytes, '@', 'Z') | equal(bytes, '\xC3');
  });
  while (at < text.size() && kinds[static_cast<unsigned char>(text[at])] == Kind::other) ++at;
  return at;
}

}  // namespace

void find_personal_data(std::string_view text, std::vector<PersonalDatum>& found) {
  found.clear();
  for (std::size_t at = find_kind(text, 0); at < text.size(); at = find_kind(text, at)) {
    const auto kind = kinds[static_cast<unsigned char>(text[at])];
    if (kind == Kind::digit) {
      auto end = at;
      while (end < text.size() && is_digit(text[end])) ++end;
      at = look_at_digits(text, at, end, found);
    } else if (kind == Kind::mail) {
      look_for_mail(text, at, found);
      ++at;
    } else if (capital_at(text, at) && !word_before(text, at)) {
      at = look_for_name(text, at, found);
    } else {
      ++at;
    }
  }
}

Diagnostic personal_finding(const Rule& rule, Place place, std::string_view key) {
  struct Words {
    const Rule* rule;
    std::string_view message, help;
  };
  static constexpr Words words[] = {
      {&rule::citizen_service_number, "a citizen service number (BSN) in a {}",
       "take it out, and out of the file's history"},
      {&rule::possible_citizen_service_number,
       "nine digits in a {} that pass the eleven test of citizen service numbers (BSN)",
       "take them out, unless they are something else"},
      {&rule::e_mail_address, "an e-mail address in a {}", "write who it is by role instead"},
      {&rule::telephone_number, "a telephone number in a {}", "take it out"},
      {&rule::bank_account, "a bank account in a {}", "take it out"},
      {&rule::postcode, "a postcode in a {}", "write the area instead"},
      {&rule::street_address, "a street and house number in a {}", "write the area instead"},
      {&rule::possible_name, "what may be the name of a person in a {}",
       "write the role or a letter instead, such as `mevrouw X`"},
  };
  const auto* row = std::ranges::find(words, &rule, &Words::rule);
  auto one = finding(rule, place, fmt::format(fmt::runtime(row->message), key));
  one.help = row->help;
  one.confidential = one.is(rule::citizen_service_number);
  return one;
}

}  // namespace quickscan
