#pragma once

#include "scoring/analysis.hpp"
#include "study/study.hpp"

#include <string>

namespace quickscan {

struct SummaryOptions {
  Language language = Language::nl;
  /// One level or one recommendation (or part) only; none: all.
  Index level = none;
  Index rec = none;
  bool details = false;
  std::size_t width = 100;
};

/// The per-level summaries for a terminal: recommendation by level with the number of voices behind every
/// rung, and the verdicts; for one level or recommendation, or with details, what was computed for each cell.
std::string summary_text(const Study& study, const Analysis& analysis, const SummaryOptions& options);

}  // namespace quickscan
