#pragma once

#include "exchange/segments.hpp"

namespace quickscan {

/// Segments for people: file and line as compilers give them, the codes by name, and what else was coded below.
std::string statements_text(const Study& study, const std::vector<SegmentRef>& segments, Language language);

}  // namespace quickscan
