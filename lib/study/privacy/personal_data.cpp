#include "study/privacy/personal_data.hpp"

#include "core/byte_blocks.hpp"
#include "core/utf8.hpp"
#include "study/privacy/birth_dates.hpp"
#include "study/privacy/person_names.hpp"
#include "study/privacy/plain_signs.hpp"

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

/// Digits from `at` on, with at most two separators of `between` from one to the next, or a dash between blanks.
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
    } else {
      auto next = at;
      while (next < text.size() && next - at < 3 && between.find(text[next]) != std::string_view::npos) ++next;
      // Three only as a dash or the like between blanks.
      const bool apart = next - at < 3 || (text[at] == ' ' && text[next - 1] == ' ');
      if (next == at || !apart || next == text.size() || !is_digit(text[next])) break;
      at = next;
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
  const auto look = [&](std::string_view between, bool wants_word) {
    const auto run = digits_from(text, at, between, 10);
    if (run.digits.size() != 9 || word_at(text, run.end) || !eleven_test(run.digits)) return;
    const bool near = citizen_word_near(text, at, run.end);
    if (near || !wants_word)
      add(found, near ? rule::citizen_service_number : rule::possible_citizen_service_number, at, run.end);
  };
  look(" .", false);
  look(" .-", true);  // without the word it may be a date and a number behind it
}

/// The end of the number that begins at `at`; 0 if there is none.
std::size_t look_for_telephone(std::string_view text, std::size_t at, Found& found) {
  constexpr std::string_view between = " -./()";
  const bool plus = at > 0 && text[at - 1] == '+';
  const auto begin = plus || (at > 0 && text[at - 1] == '(') ? at - 1 : at;
  const auto run = digits_from(text, at, between, 16);
  const std::string_view digits = run.digits;
  const bool abroad = plus && digits.size() >= 9 && digits.size() <= 15 && digits[0] != '0';
  const bool with_country = digits.starts_with("00") && digits.size() >= 12 && digits.size() <= 15 && digits[2] != '0';
  const bool local = digits.size() >= 10 && digits[0] == '0' && digits[1] != '0' && !digits.starts_with("0800") &&
                     !digits.starts_with("090");
  if (!abroad && !with_country && !local) return 0;
  const auto exact = local && !plus ? digits_from(text, at, between, 10) : run;
  if (exact.end < text.size() && is_digit(text[exact.end])) return 0;
  add(found, rule::telephone_number, begin, exact.end);
  return exact.end;
}

// Words of two letters after a number that is no postcode: "2500 in dit jaar".
constexpr std::string_view small_words[] = {
    "aan", "al", "an", "as", "at", "be", "bv", "by", "cm", "de", "do", "dr", "ec", "ek", "en", "er",  "eu",
    "ha",  "hè", "he", "if", "ik", "in", "is", "it", "ja", "je", "jr", "kb", "kg", "km", "ma", "mb",  "me",
    "mg",  "ml", "mm", "mr", "ms", "my", "na", "no", "nr", "nu", "of", "om", "on", "op", "or", "per", "pk",
    "re",  "so", "st", "te", "th", "to", "tv", "uk", "up", "us", "uw", "we", "ze", "zo", "zn"};

void look_for_postcode(std::string_view text, std::size_t at, Found& found) {
  if (at + 6 > text.size() || text[at] == '0') return;
  const bool apart = text[at + 4] == ' ' || text[at + 4] == '-';
  const auto letters = at + (apart ? 5 : 4);
  if (letters + 2 > text.size() || !is_plain_letter(text[letters]) || !is_plain_letter(text[letters + 1])) return;
  if (word_at(text, letters + 2)) return;
  const auto pair = text.substr(letters, 2);
  const auto small = lower_case(pair);
  if (small == "sa" || small == "sd" || small == "ss") return;
  if (!is_upper(pair[0]) && among(pair, small_words)) return;
  // "in 2014 VT" is a year and an organisation
  const auto century = text.substr(at, 2);
  if (apart && (century == "19" || century == "20")) return;
  add(found, rule::postcode, at, letters + 2);
}

constexpr std::string_view street_ends[] = {"straat",    "laan",     "plein", "kade",  "singel", "gracht",  "steeg",
                                            "plantsoen", "dreef",    "dijk",  "weg",   "hof",    "haven",   "markt",
                                            "boulevard", "straatje", "pad",   "str",   "hoek",   "hoven",   "baan",
                                            "wal",       "erf",      "zoom",  "weide", "park",   "tuin",    "vest",
                                            "ring",      "oever",    "kamp",  "poort", "brink",  "voorhout"};
/// Ends of names of streets that hardly another word has: these count without a capital too.
constexpr std::string_view certain_ends[] = {"straat", "laan", "singel", "gracht", "steeg", "plantsoen", "kade"};
constexpr std::string_view not_streets[] = {
    "onderweg",    "halverweg",  "snelweg",      "gemeentehof", "gerechtshof", "proeftuin", "jeugdpark",
    "rijbaan",     "loopbaan",   "arbeidsmarkt", "woningmarkt", "zorgpad",     "hulppad",   "training",
    "vergadering", "vereniging", "regering",     "ervaring",    "wijkring",    "besparing", "winkelstraat"};

