#pragma once

#include "report/context.hpp"

#include <vector>

namespace quickscan {

/// How it was coded: the codebook, its changes, and what each interview says of its coding; a part of the method
/// section, for internal use.
std::vector<Block> coding_blocks(const ReportContext& context);

}  // namespace quickscan
