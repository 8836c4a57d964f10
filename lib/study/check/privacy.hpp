#pragma once

#include "study/check/study_check.hpp"

namespace quickscan {

// Personal data outside the interviews, and the file that holds names.
/// Names of the key file in file names and in files other than the interviews.
void check_other_files_for_names(const StudyCheck& check);
/// Personal data in the texts of text/*.md, line by line; of names only those of the key file.
void check_section_texts(const StudyCheck& check);
/// Personal data in the notes on contacts.
void check_contact_notes(const StudyCheck& check);

/// The key file tracked by git or readable by others than its owner (QS510, QS511).
void check_key_file(const StudyCheck& check);

}  // namespace quickscan
