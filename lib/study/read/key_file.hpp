#pragma once

#include "study/study.hpp"
#include "yaml/fields.hpp"

namespace quickscan {

/// Reads the names of confidential/key.yaml into `study.confidential_names`.
void read_confidential_names(const Fields& fields, Study& study);

}  // namespace quickscan
