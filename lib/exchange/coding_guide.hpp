#pragma once

#include "report/document.hpp"
#include "study/study.hpp"

namespace quickscan {

/// The codebook for coders: recommendations, the ladder, factors and how a statement is written down, from the
/// framework. It holds no interview data.
Document coding_guide(const Study& study, Language language);

}  // namespace quickscan
