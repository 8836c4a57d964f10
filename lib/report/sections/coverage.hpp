#pragma once

#include "report/context.hpp"

#include <vector>

namespace quickscan {

/// Who was heard and who was not (manual/scoring.md#coverage); a part of the method section.
std::vector<Block> coverage_blocks(const ReportContext& context);

}  // namespace quickscan
