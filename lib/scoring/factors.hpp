#pragma once

#include "scoring/analysis.hpp"
#include "scoring/voices.hpp"

#include <vector>

namespace quickscan {

/// What one voice says of a factor at a level; both signs together are neutral.
struct FactorVoice {
  bool plus = false;
  bool minus = false;
  bool strong = false;  ///< with a concrete example
};

/// The rating of a factor at a level (scoring.md 4.8), CFIR style.
FactorRating rate(const std::vector<FactorVoice>& voices);

/// All factors in framework order, rated at every level (exact reading 30).
std::vector<FactorResult> rate_factors(const Study& study, const std::vector<Voice>& voices);

}  // namespace quickscan
