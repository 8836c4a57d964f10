#pragma once

#include "study/check/study_check.hpp"

namespace quickscan {

// Personal data outside the interviews (QS501 to QS509).
/// Names of the key file in file names and in files other than the interviews.
void check_other_files_for_names(const StudyCheck& check);
/// Personal data in the notes on contacts.
void check_contact_notes(const StudyCheck& check);

}  // namespace quickscan
