#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quickscan {

/// A date at the precision it was given in: `2021`, `2021-07` or `2021-07-15`.
struct Date {
  std::int16_t year = 0;
  std::int8_t month = 0;  ///< 0: not given
  std::int8_t day = 0;    ///< 0: not given

  bool known() const { return year != 0; }
  friend bool operator==(const Date&, const Date&) = default;
};

/// Reads a date of the three forms; nothing for anything else, 31 February included.
std::optional<Date> parse_date(std::string_view text);

/// The ISO text at the date's own precision; empty for an unknown date.
std::string to_string(const Date& date);

/// The first and the last day of the period that a date covers, as numbers YYYYMMDD that can be compared.
int first_day(const Date& date);
int last_day(const Date& date);

/// Whether the whole period of `a` lies before the whole period of `b`.
bool earlier(const Date& a, const Date& b);

}  // namespace quickscan
