#include "statistics/bootstrap.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <map>

using namespace quickscan;

namespace {

const std::vector<double> five_rungs{1, 1, 1, 1, 1};
const std::vector<int> strategic{3, 3, 2, 3, 1, 2, 3, 3};
const std::vector<int> tactical{1, 2, 2, 1, 2, 0, 2, 2};
const std::vector<int> operational{0, 0, 1, 3};
const std::vector<int> larger_operational{0, 0, 1, 3, 1};

double score(const std::vector<double>& rungs, int value) {
  double reached = 0, all = 0;
  for (std::size_t k = 0; k < rungs.size(); ++k) {
    all += rungs[k];
    if (static_cast<int>(k) < value) reached += rungs[k];
  }
  return 100 * reached / all;
}

/// The mean of every one of the nⁿ samples that can be drawn from a level.
std::vector<double> all_samples(const std::vector<int>& values, const std::vector<double>& rungs) {
  std::vector<double> sums{0};
  for (std::size_t draw = 0; draw < values.size(); ++draw) {
    std::vector<double> next;
    for (const double sum : sums) {
      for (const int value : values) next.push_back(sum + score(rungs, value));
    }
    sums = std::move(next);
  }
  for (auto& sum : sums) sum /= static_cast<double>(values.size());
  return sums;
}

/// The quantiles of the weighted mean over all combinations of all samples.
Range<double> by_enumeration(const std::vector<LevelSample>& samples, const std::vector<double>& rungs, double tail) {
  std::vector<double> means{0};
  double weights = 0;
  for (const auto& sample : samples) {
    weights += sample.weight;
    std::vector<double> next;
    for (const double mean : means) {
      for (const double other : all_samples(sample.values, rungs)) next.push_back(mean + sample.weight * other);
    }
    means = std::move(next);
  }
  // Equal sums that were added up in another order are one value.
  std::map<long long, std::size_t> counts;
  for (const double mean : means) ++counts[std::llround(mean / weights * 1e9)];
  const auto quantile = [&](double share) {
    std::size_t seen = 0;
    for (const auto& [value, count] : counts) {
      seen += count;
      if (static_cast<double>(seen) / static_cast<double>(means.size()) >= share - 1e-12)
        return 1e-9 * static_cast<double>(value);
    }
    return 100.0;
  };
  return {quantile(tail), quantile(1 - tail)};
}

}  // namespace

