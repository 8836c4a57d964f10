#pragma once

namespace quickscan {

/// P(Z ≤ z) of the standard normal distribution.
double normal_below(double z);

/// P(Z ≥ z) of the standard normal distribution, exact in the far tail too.
double normal_above(double z);

/// The quantile of Student's t distribution: P(T ≤ result) = `probability`, 0 < probability < 1, degrees ≥ 1.
double student_t_quantile(double probability, double degrees);

}  // namespace quickscan
