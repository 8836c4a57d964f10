#include "statistics/ordinal.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace quickscan;

namespace {

RungCounts counts(const std::vector<int>& values, int top = 5) { return count_rungs(values, top); }

const std::vector<int> strategic = {3, 3, 2, 3, 1, 2, 3, 3};
const std::vector<int> tactical = {1, 2, 2, 1, 2, 0, 2, 2};
const std::vector<int> operational = {0, 0, 1, 3};

bool same(double a, double b) { return a == doctest::Approx(b).epsilon(1e-12); }

}  // namespace

TEST_CASE("T11: medians, pairs and reach of the worked cells") {
  CHECK(median_of(counts(strategic)) == 3);
  CHECK(median_pair(counts(strategic)) == Range<int>{3, 3});
  CHECK(reach_of(counts(strategic)) == std::vector<int>{8, 7, 5, 0, 0});
  CHECK(median_of(counts(tactical)) == 2);
  CHECK(median_pair(counts(tactical)) == Range<int>{2, 2});
  CHECK(reach_of(counts(tactical)) == std::vector<int>{7, 5, 0, 0, 0});
  CHECK(median_of(counts(operational)) == 0);
  CHECK(median_pair(counts(operational)) == Range<int>{0, 1});
  CHECK(reach_of(counts(operational)) == std::vector<int>{2, 1, 1, 0, 0});
}

TEST_CASE("T11: indices with equal, front and back weights") {
  CHECK(index_of(counts(strategic), equal_weights(5)) == 50.0);
  CHECK(index_of(counts(tactical), equal_weights(5)) == 30.0);
  CHECK(index_of(counts(operational), equal_weights(5)) == 20.0);
  CHECK(same(index_of(counts(strategic), front_weights(5)), 100.0 * (5 * 8 + 4 * 7 + 3 * 5) / (8 * 15)));
  CHECK(same(index_of(counts(tactical), front_weights(5)), 45.833333333333336));
  CHECK(same(index_of(counts(operational), front_weights(5)), 28.333333333333332));
  CHECK(same(index_of(counts(strategic), back_weights(5)), 30.833333333333332));
  CHECK(same(index_of(counts(tactical), back_weights(5)), 14.166666666666666));
  CHECK(same(index_of(counts(operational), back_weights(5)), 11.666666666666666));
}

TEST_CASE("T11: Leik's consensus") {
  CHECK(leik_consensus(counts(strategic)) == Fraction{4, 5});
  CHECK(leik_consensus(counts(tactical)) == Fraction{4, 5});
  CHECK(leik_consensus(counts(operational)) == Fraction{3, 5});
}

TEST_CASE("The published vector of the measures of agreement is reproduced") {
  const RungCounts published = {30, 40, 210, 130, 530, 50, 10};
  CHECK(same(1.0 - leik_consensus(published).value(), 0.2866666666666667));
}

TEST_CASE("The measure vectors of a ladder with six rungs") {
  struct Case {
    std::vector<int> values;
    Fraction consensus;
  };
  const std::vector<Case> cases = {
      {{0, 0, 3, 3}, {2, 5}},       {{0, 0, 0, 3}, {7, 10}},     {{0, 0, 5, 5}, {0, 1}},
      {{0, 1, 2, 3, 4, 5}, {2, 5}}, {{2, 2, 1, 3, 2}, {21, 25}},
  };
  for (const Case& one : cases) {
    CHECK(leik_consensus(counts(one.values)) == one.consensus);
  }
  CHECK(leik_consensus(counts({1, 1, 2, 2})) == Fraction{4, 5});
}

TEST_CASE("A consensus has one of four words, by its lower bound") {
  CHECK(consensus_band(1) == ConsensusBand::broad);
  CHECK(consensus_band(Fraction{4, 5}.value()) == ConsensusBand::broad);
  CHECK(consensus_band(0.79) == ConsensusBand::largely);
  CHECK(consensus_band(Fraction{3, 5}.value()) == ConsensusBand::largely);
  CHECK(consensus_band(Fraction{2, 5}.value()) == ConsensusBand::divided);
  CHECK(consensus_band(0.39) == ConsensusBand::strongly_divided);
}

TEST_CASE("One voice agrees with itself") {
  CHECK(leik_consensus(counts({2})) == Fraction{1, 1});
  CHECK(median_pair(counts({2})) == Range<int>{2, 2});
  CHECK_FALSE(is_split(counts({2})));
  const MedianInterval interval = median_interval(counts({2}));
  CHECK(interval.low == 2);
  CHECK(interval.high == 2);
  CHECK(interval.coverage == 0.0);
}

