#include "study/privacy/birth_dates.hpp"

#include "core/utf8.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace quickscan {

namespace {

/// A day, month and year from `at`, in numbers or with the month as a word.
struct WrittenDate {
  std::size_t end = 0;  ///< 0: there is none
  int year = 0;         ///< 0: of two digits
  bool in_numbers = true;
};

int number_of(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

std::size_t end_of_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

constexpr std::string_view month_beginnings[] = {"jan", "feb", "mrt", "maa", "mar", "apr", "mei", "may",
                                                 "jun", "jul", "aug", "sep", "okt", "oct", "nov", "dec"};

bool is_month(std::string_view word) {
  return std::ranges::any_of(month_beginnings,
                             [&](std::string_view month) { return equal_ignoring_case(word.substr(0, 3), month); });
}

WrittenDate written_date(std::string_view text, std::size_t at) {
  std::array<int, 3> parts{};
  std::array<std::size_t, 3> sizes{};
  bool in_numbers = true;
  auto here = at;
  for (std::size_t part = 0; part < parts.size(); ++part) {
    if (part > 0) {
      const auto before = here;
      while (here < text.size() && std::string_view(" -./").find(text[here]) != std::string_view::npos) ++here;
      if (here == before || here - before > 3) return {};
      const auto word = part == 1 ? text.substr(here, word_end(text, here) - here) : std::string_view{};
      if (word.size() >= 3 && is_month(word)) {
        here += word.size();
        parts[part] = 1;
        sizes[part] = 2;
        in_numbers = false;
        continue;
      }
    }
    const auto end = end_of_digits(text, here);
    sizes[part] = end - here;
    if (end == here || end - here > 4) return {};
    parts[part] = number_of(text.substr(here, end - here));
    here = end;
  }
  if (sizes[0] == 4) std::swap(parts[0], parts[2]);  // 1985-05-03
  if (sizes[0] == 4) std::swap(sizes[0], sizes[2]);
  const bool day = sizes[0] <= 2 && parts[0] >= 1 && parts[0] <= 31;
  const bool month = sizes[1] <= 2 && parts[1] >= 1 && parts[1] <= 12;
  if (!day || !month || (sizes[2] != 2 && sizes[2] != 4) || word_at(text, here)) return {};
  return {here, sizes[2] == 2 ? 0 : parts[2], in_numbers};
}

bool birth_word_before(std::string_view text, std::size_t at) {
  constexpr std::size_t reach = 30;
  const auto from = at > reach ? at - reach : 0;
  const auto before = lower_case(text.substr(from, at - from));
  return std::ranges::any_of(std::to_array<std::string_view>({"geboren", "geb.", "geb ", "geboorte", "geb.dat", "born",
                                                              "birth", "d.o.b", "dob", "jarig", "verjaar"}),
                             [&](std::string_view word) { return before.find(word) != std::string::npos; });
}

}  // namespace

std::size_t birth_date_end(std::string_view text, std::size_t at) {
  constexpr int earliest = 1900;
  constexpr int latest = 2005;
  const auto date = written_date(text, at);
  if (date.end == 0 || (date.year != 0 && date.year < earliest)) return 0;
  const bool long_ago = date.in_numbers && date.year != 0 && date.year <= latest;
  return long_ago || birth_word_before(text, at) ? date.end : 0;
}

}  // namespace quickscan
