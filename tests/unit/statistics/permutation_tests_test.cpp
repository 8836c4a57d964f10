#include "statistics/distributions.hpp"
#include "statistics/permutation_tests.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

using namespace quickscan;

namespace {

using Groups = std::vector<std::vector<int>>;

/// The worked example T11 of the scoring rules.
const Groups worked_example{{3, 3, 2, 3, 1, 2, 3, 3}, {1, 2, 2, 1, 2, 0, 2, 2}, {0, 0, 1, 3}};

/// J by looking at every pair.
double j_by_pairs(const Groups& groups) {
  double j = 0;
  for (std::size_t a = 0; a < groups.size(); ++a) {
    for (std::size_t b = a + 1; b < groups.size(); ++b) {
      for (const int x : groups[a]) {
        for (const int y : groups[b]) j += x > y ? 1 : x == y ? 0.5 : 0;
      }
    }
  }
  return j;
}

double delta_by_pairs(const Groups& groups) {
  double sum = 0;
  for (const int x : groups[0]) {
    for (const int y : groups[1]) sum += x > y ? 1 : x < y ? -1 : 0;
  }
  return sum / static_cast<double>(groups[0].size() * groups[1].size());
}

/// p and the smallest p by shuffling the labels in every way there is.
template <typename Statistic>
std::pair<double, double> shuffle(const Groups& groups, Statistic statistic) {
  std::vector<int> values;
  std::vector<std::size_t> labels;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    values.insert(values.end(), groups[g].begin(), groups[g].end());
    labels.insert(labels.end(), groups[g].size(), g);
  }
  std::vector<double> found;
  do {
    Groups shuffled(groups.size());
    for (std::size_t i = 0; i < values.size(); ++i) shuffled[labels[i]].push_back(values[i]);
    found.push_back(statistic(shuffled));
  } while (std::next_permutation(labels.begin(), labels.end()));
  const double observed = statistic(groups);
  const double most = *std::ranges::max_element(found);
  const auto share = [&](double least) {
    return static_cast<double>(std::ranges::count_if(found, [&](double x) { return x >= least - 1e-9; })) /
           static_cast<double>(found.size());
  };
  return {share(observed), share(most)};
}

/// Small numbers that look drawn and are the same everywhere.
class Draws {
 public:
  int below(int n) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<int>((state_ >> 33) % static_cast<std::uint64_t>(n));
  }
  std::vector<int> values(int n, int top) {
    std::vector<int> result;
    for (int i = 0; i < n; ++i) result.push_back(below(top + 1));
    return result;
  }

 private:
  std::uint64_t state_ = 20211122;
};

}  // namespace

TEST_CASE("T12: the levels of the worked example differ more than a shuffle of labels would make them") {
  const auto test = jonckheere_terpstra(worked_example);
  CHECK(test.exact);
  CHECK(test.statistic == 100);
  CHECK(test.p == 240054.0 / 62355150.0);
  CHECK(test.can_be_significant);
}

TEST_CASE("T12: Cliff's delta between each pair of levels, with its exact p") {
  const auto& s = worked_example[0];
  const auto& t = worked_example[1];
  const auto& o = worked_example[2];
  CHECK(cliffs_delta(s, o).statistic == .625);
  CHECK(cliffs_delta(s, o).p == 41.0 / 495);
  CHECK(cliffs_delta(s, t).statistic == .65625);
  CHECK(cliffs_delta(s, t).p == 196.0 / 12870);
  CHECK(cliffs_delta(t, o).statistic == .3125);
  CHECK(cliffs_delta(t, o).p == 240.0 / 495);
}

TEST_CASE("T12: Holm adjusts in order of p, never downwards, and gives back the order it was given") {
  const auto adjusted = holm({.2, .00385, .5, .083});
  CHECK(adjusted[1] == doctest::Approx(.0154).epsilon(1e-12));
  CHECK(adjusted[3] == doctest::Approx(.249).epsilon(1e-12));
  CHECK(adjusted[0] == doctest::Approx(.4).epsilon(1e-12));
  CHECK(adjusted[2] == doctest::Approx(.5).epsilon(1e-12));
  CHECK(holm({}).empty());
  CHECK(holm({.9, .9}) == std::vector<double>{1, 1});
  // The second would fall to .04 by itself; it may not pass the first.
  CHECK(holm({.03, .04}) == std::vector<double>{.06, .06});
}

TEST_CASE("The exact tests agree with shuffling the labels in every way there is") {
  Draws draws;
  const std::vector<std::vector<int>> sizes{{3, 3, 3},    {4, 3, 2}, {3, 3},         {2, 5},
                                            {2, 2, 2, 2}, {1, 4, 3}, {2, 2, 2, 1, 1}};
  for (int round = 0; round < 6; ++round) {
    for (const auto& each : sizes) {
      Groups groups;
      for (const int n : each) groups.push_back(draws.values(n, 1 + round));
      const auto test = jonckheere_terpstra(groups);
      const auto [p, p_min] = shuffle(groups, j_by_pairs);
      CHECK(test.statistic == j_by_pairs(groups));
      CHECK(*test.p == doctest::Approx(p).epsilon(1e-12));
      CHECK(*test.p_min == doctest::Approx(p_min).epsilon(1e-12));
      CHECK(test.can_be_significant == (p_min <= .05));
      if (groups.size() != 2) continue;
      const auto delta = cliffs_delta(groups[0], groups[1]);
      const auto [delta_p, delta_p_min] =
          shuffle(groups, [](const Groups& shuffled) { return std::abs(delta_by_pairs(shuffled)); });
      CHECK(delta.statistic == doctest::Approx(delta_by_pairs(groups)).epsilon(1e-15));
      CHECK(*delta.p == doctest::Approx(delta_p).epsilon(1e-12));
      CHECK(*delta.p_min == doctest::Approx(delta_p_min).epsilon(1e-12));
    }
  }
}

