#pragma once

#include "scoring/recommendation.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace quickscan {

/// At one level: how many recommendations are accepted and how many done in practice, of those with a median.
struct Landed {
  int accepted = 0;
  int landed = 0;
  int of = 0;
};

/// The study as a whole.
struct Overall {
  std::map<std::string, int> verdicts;
  std::vector<Landed> landed;  ///< by inside level, in order
  std::optional<double> index;
};

/// The recommendations by verdict, in how many they have landed at each level, and the index of a study that
/// declares weights for its recommendations (manual/scoring.md#verdicts).
Overall sum_up(const Study& study, const std::vector<RecommendationResult>& recommendations);

}  // namespace quickscan
