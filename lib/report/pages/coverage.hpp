#pragma once

#include "report/document.hpp"
#include "scoring/analysis.hpp"
#include "study/study.hpp"

namespace quickscan {

/// Who was to be heard and who was (manual/scoring.md#coverage): frame, contacts, those named but never heard,
/// dominant employers and saturation.
Document coverage_page(const Study& study, const Analysis& analysis, Language language);

}  // namespace quickscan