TEST_CASE("Three voices against three cannot reach .05 two-sided, and the test says so") {
  const auto test = cliffs_delta({4, 5, 5}, {0, 0, 1});
  CHECK(test.statistic == 1);
  CHECK(test.p == .1);
  CHECK(test.p_min == .1);
  CHECK_FALSE(test.can_be_significant);
}

TEST_CASE("A smallest p of exactly .05 can be significant: it is compared as a fraction") {
  // One voice above the others, in a group of 3 of 60.
  Groups groups{{1, 0, 0}, std::vector<int>(28, 0), std::vector<int>(29, 0)};
  const auto test = jonckheere_terpstra(groups);
  CHECK(test.p_min == .05);
  CHECK(test.can_be_significant);
  groups[2].pop_back();
  CHECK_FALSE(jonckheere_terpstra(groups).can_be_significant);
}

TEST_CASE("Where all voices stand on one rung every shuffle is as large") {
  const auto test = jonckheere_terpstra({{2, 2, 2}, {2, 2, 2}, {2, 2, 2}});
  CHECK(test.statistic == 13.5);
  CHECK(test.p == 1);
  CHECK(test.p_min == 1);
  CHECK_FALSE(test.can_be_significant);
  const auto delta = cliffs_delta({2, 2, 2}, {2, 2, 2});
  CHECK(delta.statistic == 0);
  CHECK(delta.p == 1);
}

TEST_CASE("The order of the levels decides the sign, not the order of the voices") {
  const Groups backwards{worked_example[2], worked_example[1], worked_example[0]};
  CHECK(jonckheere_terpstra(backwards).statistic == 128 - 100);
  auto shuffled = worked_example;
  for (auto& group : shuffled) std::ranges::reverse(group);
  CHECK(jonckheere_terpstra(shuffled).p == jonckheere_terpstra(worked_example).p);
}

TEST_CASE("Up to sixty voices are enumerated, from sixty-one on the normal form is used and named") {
  Draws draws;
  const Groups sixty{draws.values(20, 5), draws.values(20, 5), draws.values(20, 5)};
  CHECK(form_for(sixty) == TestForm::exact);
  auto more = sixty;
  more[1].push_back(3);
  CHECK(form_for(more) == TestForm::normal);
  const auto test = jonckheere_terpstra(more);
  CHECK_FALSE(test.exact);
  CHECK_FALSE(test.p_min.has_value());
  CHECK(test.can_be_significant);
  const std::vector<int> spread{0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5};
  CHECK(form_for(Groups(4, spread)) == TestForm::exact);
  // Most voices on one rung: many ways on paper, few to walk.
  const std::vector<int> alike{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 4};
  CHECK(form_for(Groups(4, alike)) == TestForm::exact);
  CHECK(form_for(Groups(5, spread)) == TestForm::normal);
}

TEST_CASE("The normal form corrects for ties and comes near the exact p of sixty voices") {
  Draws draws;
  for (int round = 0; round < 4; ++round) {
    const Groups groups{draws.values(20, 5), draws.values(20, 4), draws.values(20, 5)};
    const auto exact = jonckheere_terpstra(groups, TestForm::exact);
    const auto normal = jonckheere_terpstra(groups, TestForm::normal);
    CHECK(std::abs(*exact.p - *normal.p) < .004);
    const auto delta = cliffs_delta(groups[0], groups[2], TestForm::exact);
    const auto normal_delta = cliffs_delta(groups[0], groups[2], TestForm::normal);
    CHECK(std::abs(*delta.p - *normal_delta.p) < .02);
  }
}

TEST_CASE("The normal form of the worked example, by the formula with ties") {
  // N = 20, sizes 8, 8, 4, columns 3, 4, 7, 6: E = 64 and V = 13062/72 + 696·360/246240 + 124·90/3040.
  const auto test = jonckheere_terpstra(worked_example, TestForm::normal);
  const double variance = 13062.0 / 72 + 696.0 * 360 / 246240 + 124.0 * 90 / 3040;
  CHECK(*test.p == doctest::Approx(normal_above((100 - 64) / std::sqrt(variance))).epsilon(1e-14));
}

TEST_CASE("The normal form has nothing to say where nothing varies") {
  CHECK_FALSE(jonckheere_terpstra({{1, 1}, {1, 1}}, TestForm::normal).p.has_value());
  CHECK_FALSE(cliffs_delta({4}, {4}, TestForm::normal).p.has_value());
  CHECK_FALSE(cliffs_delta({}, {4}).p.has_value());
  CHECK_FALSE(jonckheere_terpstra({{1, 2, 3}}).p.has_value());
}

TEST_CASE("The distributions are those of the tables") {
  CHECK(normal_below(-1.959963984540054) == doctest::Approx(.025).epsilon(1e-14));
  CHECK(normal_above(1.959963984540054) == doctest::Approx(.025).epsilon(1e-14));
  CHECK(normal_above(10) == doctest::Approx(7.619853024160527e-24).epsilon(1e-12));
  // t with one degree is tan, with two an algebraic number.
  CHECK(student_t_quantile(.975, 1) == doctest::Approx(12.706204736174707).epsilon(1e-13));
  CHECK(student_t_quantile(.975, 2) == doctest::Approx(.95 * std::sqrt(2 / (1 - .95 * .95))).epsilon(1e-13));
  CHECK(student_t_quantile(.975, 10) == doctest::Approx(2.228138851986274).epsilon(1e-13));
}
