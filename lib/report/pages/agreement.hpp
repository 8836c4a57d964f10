#pragma once

#include "report/document.hpp"
#include "study/study.hpp"

namespace quickscan {

/// How far coders agree (manual/scoring.md#coder-agreement), by recommendation and level, and where they differ,
/// side by side with segments and quotes: a list that two people can work through.
Document agreement_page(const Study& study, Language language);

}  // namespace quickscan
