#pragma once

#include "core/diagnostic.hpp"
#include "core/language.hpp"
#include "study/study.hpp"

#include <optional>
#include <string>

namespace quickscan {

/// What the checks need besides the study's files, handed in as values: this room looks at no disk and has no
/// report.
struct Surroundings {
  /// Facts about confidential/key.yaml outside the study: git and file permissions.
  struct KeyFile {
    bool tracked_by_git = false;
    /// Why git gave no answer; empty where it did.
    std::string git_failure{};
    bool readable_by_others = false;
  };

  /// Compares the researcher's texts with the results (`check_texts` of report/narrative.hpp). A reference, so that
  /// no caller can leave the check out.
  Diagnostics (&check_texts)(const Study& study);
  /// Nothing where there is no key file.
  std::optional<KeyFile> key_file{};
  /// The language that a report is asked for in, besides the study's own.
  std::optional<Language> language{};
};

}  // namespace quickscan
