#include "statistics/coder_agreement.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

using namespace quickscan;

namespace {

using Units = std::vector<UnitValues>;

/// One row a coder, one column a unit; `.` is a missing coding, `lowest` the first category.
Units units_of(const std::vector<std::string_view>& coders, int lowest) {
  Units units;
  for (auto row : coders) {
    std::size_t unit = 0;
    while (!row.empty()) {
      const auto end = std::min(row.find(' '), row.size());
      if (units.size() <= unit) units.emplace_back();
      int value = 0;
      const auto word = row.substr(0, end);
      if (std::from_chars(word.data(), word.data() + word.size(), value).ptr != word.data()) {
        units[unit].push_back(value - lowest);
      }
      row.remove_prefix(std::min(end + 1, row.size()));
      ++unit;
    }
  }
  return units;
}

/// A table of two coders: how often the one said the row and the other the column.
Units units_of(const std::vector<std::vector<int>>& table) {
  Units units;
  for (std::size_t row = 0; row < table.size(); ++row) {
    for (std::size_t column = 0; column < table.size(); ++column) {
      for (int i = 0; i < table[row][column]; ++i) {
        units.push_back({static_cast<int>(row), static_cast<int>(column)});
      }
    }
  }
  return units;
}

std::vector<Units> one_a_cluster(const Units& units) {
  std::vector<Units> clusters;
  for (const auto& unit : units) clusters.push_back({unit});
  return clusters;
}

// Krippendorff's C data (2011), four coders and twelve units.
const Units c_data = units_of({"1 2 3 3 2 1 4 1 2 . . .",   //
                               "1 2 3 3 2 2 4 1 2 5 . 3",   //
                               ". 3 3 3 2 3 4 2 2 5 1 .",   //
                               "1 2 3 3 2 4 4 1 2 5 1 ."},  //
                              1);

// Three coders and fifteen units, much used in documentation of other tools.
const Units three_coders = units_of({". . . . . 3 4 1 2 1 1 3 3 . 3",  //
                                     "1 . 2 1 3 3 4 3 . . . . . . .",  //
                                     ". . 2 1 3 4 4 . 2 1 1 3 3 . 4"},
                                    1);

// T16.
const Units ten_units = units_of({"0 1 2 2 3 3 1 0 2 3", "0 1 2 3 3 3 1 1 2 3"}, 0);

/// α by its definition: over all pairs of values within units, and over all pairs of values.
double alpha_by_definition(const Units& units, Metric metric) {
  std::vector<double> all;
  for (const auto& unit : units) {
    if (unit.size() > 1) all.insert(all.end(), unit.begin(), unit.end());
  }
  const auto distance = [&](double a, double b) {
    if (metric == Metric::nominal) return a == b ? 0.0 : 1.0;
    if (metric == Metric::interval) return (a - b) * (a - b);
    double between = 0;
    for (const double x : all) {
      if (x >= std::min(a, b) && x <= std::max(a, b)) between += x == a || x == b ? .5 : 1;
    }
    return a == b ? 0.0 : between * between;
  };
  double observed = 0, expected = 0;
  for (const auto& unit : units) {
    for (const double a : unit) {
      for (const double b : unit) {
        if (unit.size() > 1) observed += distance(a, b) / static_cast<double>(unit.size() - 1);
      }
    }
  }
  for (const double a : all) {
    for (const double b : all) expected += distance(a, b);
  }
  const auto n = static_cast<double>(all.size());
  return 1 - observed / n / (expected / (n * (n - 1)));
}

}  // namespace

TEST_CASE("T15: Krippendorff's C data give his alphas, to the last digit of the fractions") {
  CHECK(krippendorff_alpha(c_data, Metric::nominal) == 113.0 / 152);
  CHECK(krippendorff_alpha(c_data, Metric::ordinal) == 108577.0 / 133160);
  CHECK(krippendorff_alpha(c_data, Metric::interval) == 951.0 / 1120);
}

TEST_CASE("T15: the jackknife interval of the C data, clipped at 1 above") {
  const auto interval = jackknife_alpha(one_a_cluster(c_data));
  CHECK(interval->se == doctest::Approx(.14803).epsilon(1e-5 / .14803));
  CHECK(interval->low == doctest::Approx(.486).epsilon(.0005 / .486));
  CHECK(interval->high == 1);
}

TEST_CASE("T15: Gwet's coefficients of the C data over the eleven pairable units") {
  CHECK(ac2_linear(c_data, 5) == doctest::Approx(.85769).epsilon(1e-5));
}

TEST_CASE("T16: ten units of two coders") {
  CHECK(krippendorff_alpha(ten_units, Metric::ordinal) == doctest::Approx(.91967).epsilon(1e-5));
  CHECK(jackknife_alpha(one_a_cluster(ten_units))->se == doctest::Approx(.05268).epsilon(1e-4));
  CHECK(ac2_linear(ten_units, 6) == doctest::Approx(.91392).epsilon(1e-5));
}

