#pragma once

#include "study/check/study_check.hpp"

namespace quickscan {

// Statements that contradict each other (QS218, QS317, QS405 to QS408, QS411).
/// Header fields that differ between two codings of one interview.
void check_headers(const StudyCheck& check);
/// Starts, ends and statuses of developments against each other and the reference date.
void check_development_dates(const StudyCheck& check);
/// The earlier wave: another study that is there.
void check_previous(const StudyCheck& check);
/// The baseline date against the reference date.
void check_study_dates(const StudyCheck& check);
/// Developments that no segment mentions.
void check_mentions(const StudyCheck& check);
/// Actors recorded as not reached who were heard.
void check_contacts(const StudyCheck& check);
/// Planned and pilot developments coded at a higher rung than their status allows.
void check_development_status(const StudyCheck& check);
/// Ties to which interviews give different statuses.
void check_tie_statuses(const StudyCheck& check);

}  // namespace quickscan
