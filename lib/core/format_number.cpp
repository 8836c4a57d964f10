#include "core/format_number.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdint>

namespace quickscan {

namespace {

constexpr std::array<std::string_view, 12> dutch_months = {"januari",   "februari", "maart",    "april",
                                                           "mei",       "juni",     "juli",     "augustus",
                                                           "september", "oktober",  "november", "december"};
constexpr std::array<std::string_view, 12> english_months = {"January",   "February", "March",    "April",
                                                             "May",       "June",     "July",     "August",
                                                             "September", "October",  "November", "December"};

std::string_view month_name(int month, Language language) {
  const auto& months = language == Language::nl ? dutch_months : english_months;
  return months[static_cast<std::size_t>(month - 1)];
}

}  // namespace

std::string format_number(double value, int decimals, Language language) {
  if (!std::isfinite(value) || decimals < 0 || decimals > 9) return std::string(missing_number);
  std::int64_t scale = 1;
  for (int digit = 0; digit < decimals; ++digit) scale *= 10;
  const double scaled = std::round(std::abs(value) * static_cast<double>(scale));
  if (scaled >= 9e18) return std::string(missing_number);
  const auto whole = static_cast<std::int64_t>(scaled);
  const std::string_view sign = value < 0 && whole > 0 ? "−" : "";
  if (decimals == 0) return fmt::format("{}{}", sign, whole);
  return fmt::format("{}{}{}{:0{}}", sign, whole / scale, language == Language::nl ? ',' : '.', whole % scale,
                     decimals);
}

std::string format_number(std::optional<double> value, int decimals, Language language) {
  return value ? format_number(*value, decimals, language) : std::string(missing_number);
}

std::string format_count(int value) { return value < 0 ? fmt::format("−{}", -value) : fmt::format("{}", value); }

std::string format_count(std::optional<int> value) {
  return value ? format_count(*value) : std::string(missing_number);
}

std::string format_probability(double value, Language language) {
  if (!std::isfinite(value)) return std::string(missing_number);
  if (value < 0.001) return language == Language::nl ? "< 0,001" : "< 0.001";
  int decimals = 2;
  for (double bound = 0.0995; value < bound && decimals < 4; bound /= 10) ++decimals;
  return format_number(value, decimals, language);
}

std::string format_date(const Date& date, Language language) {
  if (!date.known()) return std::string(missing_number);
  if (date.month == 0) return fmt::format("{}", date.year);
  const auto month = month_name(date.month, language);
  return date.day == 0 ? fmt::format("{} {}", month, date.year) : fmt::format("{} {} {}", date.day, month, date.year);
}

std::string format_short_date(const Date& date, Language language) {
  if (!date.known()) return std::string(missing_number);
  if (date.month == 0) return fmt::format("{}", date.year);
  const auto name = month_name(date.month, language);
  // "mrt" is what Dutch writes for maart.
  const auto month = language == Language::nl && date.month == 3 ? std::string_view("mrt") : name.substr(0, 3);
  return fmt::format("{} {}", month, date.year);
}

}  // namespace quickscan