TEST_CASE("Alpha collapses where nearly everything is one rung, AC2 does not") {
  Units units(18, {2, 2});
  units.push_back({2, 1});
  units.push_back({1, 2});
  CHECK(krippendorff_alpha(units, Metric::ordinal) == doctest::Approx(-.026).epsilon(.02));
  CHECK(ac2_linear(units, 6) == doctest::Approx(.979).epsilon(.001));
}

TEST_CASE("A unit that only one coder rated says nothing, whoever that coder is") {
  const auto by_another = units_of({"1 2 3 3 2 1 4 1 2 . . .",   //
                                    "1 2 3 3 2 2 4 1 2 5 . .",   //
                                    ". 3 3 3 2 3 4 2 2 5 1 3",   //
                                    "1 2 3 3 2 4 4 1 2 5 1 ."},  //
                                   1);
  auto without = c_data;
  without.pop_back();
  for (const auto metric : {Metric::nominal, Metric::ordinal, Metric::interval}) {
    CHECK(krippendorff_alpha(by_another, metric) == krippendorff_alpha(c_data, metric));
    CHECK(krippendorff_alpha(without, metric) == krippendorff_alpha(c_data, metric));
  }
  CHECK(ac2_linear(without, 5) == ac2_linear(c_data, 5));
}

TEST_CASE("Three coders with many missing codings give the published alphas") {
  CHECK(krippendorff_alpha(three_coders, Metric::nominal) == 56.0 / 81);
  CHECK(krippendorff_alpha(three_coders, Metric::ordinal) == 112173.0 / 139048);
  CHECK(krippendorff_alpha(three_coders, Metric::interval) == 643.0 / 793);
}

TEST_CASE("The same data as counts by category give the same alpha") {
  const std::vector<std::vector<int>> counts{{1, 0, 0, 0}, {0, 0, 0, 0}, {0, 2, 0, 0}, {2, 0, 0, 0}, {0, 0, 2, 0},
                                             {0, 0, 2, 1}, {0, 0, 0, 3}, {1, 0, 1, 0}, {0, 2, 0, 0}, {2, 0, 0, 0},
                                             {2, 0, 0, 0}, {0, 0, 2, 0}, {0, 0, 2, 0}, {0, 0, 0, 0}, {0, 0, 1, 1}};
  Units units;
  for (const auto& each : counts) {
    auto& unit = units.emplace_back();
    for (std::size_t category = 0; category < each.size(); ++category) {
      unit.insert(unit.end(), static_cast<std::size_t>(each[category]), static_cast<int>(category));
    }
  }
  CHECK(krippendorff_alpha(units, Metric::nominal) == 56.0 / 81);
}

TEST_CASE("Three coders who agree on one of three documents are below chance") {
  // Document 1: yes, no, no; document 2: yes, no; document 3: no from one coder only.
  CHECK(krippendorff_alpha({{1, 0, 0}, {1, 0}, {0}}, Metric::nominal) == doctest::Approx(-1.0 / 3).epsilon(1e-15));
  CHECK(krippendorff_alpha({{1, 0, 0}, {1, 0}}, Metric::nominal) == doctest::Approx(-1.0 / 3).epsilon(1e-15));
}

TEST_CASE("Perfect agreement is 1, with and without missing codings") {
  CHECK(krippendorff_alpha({{1, 1}, {2, 2}}, Metric::nominal) == 1.0);
  CHECK(krippendorff_alpha(units_of({"1 1 2", "1 1 .", ". 1 2"}, 0), Metric::nominal) == 1.0);
  // A placeholder counted as a category of its own would give a third.
  CHECK(krippendorff_alpha(units_of({"1 1 2", "1 1 0", "0 1 2"}, 0), Metric::nominal) ==
        doctest::Approx(1.0 / 3).epsilon(1e-4));
}

TEST_CASE("Two coders of ten units, six alike") {
  const auto units = units_of({"1 1 0 0 0 0 0 0 0 0", "0 1 1 0 0 1 0 1 0 0"}, 0);
  CHECK(krippendorff_alpha(units, Metric::nominal) == doctest::Approx(2.0 / 21).epsilon(1e-14));
}

TEST_CASE("Tables of two coders give the published coefficients") {
  const auto abstractors = units_of({{13, 0, 0}, {0, 20, 7}, {0, 4, 56}});
  CHECK(krippendorff_alpha(abstractors, Metric::nominal) == doctest::Approx(.7972585).epsilon(1e-7));
  CHECK(std::round(*ac2_linear(abstractors, 3) * 1000) == 900);
  const auto diagnosis = units_of({{40, 6, 4, 15}, {4, 25, 1, 5}, {4, 2, 21, 9}, {17, 13, 12, 45}});
  CHECK(std::round(*ac2_linear(diagnosis, 4) * 1000) == 377);
}

TEST_CASE("Where nothing varies alpha is undefined, neither 1 nor 0") {
  for (const auto metric : {Metric::nominal, Metric::ordinal, Metric::interval}) {
    CHECK_FALSE(krippendorff_alpha({{2, 2}, {2, 2}, {2, 2, 2}}, metric).has_value());
    CHECK_FALSE(krippendorff_alpha({}, metric).has_value());
  }
  CHECK(ac2_linear({{2, 2}, {2, 2}}, 6) == 1.0);
}

