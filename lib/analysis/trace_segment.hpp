#pragma once

#include <string>

#include "analysis/trace.hpp"

namespace quickscan {

/// A segment as it stands: file, line and what was coded. Whether it counts is for the caller to say.
SegmentTrace trace_segment(const Study& study, const Interview& interview, const Segment& segment);

/// A speaker with organisation: `wc (wijkteam)`.
std::string speaker_words(const Study& study, const Speaker& speaker);

}  // namespace quickscan