TEST_CASE("The median's interval has the largest j that keeps 95 percent, and else says what it covers") {
  struct Case {
    int n;
    int j;
    double coverage;
  };
  // Each value its own position, so that the interval shows which order statistics it took.
  const std::vector<Case> cases = {{3, 1, 0.75},      {4, 1, 0.875},     {5, 1, 0.9375},        {6, 1, 0.96875},
                                   {8, 1, 0.9921875}, {9, 2, 0.9609375}, {12, 3, 0.96142578125}};
  for (const Case& one : cases) {
    RungCounts each_once(static_cast<std::size_t>(one.n), 1);
    const MedianInterval interval = median_interval(each_once);
    CHECK(interval.low == one.j - 1);
    CHECK(interval.high == one.n - one.j);
    CHECK(interval.coverage == one.coverage);
  }
}

TEST_CASE("T11: the intervals of the worked cells") {
  const MedianInterval s = median_interval(counts(strategic));
  CHECK(s.low == 1);
  CHECK(s.high == 3);
  CHECK(s.coverage == 0.9921875);
  const MedianInterval t = median_interval(counts(tactical));
  CHECK(t.low == 0);
  CHECK(t.high == 2);
  CHECK(t.coverage == 0.9921875);
  const MedianInterval o = median_interval(counts(operational));
  CHECK(o.low == 0);
  CHECK(o.high == 3);
  CHECK(o.coverage == 0.875);
}

TEST_CASE("Large numbers of voices have an interval too, from the same definition") {
  // Reference: whole numbers of any size; j is the largest with 40 * sum C(n, i < j) <= 2^n.
  struct Case {
    int n;
    int j;
    double coverage;
  };
  const std::vector<Case> cases = {
      {20, 6, 0.9586105346679688},      {40, 14, 0.9615226917157997},    {62, 23, 0.9699841356509327},
      {63, 24, 0.9570434544756108},     {64, 24, 0.9672342409011768},    {65, 25, 0.9536465256670887},
      {100, 40, 0.9647997997822951},    {101, 41, 0.9539559330706572},   {500, 228, 0.9559365304210726},
      {1000, 469, 0.9537088026395019},  {2001, 957, 0.9508724843431974}, {5000, 2431, 0.9506841418958282},
      {20000, 9861, 0.9514875384041096}};
  for (const Case& one : cases) {
    RungCounts each_once(static_cast<std::size_t>(one.n), 1);
    const MedianInterval interval = median_interval(each_once);
    CHECK(interval.low == one.j - 1);
    CHECK(interval.high == one.n - one.j);
    CHECK(interval.coverage == doctest::Approx(one.coverage).epsilon(1e-12));
  }
}

TEST_CASE("A split needs an empty rung between two groups that each count") {
  CHECK(is_split(counts({0, 0, 3, 3})));
  CHECK(is_split(counts({0, 1, 3, 3})));
  CHECK_FALSE(is_split(counts({0, 0, 0, 3})));           // one voice is no group
  CHECK_FALSE(is_split(counts({1, 1, 2, 2})));           // no empty rung
  CHECK_FALSE(is_split(counts({2, 2, 4})));              // one is fewer than two
  CHECK(is_split(counts({1, 1, 4, 4, 4, 4})));           // two of six is a third
  CHECK_FALSE(is_split(counts({1, 1, 4, 4, 4, 4, 4})));  // two of seven is less
  CHECK_FALSE(is_split(counts({3, 3, 3, 3})));
}

TEST_CASE("Declared rung weights replace equal ones and compare exactly") {
  const RungWeights weights = declared_weights({0.1, 0.2, 0.3}, 3);
  CHECK(weights.weights == std::vector<std::int64_t>{1, 2, 3});
  // 0.1 + 0.2 against 0.3 is no difference, whatever floating point thinks.
  CHECK(compare_indices(counts({2}, 3), counts({2}, 3), weights) == std::strong_ordering::equal);
  CHECK(index_of(counts({2}, 3), weights) == 50.0);
  CHECK(index_of(counts({0, 3}, 3), weights) == 50.0);
  CHECK(compare_indices(counts({2}, 3), counts({0, 3}, 3), weights) == std::strong_ordering::equal);
  CHECK(declared_weights({}, 3).weights == std::vector<std::int64_t>{1, 1, 1});
}

TEST_CASE("A decimal number is the fraction that was written") {
  CHECK(decimal(0.8) == Fraction{4, 5});
  CHECK(decimal(0.667) == Fraction{667, 1000});
  CHECK(decimal(3.0) == Fraction{3, 1});
  CHECK(Fraction{2, 3} < decimal(0.667));
  CHECK(Fraction{2, 3} > decimal(0.666));
  CHECK(Fraction{3, 5} >= decimal(0.6));
  CHECK(Fraction{1, 5} <= decimal(0.2));
}
