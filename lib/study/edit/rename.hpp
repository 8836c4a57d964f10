#pragma once

#include "study/edit/id_uses.hpp"

#include <map>
#include <string>
#include <vector>

namespace quickscan {

/// The files of a study by path, with their texts.
using StudyTexts = std::map<std::string, std::string>;

/// A change of a study's files as a value; nothing is written here.
struct StudyEdit {
  /// The new text of every file that changes, by its new path.
  StudyTexts changed;
  /// Old paths of files that get another name.
  std::map<std::string, std::string> renamed;  ///< by old path
  std::size_t places = 0;                      ///< that changed; 0 where entries or files are new
  /// What somebody has to decide, `interviews/i01.yaml:12: …`.
  std::vector<std::string> to_decide;
  /// Why nothing can be done; empty where something can.
  std::string problem;
};

/// Renames an id over the whole study: keys and values, `a@level`, ties, routes, file names, placeholders. Every other
/// byte stays. A part is named whole, `principles.lifeworld`, and its new name may be given either way.
StudyEdit rename_id(const StudyTexts& texts, const std::string& framework_path, IdKind kind, const std::string& from,
                    const std::string& to);

/// Makes `from` one with `to`: all that names it names `to`, and its own entry goes.
StudyEdit merge_ids(const StudyTexts& texts, const std::string& framework_path, IdKind kind, const std::string& from,
                    const std::string& to);

/// Gives a recommendation's place to two: what named it names the first, and every such place is listed to decide.
StudyEdit split_recommendation(const StudyTexts& texts, const std::string& framework_path, const std::string& from,
                               const std::string& first, const std::string& second);

/// The lines that differ, as `diff -u` without context: for showing before anything is written.
std::string edit_diff(const StudyTexts& before, const StudyEdit& edit);

}  // namespace quickscan