/// Whether a word, or the words before `end`, are the name of a street: "Dorpsstraat", "Oude Dijk", "Laan van Noord".
/// The begin of the name; npos where it is none.
std::size_t street_before(std::string_view text, std::size_t end) {
  const bool stop = text[end - 1] == '.';
  if (stop) --end;
  const auto begin = word_begin(text, end);
  const auto word = text.substr(begin, end - begin);
  if (word.empty() || among(word, not_streets)) return std::string_view::npos;
  const auto small = lower_case(word);
  const auto ends_as = [&](std::string_view ending) {
    return small.size() >= ending.size() + 3 && small.ends_with(ending) && (!stop || ending == "str");
  };
  const bool capital = capital_at(text, begin);
  if (capital ? std::ranges::any_of(street_ends, ends_as) : std::ranges::any_of(certain_ends, ends_as)) return begin;
  if (!capital || begin < 3 || stop) return std::string_view::npos;
  // A second word: "Oude Dijk"; or what a lane or square is called after: "Laan van Meerdervoort".
  auto first_end = begin - 1;
  auto first = word_begin(text, first_end);
  if (std::ranges::find(street_ends, std::string_view(small)) != std::end(street_ends))
    return first < first_end && capital_at(text, first) && first_end - first >= 3 ? first : std::string_view::npos;
  bool of = false;
  for (int words = 0; words < 3 && first < first_end && first > 1; ++words) {
    const auto link = text.substr(first, first_end - first);
    if (!among(link, std::to_array<std::string_view>({"van", "de", "der", "den", "het", "ter"}))) break;
    of = true;
    first_end = first - 1;
    first = word_begin(text, first_end);
  }
  const auto kind = lower_case(text.substr(first, first_end - first));
  const bool named =
      of && capital_at(text, first) && std::ranges::find(street_ends, std::string_view(kind)) != std::end(street_ends);
  return named ? first : std::string_view::npos;
}

void look_for_address(std::string_view text, std::size_t at, std::size_t digits_end, Found& found) {
  if (digits_end - at > 4 || text[at] == '0' || at < 2 || text[at - 1] != ' ') return;
  auto end = digits_end;
  if (end + 1 < text.size() && text[end] == '-' && is_plain_letter(text[end + 1])) ++end;  // 12-b
  const auto addition = text.substr(end, word_end(text, end) - end);
  if (addition.size() == 1 || among(addition, std::to_array<std::string_view>({"bis", "hs", "rood", "zwart"})))
    end += addition.size();
  if (word_at(text, end)) return;
  auto name_end = at - 1;
  // "Dorpsstraat nr. 12", "Dorpsstraat, nummer 12"
  const auto number_end = text[name_end - 1] == '.' ? name_end - 1 : name_end;
  const auto number = word_begin(text, number_end);
  if (number > 1 && among(text.substr(number, number_end - number),
                          std::to_array<std::string_view>({"nr", "no", "nummer", "huisnummer", "number"}))) {
    name_end = number - 1;
  }
  if (name_end > 1 && text[name_end - 1] == ',') --name_end;
  const auto begin = name_end > 0 ? street_before(text, name_end) : std::string_view::npos;
  if (begin != std::string_view::npos) add(found, rule::street_address, begin, end);
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
    for (const char c : moved) rest = is_digit(c) ? (rest * 10 + (c - '0')) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
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

/// Looks at the digits from `at` to `end`; gives where to go on.
std::size_t look_at_digits(std::string_view text, std::size_t at, std::size_t end, Found& found) {
  if (at >= 2 && is_plain_letter(text[at - 1]) && is_plain_letter(text[at - 2]))
    if (const auto account = look_for_account(text, at - 2, found); account > 0) return account;
  if (word_before(text, at)) return end;
  if (const auto telephone = look_for_telephone(text, at, found); telephone > 0) return telephone;
  if (const auto date = birth_date_end(text, at); date > 0) {
    add(found, rule::birth_date, at, date);
    return date;
  }
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
  at = find_in_blocks(text.data(), at, text.size(), [](ByteBlock bytes) {
    return within(bytes, '0', '9') | within(bytes, '@', 'Z') | equal(bytes, '\xC3');
  });
  while (at < text.size() && kinds[static_cast<unsigned char>(text[at])] == Kind::other) ++at;
  return at;
}

void find_in_plain(std::string_view text, Found& found) {
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
      const auto name = name_at(text, at);
      if (name.end > name.begin) add(found, rule::possible_name, name.begin, name.end);
      at = name.next;
    } else {
      ++at;
    }
  }
}

}  // namespace

void find_personal_data(std::string_view text, std::vector<PersonalDatum>& found) {
  found.clear();
  if (is_plain(text)) return find_in_plain(text, found);
  const auto plain = plain_signs(text);
  find_in_plain(plain.text, found);
  for (auto& datum : found) {
    datum.begin = plain.origins[datum.begin];
    datum.end = plain.origins[datum.end];
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
      {&rule::birth_date, "what may be a date of birth in a {}", "write the age instead, such as `in the thirties`"},
      {&rule::possible_name, "what may be the name of a person in a {}", "write the role or a letter instead"},
  };
  const auto* row = std::ranges::find(words, &rule, &Words::rule);
  auto one = finding(rule, place, fmt::format(fmt::runtime(row->message), key));
  one.help = row->help;
  one.confidential = one.is(rule::citizen_service_number);
  return one;
}

}  // namespace quickscan
