#pragma once

#include <optional>
#include <vector>

namespace quickscan {

/// The distance between two categories in Krippendorff's α.
enum class Metric { nominal, ordinal, interval };

/// The values that the coders gave one unit; a missing coding is left out. Categories count from 0.
using UnitValues = std::vector<int>;

/// How often two categories met in one unit: Krippendorff's coincidences. Units can be taken out again,
/// so that a jackknife does not count everything anew.
class Coincidences {
 public:
  explicit Coincidences(int categories);
  /// Units with fewer than two values say nothing and are passed over.
  void add(const UnitValues& unit) { count(unit, 1); }
  void remove(const UnitValues& unit) { count(unit, -1); }
  /// Krippendorff's α; empty where nothing varies.
  std::optional<double> alpha(Metric metric) const;

 private:
  void count(const UnitValues& unit, int sign);

  std::size_t categories_;
  std::vector<double> cells_;
};

/// Reliability α = 1 − D_o/D_e (Krippendorff 2004) over units of two or more values, at most 1; empty where nothing
/// varies. manual/scoring.md#coder-agreement
/// Ordinal is Krippendorff's own metric: δ² = (Σ_{g=c..k} n_g − (n_c + n_k)/2)².
std::optional<double> krippendorff_alpha(const std::vector<UnitValues>& units, Metric metric);

struct JackknifeInterval {
  double se = 0;
  double low = 0;   ///< not clipped
  double high = 0;  ///< at most 1
};

/// Delete-one-cluster jackknife of the ordinal α (Hughes 2022); `clusters` are the units of one interview each.
/// Empty with fewer than five clusters that have a pairable unit, an undefined α, or a deletion after
/// which nothing varies.
std::optional<JackknifeInterval> jackknife_alpha(const std::vector<std::vector<UnitValues>>& clusters);

/// AC2 (Gwet 2008) with linear weights over `categories` declared categories (2 or more), at most 1. Prevalence is
/// taken over the units with two or more values; empty where there is none. manual/scoring.md#coder-agreement
std::optional<double> ac2_linear(const std::vector<UnitValues>& units, int categories);

}  // namespace quickscan
