#pragma once

#include "study/framework.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace quickscan {

/// What the conditions of a verdict table are compared with.
struct VerdictCase {
  std::optional<int> front{};          ///< the front line's median; none where insufficient
  std::optional<int> lowest_above{};   ///< over the levels above it; none unless every one of them is sufficient
  std::optional<int> highest_above{};  ///< over the sufficient levels above it
  bool unheard = false;                ///< some level above it is not sufficient
  int live = 0;                        ///< live developments
};

/// Whether all conditions of a row hold (manual/scoring.md#verdicts); a number means "at least".
bool holds(const VerdictCondition& condition, const VerdictCase& one);

/// How a row of a verdict table is reached, over every case that can occur.
struct RowReach {
  bool fits = false;         ///< its conditions hold somewhere
  bool reached = false;      ///< … where no row before it fits
  bool leaves_none = false;  ///< no row after it is reached
  std::size_t taken_by = 0;  ///< the first row that fits before this one somewhere
};

/// By row of the framework's table.
std::vector<RowReach> reach_of_rows(const Framework& framework);

/// Whether conditions of confidence ask at least what others ask, so that those hold wherever they do.
bool implies(const ConfidenceCondition& strict, const ConfidenceCondition& loose);

}  // namespace quickscan