TEST_CASE("One coder alone gives no coefficient at all") {
  const Units alone{{1}, {2}, {3}};
  CHECK_FALSE(krippendorff_alpha(alone, Metric::ordinal).has_value());
  CHECK_FALSE(ac2_linear(alone, 6).has_value());
  CHECK_FALSE(jackknife_alpha(one_a_cluster(alone)).has_value());
}

TEST_CASE("Neither the order of the units nor that of the coders matters") {
  auto shuffled = c_data;
  std::ranges::reverse(shuffled);
  for (auto& unit : shuffled) std::ranges::reverse(unit);
  CHECK(krippendorff_alpha(shuffled, Metric::ordinal) == krippendorff_alpha(c_data, Metric::ordinal));
  CHECK(*ac2_linear(shuffled, 5) == doctest::Approx(*ac2_linear(c_data, 5)).epsilon(1e-15));
  CHECK(jackknife_alpha(one_a_cluster(shuffled))->se ==
        doctest::Approx(jackknife_alpha(one_a_cluster(c_data))->se).epsilon(1e-13));
}

TEST_CASE("An unused category between two others changes no alpha") {
  const Units spread{{0, 4}, {4, 4}, {0, 0}, {1, 4}, {1, 1}};
  for (const auto metric : {Metric::nominal, Metric::ordinal, Metric::interval}) {
    CHECK(*krippendorff_alpha(spread, metric) == doctest::Approx(alpha_by_definition(spread, metric)).epsilon(1e-14));
  }
}

TEST_CASE("Up to nine coders agree with the definition, missing codings included") {
  std::uint32_t state = 7;
  const auto below = [&state](std::uint32_t n) {
    state = state * 1664525 + 1013904223;
    return (state >> 16) % n;
  };
  for (std::uint32_t coders = 2; coders <= 9; ++coders) {
    Units units(8);
    for (auto& unit : units) {
      for (std::uint32_t coder = 0; coder < coders; ++coder) {
        if (below(4) > 0) unit.push_back(static_cast<int>(below(6)));
      }
    }
    for (const auto metric : {Metric::nominal, Metric::ordinal, Metric::interval}) {
      CHECK(*krippendorff_alpha(units, metric) == doctest::Approx(alpha_by_definition(units, metric)).epsilon(1e-12));
    }
  }
}

TEST_CASE("An alpha is the double nearest to its fraction, so that a band is not missed by rounding") {
  // Nominal, n = 20, ten of each, two of eight units differ: 1 − 19·(2·2)/(2·10·10).
  const Units units{{0, 0}, {0, 0}, {0, 1}, {1, 1}, {1, 1}, {0, 1}, {1, 1, 1, 1}, {0, 0, 0, 0}};
  CHECK(krippendorff_alpha(units, Metric::nominal) == 1 - 19.0 * 4 / 200);
}

TEST_CASE("The jackknife leaves out whole interviews, and only those that can be paired") {
  std::vector<Units> clusters = one_a_cluster(ten_units);
  const auto ten = jackknife_alpha(clusters);
  clusters.push_back({{3}});
  clusters.push_back({});
  CHECK(jackknife_alpha(clusters)->se == ten->se);
  // Two units of one interview go together: five interviews of two units each.
  std::vector<Units> pairs;
  for (std::size_t i = 0; i < 10; i += 2) pairs.push_back({ten_units[i], ten_units[i + 1]});
  std::vector<double> deleted;
  for (std::size_t i = 0; i < 10; i += 2) {
    Units rest;
    for (std::size_t j = 0; j < 10; ++j) {
      if (j / 2 != i / 2) rest.push_back(ten_units[j]);
    }
    deleted.push_back(alpha_by_definition(rest, Metric::ordinal));
  }
  double mean = 0, spread = 0;
  for (const double alpha : deleted) mean += alpha / 5;
  for (const double alpha : deleted) spread += (alpha - mean) * (alpha - mean);
  CHECK(jackknife_alpha(pairs)->se == doctest::Approx(std::sqrt(.8 * spread)).epsilon(1e-12));
}

TEST_CASE("The jackknife needs five interviews, and variation in every deletion") {
  CHECK_FALSE(jackknife_alpha({{{0, 1}}, {{1, 1}}, {{2, 2}}, {{0, 0}}}).has_value());
  CHECK(jackknife_alpha({{{0, 1}}, {{1, 1}}, {{2, 2}}, {{0, 0}}, {{1, 2}}}).has_value());
  CHECK_FALSE(jackknife_alpha({{{0, 1}}, {{1, 1}}, {{1, 1}}, {{1, 1}}, {{1, 1}}}).has_value());
}

TEST_CASE("The lower end of the jackknife interval is not clipped") {
  const auto interval = jackknife_alpha({{{0, 5}}, {{5, 0}}, {{0, 0}}, {{5, 5}}, {{0, 5}}, {{5, 0}}, {{1, 4}}});
  CHECK(interval->low < -1);
}
