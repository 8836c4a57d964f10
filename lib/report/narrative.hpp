#pragma once

#include "core/diagnostic.hpp"
#include "study/study.hpp"

namespace quickscan {

/// Numbers typed in a researcher's text that differ from the data (QS703), and placeholders without a
/// value (QS706), in all texts of a study.
Diagnostics check_texts(const Study& study);

}  // namespace quickscan
