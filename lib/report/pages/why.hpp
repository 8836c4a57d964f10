#pragma once

#include "scoring/trace.hpp"
#include "scoring/trace_factor.hpp"

#include <string>

namespace quickscan {

struct WhyOptions {
  Language language = Language::nl;
  std::size_t width = 100;
};

/// From a verdict to the rows of its table, the developments and the levels it rests on.
std::string why_text(const Study& study, const VerdictTrace& trace, const WhyOptions& options);

/// From a cell to its voices, and from each of them to segments, files and lines.
std::string why_text(const Study& study, const CellTrace& trace, const WhyOptions& options);

/// From a factor to its rating at every level, or at the one that is asked for, and to the voices behind it.
std::string why_text(const Study& study, const FactorTrace& trace, Index level, const WhyOptions& options);

}  // namespace quickscan
