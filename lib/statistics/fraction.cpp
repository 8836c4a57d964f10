#include "statistics/fraction.hpp"

#include <algorithm>
#include <cmath>

namespace quickscan {

namespace {

__extension__ using Wide = __int128;

}  // namespace

std::strong_ordering operator<=>(const Fraction& a, const Fraction& b) {
  const Wide left = static_cast<Wide>(a.numerator) * b.denominator;
  const Wide right = static_cast<Wide>(b.numerator) * a.denominator;
  if (left == right) return std::strong_ordering::equal;
  return left < right ? std::strong_ordering::less : std::strong_ordering::greater;
}

Fraction decimal(double written) {
  constexpr double largest = 9.0e15;  // whole numbers up to here are exact
  constexpr std::int64_t finest = 1'000'000'000;
  std::int64_t scale = 1;
  for (; scale < finest; scale *= 10) {
    const double scaled = std::round(written * static_cast<double>(scale));
    if (std::abs(scaled) > largest || scaled / static_cast<double>(scale) == written) break;
  }
  const double scaled = std::round(written * static_cast<double>(scale));
  return {static_cast<std::int64_t>(std::clamp(scaled, -largest, largest)), scale};
}

}  // namespace quickscan
