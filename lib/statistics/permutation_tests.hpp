#pragma once

#include <optional>
#include <vector>

namespace quickscan {

/// The largest number of voices that the tests enumerate; beyond it they use the normal form.
inline constexpr int largest_exact_size = 60;
inline constexpr int largest_exact_size_of_many = 30;  ///< of more than four groups

/// A permutation test: the group labels are shuffled among the values at hand.
struct PermutationTest {
  bool exact = true;
  /// J, or Cliff's delta.
  double statistic = 0;
  /// Empty where the normal form has no variance.
  std::optional<double> p;
  /// The smallest p that these margins allow; empty in the normal form.
  std::optional<double> p_min;
  /// Whether p can fall to .05 or below at all: compared as a fraction. Always true in the normal form.
  bool can_be_significant = true;
};

enum class TestForm { exact, normal };

/// Exact up to `largest_exact_size` values in up to four groups (60 ms for sixty in three, 1.3 s at worst in
/// four, measured), and up to `largest_exact_size_of_many` in more.
TestForm form_for(const std::vector<std::vector<int>>& groups);

/// The Jonckheere–Terpstra test for a fall from the first group to the last (Jonckheere 1954;
/// manual/scoring.md#gap-test): J = Σ over pairs of groups [#(x > y) + ½#(x = y)], x of the earlier group; one-sided p
/// = P(J* ≥ J). Exact: all tables with these margins, walked category by category.
PermutationTest jonckheere_terpstra(const std::vector<std::vector<int>>& groups, TestForm form);
PermutationTest jonckheere_terpstra(const std::vector<std::vector<int>>& groups);

/// Cliff's delta (Cliff 1993): (#(x > y) − #(x < y)) / (n₁n₂), −1 … 1; two-sided p = P(|δ*| ≥ |δ|).
PermutationTest cliffs_delta(const std::vector<int>& first, const std::vector<int>& last, TestForm form);
PermutationTest cliffs_delta(const std::vector<int>& first, const std::vector<int>& last);

/// Step-down adjustment of p-values for multiple tests (Holm 1979), in the order given.
std::vector<double> holm(const std::vector<double>& p);

}  // namespace quickscan
