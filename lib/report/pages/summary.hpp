#pragma once

#include "report/document.hpp"
#include "scoring/analysis.hpp"
#include "study/study.hpp"

namespace quickscan {

struct SummaryOptions {
  Language language = Language::nl;
  /// One level or one recommendation (or part) only; none: all.
  LevelId level = none;
  RecommendationId rec = none;
  bool details = false;
};

/// The summaries by level: recommendation by level with the number of voices behind every rung, and the
/// verdicts; for one level or recommendation, or with details, what was computed for each cell.
Document summary_page(const Study& study, const Analysis& analysis, const SummaryOptions& options);

}  // namespace quickscan
