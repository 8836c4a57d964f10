#pragma once

#include "study/check/study_check.hpp"

namespace quickscan {

// Counts found in the data against those declared in study.yaml (QS401 to QS404).
void check_declared_persons(const StudyCheck& check);
void check_declared_interviews(const StudyCheck& check);
void check_declared_levels(const StudyCheck& check);
void check_declared_actors(const StudyCheck& check);

}  // namespace quickscan
