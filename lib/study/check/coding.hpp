#pragma once

#include "study/check/study_check.hpp"

namespace quickscan {

// How the interviews were coded (QS217, QS412, QS512, QS606).
/// Agreed codings without codings that their coders made alone.
void check_agreed_codings(const StudyCheck& check);
/// Interviews that count as one of several coders coded them.
void check_single_coder_counts(const StudyCheck& check);
/// Interviews coded before the codebook changed in what they code, and not reviewed since.
void check_codebook(const StudyCheck& check);
/// Transcripts that git tracks.
void check_transcripts(const StudyCheck& check);

}  // namespace quickscan
