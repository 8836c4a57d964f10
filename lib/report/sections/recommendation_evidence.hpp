#pragma once

#include "report/context.hpp"

#include <array>
#include <string>
#include <vector>

namespace quickscan {

/// What helps and hinders a recommendation, and quotes that this audience may read.
struct RecommendationEvidence {
  struct FactorCount {
    FactorId factor;
    int voices = 0;  ///< hidden in public: beside the factor's total it would show who named it elsewhere
    int organisations = 0;
    std::array<int, 3> beside{};  ///< documents, meetings and surveys that name it for the recommendation
  };
  struct Quote {
    LevelId level;
    std::string text;
  };
  std::vector<FactorCount> barriers;  ///< most voices first, then those that only other sources name
  std::vector<FactorCount> enablers;
  std::vector<Quote> quotes;  ///< by level, at most two a level; in public by text
};

/// One pass over all voices; by index of the recommendation in the framework.
std::vector<RecommendationEvidence> evidence_by_recommendation(const ReportContext& context);

/// What was said about each recommendation at each level, paraphrased, with its place in the source and the level of
/// the speaker alone; by recommendation and level, for the internal audience only.
std::vector<std::vector<std::vector<std::string>>> paraphrases(const ReportContext& context);

/// "Unchanged in 12 of 13 variants; otherwise: without gemeente" (manual/scoring.md#robustness).
std::string robustness_text(const ReportContext& context, const Robustness& robustness);

/// What is remarkable in the cells of a recommendation, one sentence each.
std::vector<Text> remarks(const ReportContext& context, const RecommendationResult& result);

}  // namespace quickscan
