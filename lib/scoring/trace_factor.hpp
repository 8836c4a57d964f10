#pragma once

#include "scoring/analysis.hpp"
#include "scoring/trace_segment.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// A voice that named a factor at a level, with the statements in which it did.
struct FactorVoiceTrace {
  std::vector<std::string> interviews;
  LevelId level;  ///< the voice's own
  std::vector<std::string> speakers;
  bool barrier = false, enabler = false, shown = false;
  std::vector<SegmentTrace> segments;
};

/// A factor at one level: its rating (manual/scoring.md#factors) and the voices behind it.
struct FactorLevelTrace {
  LevelId level;
  FactorRating rating;
  std::vector<FactorVoiceTrace> voices;
};

/// A factor, from its ratings to voices, segments, files and lines. Documents and meetings do not count for it.
struct FactorTrace {
  FactorId factor;
  int voices = 0;
  int organisations = 0;
  std::vector<FactorLevelTrace> levels;  ///< every level in framework order
};

/// What `why rule-reflex/tactical` is about; `unknown` holds the part that is no id.
struct FactorTarget {
  FactorId factor;
  LevelId level;
  std::string unknown;
};

FactorTarget find_factor_target(const Framework& framework, std::string_view text);
FactorTrace trace_factor(const Study& study, const Analysis& analysis, FactorId factor);

}  // namespace quickscan
