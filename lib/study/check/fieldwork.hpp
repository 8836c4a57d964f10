#pragma once

#include "study/check/study_check.hpp"

namespace quickscan {

// What the scores rest on (QS601 to QS604).
/// No voice at the front line.
void check_front_line(const StudyCheck& check);
/// A level whose voices belong to one organisation.
void check_single_organisation(const StudyCheck& check);
/// Statements about a level without voices of its own.
void check_outside_levels(const StudyCheck& check);
/// Optional keys without which the report has less to show.
void check_optional_keys(const StudyCheck& check);

}  // namespace quickscan
