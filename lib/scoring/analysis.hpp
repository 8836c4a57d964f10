#pragma once

#include "network/network.hpp"
#include "scoring/agreement.hpp"
#include "scoring/coverage.hpp"
#include "scoring/developments.hpp"
#include "scoring/escalation.hpp"
#include "scoring/factors.hpp"
#include "scoring/recommendation.hpp"
#include "scoring/saturation.hpp"
#include "study/study.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace quickscan {

/// At one level: how many recommendations are accepted and how many done in practice, of those with a median.
struct Landed {
  int accepted = 0, landed = 0, of = 0;
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

/// The words for one concept, with the stakeholders that use each.
struct TermResult {
  ConceptId concept_index;
  std::map<std::string, std::vector<std::string>> words;  ///< by word: stakeholder ids
};

/// The concepts that some stakeholder has a word for, in framework order.
std::vector<TermResult> term_uses(const Study& study);

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
