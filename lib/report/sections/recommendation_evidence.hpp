#pragma once

#include "report/context.hpp"

#include <string>
#include <vector>

namespace quickscan {

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
