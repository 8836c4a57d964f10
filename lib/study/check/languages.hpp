#pragma once

#include "study/check/study_check.hpp"

namespace quickscan {

/// Texts that are missing in the study's language, or in the one that a report is asked for in (QS701).
void check_languages(const StudyCheck& check);

}  // namespace quickscan
