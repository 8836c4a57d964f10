#include "core/date.hpp"

#include <fmt/format.h>

namespace quickscan {

namespace {

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in(int year, int month) {
  if (month == 2) return is_leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const auto c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  constexpr std::size_t with_month = 7;
  constexpr std::size_t with_day = 10;
  if (text.size() != 4 && text.size() != with_month && text.size() != with_day) return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  if (!year || *year < 1000) return std::nullopt;
  Date date{static_cast<std::int16_t>(*year)};
  if (text.size() >= with_month) {
    const auto month = digits(text.substr(5, 2));
    if (text[4] != '-' || !month || *month < 1 || *month > 12) return std::nullopt;
    date.month = static_cast<std::int8_t>(*month);
  }
  if (text.size() == with_day) {
    const auto day = digits(text.substr(8, 2));
    if (text[7] != '-' || !day || *day < 1 || *day > days_in(date.year, date.month)) return std::nullopt;
    date.day = static_cast<std::int8_t>(*day);
  }
  return date;
}

std::string to_string(const Date& date) {
  if (!date.known()) return {};
  if (date.month == 0) return fmt::format("{:04}", date.year);
  if (date.day == 0) return fmt::format("{:04}-{:02}", date.year, date.month);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

int first_day(const Date& date) {
  return date.year * 10000 + (date.month == 0 ? 1 : date.month) * 100 + (date.day == 0 ? 1 : date.day);
}

int last_day(const Date& date) {
  return date.year * 10000 + (date.month == 0 ? 12 : date.month) * 100 + (date.day == 0 ? 31 : date.day);
}

bool earlier(const Date& a, const Date& b) { return a.known() && b.known() && last_day(a) < first_day(b); }

}  // namespace quickscan
