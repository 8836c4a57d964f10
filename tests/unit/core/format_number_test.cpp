#include "core/format_number.hpp"

#include <doctest/doctest.h>

#include <limits>

using namespace quickscan;

TEST_CASE("numbers have a decimal comma in Dutch and a point in English") {
  CHECK(format_number(33.333333, 1, Language::nl) == "33,3");
  CHECK(format_number(33.333333, 1, Language::en) == "33.3");
  CHECK(format_number(0.05, 2, Language::nl) == "0,05");
  CHECK(format_number(7.0, 0, Language::nl) == "7");
}

TEST_CASE("a number is rounded half away from zero") {
  CHECK(format_number(12.5, 0, Language::en) == "13");
  CHECK(format_number(-12.5, 0, Language::en) == "−13");
}

TEST_CASE("there is no minus nought") {
  CHECK(format_number(-0.001, 2, Language::en) == "0.00");
  CHECK(format_number(-0.0, 1, Language::en) == "0.0");
  CHECK(format_number(-0.4, 1, Language::en) == "−0.4");
}

TEST_CASE("what is missing or not a number is an en dash") {
  CHECK(format_number(std::optional<double>{}, 1, Language::nl) == "–");
  CHECK(format_number(std::numeric_limits<double>::quiet_NaN(), 1, Language::nl) == "–");
  CHECK(format_number(std::numeric_limits<double>::infinity(), 1, Language::nl) == "–");
  CHECK(format_count(std::optional<int>{}) == "–");
  CHECK(format_count(-2) == "−2");
}

TEST_CASE("a probability has two significant digits") {
  CHECK(format_probability(0.00385, Language::nl) == "0,0039");
  CHECK(format_probability(0.0828, Language::nl) == "0,083");
  CHECK(format_probability(0.485, Language::en) == "0.49");
  CHECK(format_probability(0.0004, Language::nl) == "< 0,001");
  CHECK(format_probability(1.0, Language::en) == "1.00");
}

TEST_CASE("a date is written out at the precision it was given in") {
  CHECK(format_date(*parse_date("2021-11-22"), Language::nl) == "22 november 2021");
  CHECK(format_date(*parse_date("2021-03-01"), Language::en) == "1 March 2021");
  CHECK(format_date(*parse_date("2021-03"), Language::nl) == "maart 2021");
  CHECK(format_date(*parse_date("2021"), Language::nl) == "2021");
  CHECK(format_date({}, Language::nl) == "–");
  CHECK(format_short_date(*parse_date("2021-03-01"), Language::nl) == "mrt 2021");
  CHECK(format_short_date(*parse_date("2021-05"), Language::en) == "May 2021");
}
