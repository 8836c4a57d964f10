#pragma once

#include "study/read/references.hpp"

namespace quickscan {

/// Reads developments.yaml into `study`, whose framework and stakeholders are read.
void read_developments(const ReadContext& context, Study& study);

}  // namespace quickscan
