#pragma once

#include <compare>
#include <cstdint>

namespace quickscan {

/// A share as it was counted. Thresholds are compared with it exactly, never in floating point.
struct Fraction {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;  ///< above 0

  double value() const { return static_cast<double>(numerator) / static_cast<double>(denominator); }
};

std::strong_ordering operator<=>(const Fraction& a, const Fraction& b);
inline bool operator==(const Fraction& a, const Fraction& b) { return (a <=> b) == std::strong_ordering::equal; }

/// The decimal fraction that a person wrote (.80, .667), to nine decimals.
Fraction decimal(double written);

}  // namespace quickscan