TEST_CASE("T13: the widened tail grows towards .025 with the number of voices") {
  CHECK(widened_tail(5) == doctest::Approx(.000954).epsilon(1e-3));
  CHECK(widened_tail(6) == doctest::Approx(.00243).epsilon(1e-3));
  CHECK(widened_tail(8) == doctest::Approx(.00574).epsilon(1e-3));
  CHECK(widened_tail(10) == doctest::Approx(.00855).epsilon(1e-3));
  CHECK(widened_tail(12) == doctest::Approx(.01076).epsilon(1e-3));
  CHECK(widened_tail(20) == doctest::Approx(.01588).epsilon(1e-3));
  CHECK(widened_tail(100'000) == doctest::Approx(.025).epsilon(1e-3));
}

TEST_CASE("T13: the interval of a level's index, plain and with the widened tail") {
  CHECK(bootstrap_interval({{strategic, 1}}, five_rungs, .025) == Range<double>{40, 57.5});
  CHECK(index_interval(strategic, five_rungs) == Range<double>{35, 60});
  CHECK(index_interval(tactical, five_rungs) == Range<double>{15, 40});
}

TEST_CASE("T13: four voices are too few for an interval") {
  CHECK_FALSE(index_interval(operational, five_rungs).has_value());
  CHECK_FALSE(index_interval({{strategic, 1}, {tactical, 1}, {operational, 1}}, five_rungs).has_value());
}

TEST_CASE("T13: the interval of a recommendation goes by the tail of its smallest level") {
  const auto interval = index_interval({{strategic, 1}, {tactical, 1}, {larger_operational, 1}}, five_rungs);
  CHECK(interval->low == doctest::Approx(131.0 / 6).epsilon(1e-14));
  CHECK(interval->high == doctest::Approx(46.5).epsilon(1e-14));
}

TEST_CASE("A level without weight neither counts nor stands in the way") {
  const std::vector<LevelSample> samples{{strategic, 1}, {tactical, 2}, {operational, 0}};
  CHECK(index_interval(samples, five_rungs) == index_interval({{strategic, 1}, {tactical, 2}}, five_rungs));
  CHECK_FALSE(index_interval({{strategic, 0}}, five_rungs).has_value());
  CHECK_FALSE(bootstrap_interval({}, five_rungs, .025).has_value());
}

TEST_CASE("More than sixty voices together have no interval for the recommendation, but each level has its own") {
  const std::vector<int> many(61, 2);
  CHECK_FALSE(index_interval({{many, 1}}, five_rungs).has_value());
  CHECK(index_interval(many, five_rungs) == Range<double>{40, 40});
}

TEST_CASE("The convolution agrees with drawing every sample there is") {
  const std::vector<std::vector<LevelSample>> cases{
      {{{0, 0, 1, 3, 1}, 1}},
      {{{0, 5, 5, 2, 1, 4}, 1}},
      {{{0, 1, 3}, 1}, {{2, 2, 5, 0}, 1}},
      {{{0, 1, 3}, 2}, {{2, 4}, 1}},
      {{{1, 1, 4}, .5}, {{3, 0, 2}, 1.25}, {{5, 0}, 1}},
      {{{3, 3, 3}, 1}, {{0, 0}, 1}},
  };
  const std::vector<std::vector<double>> weights{five_rungs, {5, 4, 3, 2, 1}, {.5, 1, 1, 2, .25}};
  for (const auto& samples : cases) {
    for (const auto& rungs : weights) {
      for (const double tail : {.001, .01, .025, .1, .3}) {
        const auto found = bootstrap_interval(samples, rungs, tail);
        const auto expected = by_enumeration(samples, rungs, tail);
        CHECK(found->low == doctest::Approx(expected.low).epsilon(1e-8));
        CHECK(found->high == doctest::Approx(expected.high).epsilon(1e-8));
      }
    }
  }
}

TEST_CASE("Thousands of voices give the interval of the normal curve, without a draw") {
  std::vector<int> values;
  for (int i = 0; i < 6000; ++i) values.push_back(i % 6);
  const auto interval = index_interval(values, five_rungs);
  // Standard error of the index: 100/5 · √(35/12) / √6000.
  const double reach = 1.96 * 20 * 1.7078251 / 77.4596669;
  CHECK(interval->low == doctest::Approx(50 - reach).epsilon(1e-3));
  CHECK(interval->high == doctest::Approx(50 + reach).epsilon(1e-3));
}

TEST_CASE("Rung weights that share no unit still give an interval for three levels of twenty") {
  std::vector<int> values;
  for (int i = 0; i < 20; ++i) values.push_back(i % 6);
  const std::vector<double> rungs{1.37, 1.11, .717, .333, 2.01};
  const auto interval = index_interval({{values, 1}, {values, 1}, {values, 1}}, rungs);
  REQUIRE(interval.has_value());
  const auto coarse = index_interval({{values, 1}, {values, 1}, {values, 1}}, {1.4, 1.1, .7, .3, 2});
  CHECK(interval->low == doctest::Approx(coarse->low).epsilon(.03));
  CHECK(interval->high == doctest::Approx(coarse->high).epsilon(.03));
}

TEST_CASE("Levels too small for an interval give the range with any one voice left out") {
  const auto range = leave_one_out_range({{operational, 1}}, five_rungs);
  CHECK(range->low == doctest::Approx(100.0 / 15).epsilon(1e-12));   // without the 3
  CHECK(range->high == doctest::Approx(400.0 / 15).epsilon(1e-12));  // without a 0
  const auto all = leave_one_out_range({{strategic, 1}, {tactical, 1}, {operational, 1}}, five_rungs);
  CHECK(all->low == doctest::Approx((50 + 30 + 100.0 / 15) / 3).epsilon(1e-12));
  CHECK(all->high == doctest::Approx((50 + 30 + 400.0 / 15) / 3).epsilon(1e-12));
  CHECK_FALSE(leave_one_out_range({{{3}, 1}}, five_rungs).has_value());
  CHECK(leave_one_out_range({{{2, 2}, 1}}, five_rungs) == Range<double>{40, 40});
  CHECK(leave_one_out_range({{{5, 5, 5}, .1}, {{5, 5, 5, 5}, .7}}, {.1, .2, .3, .4, .7})->high == 100);
}
