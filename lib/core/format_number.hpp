#pragma once

#include "core/date.hpp"
#include "core/language.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace quickscan {

/// A missing number in texts for people: an en dash.
inline constexpr std::string_view missing_number = "–";

/// A number for people, rounded half away from zero to `decimals` and always with that many; decimal
/// comma in Dutch, a true minus sign, never "-0". Infinite and undefined numbers are missing.
std::string format_number(double value, int decimals, Language language);
/// The same, an en dash where it is missing.
std::string format_number(std::optional<double> value, int decimals, Language language);
/// A count.
std::string format_count(int value);
/// A count, an en dash where it is missing.
std::string format_count(std::optional<int> value);
/// A p-value with two significant digits: `0,0039`; below a thousandth `< 0,001`.
std::string format_probability(double value, Language language);
/// A date at its own precision: `22 november 2021`, `november 2021`, `2021`; an en dash where unknown.
std::string format_date(const Date& date, Language language);
/// The date as it is known: a year as `2021`, a month as `nov 2021`, for narrow columns.
std::string format_short_date(const Date& date, Language language);

}  // namespace quickscan
