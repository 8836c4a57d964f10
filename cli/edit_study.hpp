#pragma once

#include "open_study.hpp"
#include "study/edit/rename.hpp"
#include "terminal.hpp"

#include <string>
#include <vector>

namespace quickscan {

/// A study as `rename` and the like change it.
struct EditedStudy {
  StudyFolder folder;
  StudyTexts texts;            ///< every file that can hold an id
  std::string framework_path;  ///< below the folder; empty for a built-in framework
};

/// Reads the files of a study; throws IoError.
EditedStudy open_for_edit(const std::string& operand);

/// Says which of these files cannot be read as YAML, if one cannot: a change would pass over what it holds.
bool refuse_unreadable(const EditedStudy& study, const std::vector<std::string>& paths, Terminal& terminal);

struct Applying {
  std::vector<std::string> removed = {};
  bool despite_errors = false;  ///< new errors are shown, and do not prevent it
};

/// Checks the study as it would be and writes all of its files or none, or only shows the change (`--dry-run`), with
/// the same errors and exit code. `removed` files go. Says how many places changed, or of new entries in which files
/// they are.
int apply_edit(const EditedStudy& study, const StudyEdit& edit, const Options& options, Terminal& terminal,
               const Applying& applying = {});

}  // namespace quickscan
