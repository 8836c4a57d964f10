#pragma once

#include "study/study.hpp"
#include "yaml/fields.hpp"

namespace quickscan {

/// Reads stakeholders.yaml into `study`, whose framework and sectors are read.
void read_stakeholders(const Fields& fields, Study& study);

}  // namespace quickscan
