#pragma once

#include "core/diagnostic.hpp"
#include "core/language.hpp"
#include "study/study.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace quickscan {

/// What a researcher's texts are compared with: the names of placeholders, which need no results, or the numbers.
enum class TextCheck : std::uint8_t { placeholders, numbers };

/// What the checks need besides the study's files, handed in as values: this room looks at no disk and has no
/// report.
struct Surroundings {
  /// Facts about confidential/key.yaml outside the study: git and file permissions.
  struct KeyFile {
    bool tracked_by_git = false;
    bool in_git_history = false;
    /// The same of anything else in confidential/.
    bool folder_tracked = false;
    bool folder_in_history = false;
    /// Why git gave no answer; empty where it did.
    std::string git_failure{};
    bool readable_by_others = false;
  };

  /// Checks the researcher's texts (`check_texts` of report/narrative.hpp). A reference, so that no caller can leave
  /// the check out.
  Diagnostics (&check_texts)(const Study& study, TextCheck what);
  /// Of the key file, and of the folder that it is in; nothing where nobody looked, as for a file by itself.
  std::optional<KeyFile> key_file{};
  /// The language that a report is asked for in, besides the study's own.
  std::optional<Language> language{};
  /// The study that `previous` names, as the disk has it.
  enum class Previous : std::uint8_t { found, missing, itself };
  Previous previous = Previous::found;
  /// The transcripts, as interviews name them, that git tracks.
  std::vector<std::string> tracked_transcripts{};
};

}  // namespace quickscan
