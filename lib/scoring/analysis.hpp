#pragma once

#include "network/network.hpp"
#include "scoring/agreement.hpp"
#include "scoring/coverage.hpp"
#include "scoring/developments.hpp"
#include "scoring/escalation.hpp"
#include "scoring/factors.hpp"
#include "scoring/member_checks.hpp"
#include "scoring/overall.hpp"
#include "scoring/recommendation.hpp"
#include "scoring/saturation.hpp"
#include "scoring/terms.hpp"

#include <optional>
#include <vector>

namespace quickscan {

/// All that follows from a study, as plain values: what the JSON `analysis/2` holds (manual/json.md#analysis).
/// A missing value is an empty optional, never a NaN.
struct Analysis {
  Heard heard;
  std::vector<RecommendationResult> recommendations;
  Overall overall;
  std::vector<FactorResult> factors;
  std::vector<DevelopmentResult> developments;  ///< by id
  std::optional<Agreement> agreement;
  Saturation saturation;
  Coverage coverage;
  std::vector<EscalationMove> escalation;
  std::vector<TermResult> terms;
  std::vector<MemberCheckResult> member_checks;
  NetworkResult network;
};

/// The whole analysis of a study without errors.
Analysis analyse(const Study& study);

/// The cell of a recommendation (or part) at a level, or null.
const Cell* find_cell(const Analysis& analysis, RecommendationId rec, LevelId level);

}  // namespace quickscan
