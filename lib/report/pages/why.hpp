#pragma once

#include "report/document.hpp"
#include "scoring/trace.hpp"
#include "scoring/trace_factor.hpp"

namespace quickscan {

/// From a verdict to the rows of its table, the developments and the levels it rests on.
Document why_page(const Study& study, const VerdictTrace& trace, Language language);

/// From a cell to its voices, and from each of them to segments, files and lines.
Document why_page(const Study& study, const CellTrace& trace, Language language);

/// From a factor to its rating at every level, or at the one that is asked for, and to the voices behind it.
Document why_page(const Study& study, const FactorTrace& trace, LevelId level, Language language);

}  // namespace quickscan
