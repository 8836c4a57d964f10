#pragma once

#include "core/diagnostic.hpp"
#include "study/check/file_trees.hpp"
#include "study/check/surroundings.hpp"
#include "study/privacy/key_names.hpp"
#include "study/study.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace quickscan {

/// What every check of the whole study is given, and the list that findings are added to.
struct StudyCheck {
  const Study& study;
  const Surroundings& surroundings;
  FileTrees& files;
  Diagnostics& diagnostics;
  const NameIndex& names;  ///< of the key file
  /// Files and folders in the study's folder that are never read.
  const std::vector<std::string>& unread;

  Diagnostic& report(const Rule& rule, Place place, std::string message) const {
    return diagnostics.emplace_back(finding(rule, place, std::move(message)));
  }
  /// A place in study.yaml.
  Place in_study(std::initializer_list<std::string_view> keys) const {
    return files.value(files.source_of("study.yaml"), keys);
  }
  const std::string& level_id(LevelId level) const { return study.framework[level].id; }
};

/// Whether of some interview it is not known who spoke, and of what level, which is an error there.
bool speakers_unknown(const Study& study);

// Counts found in the data against those declared in study.yaml (QS401 to QS404).
void check_declared_persons(const StudyCheck& check);
void check_declared_interviews(const StudyCheck& check);
void check_declared_levels(const StudyCheck& check);
void check_declared_actors(const StudyCheck& check);

// Statements that contradict each other (QS218, QS317, QS405 to QS408, QS411).
/// Header fields that differ between two codings of one interview.
void check_headers(const StudyCheck& check);
/// Starts, ends and statuses of developments against each other and the reference date.
void check_development_dates(const StudyCheck& check);
/// The earlier wave: another study that is there.
void check_previous(const StudyCheck& check);
/// When interviews were coded and reviewed against when they were held.
void check_coding_dates(const StudyCheck& check);
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

// How the interviews were coded (QS217, QS412, QS512, QS606).
/// Agreed codings without codings that their coders made alone.
void check_agreed_codings(const StudyCheck& check);
/// Interviews that count as one of several coders coded them.
void check_single_coder_counts(const StudyCheck& check);
/// Interviews coded before the codebook changed in what they code, and not reviewed since.
void check_codebook(const StudyCheck& check);
/// Transcripts that git tracks.
void check_transcripts(const StudyCheck& check);

// What the scores rest on (QS601 to QS604).
/// No voice at the front line.
void check_front_line(const StudyCheck& check);
/// A level whose voices belong to one organisation.
void check_single_organisation(const StudyCheck& check);
/// Statements about a level without voices of its own.
void check_outside_levels(const StudyCheck& check);
/// Optional keys without which the report has less to show.
void check_optional_keys(const StudyCheck& check);

/// Texts that are missing in the study's language, or in the one that a report is asked for in (QS701).
void check_languages(const StudyCheck& check);

// Personal data outside the interviews, and the file that holds names.
/// Names of the key file, and of personal data all but possible names, in files other than the interviews.
void check_other_files(const StudyCheck& check);
/// Names of the key file in the names of files, those that are never read among them.
void check_file_names(const StudyCheck& check);
/// Personal data in the texts of text/*.md, line by line; of names only those of the key file.
void check_section_texts(const StudyCheck& check);
/// Personal data in the notes on contacts.
void check_contact_notes(const StudyCheck& check);

/// The key file tracked by git or readable by others than its owner (QS510, QS511).
void check_key_file(const StudyCheck& check);

}  // namespace quickscan
