#pragma once

#include "arguments.hpp"
#include "atomic_write.hpp"
#include "open_study.hpp"
#include "terminal.hpp"

#include <optional>
#include <string>
#include <vector>

namespace quickscan {

/// What `check` found in one study, or in one file without a study around it.
struct CheckedTarget {
  Diagnostics findings;
  Sources sources;
  std::string name;  ///< as it was given: a folder or a file
  std::size_t files = 0;
  /// Findings in other files of the study, which were not asked for.
  std::size_t elsewhere = 0;
  /// Where the texts come from, to ask whether all could be had; nothing for a file alone.
  std::optional<StudyFolder> folder;
  /// Files as they lie on disk, for `--fix`.
  std::vector<std::string> on_disk;
  /// What errors kept from being checked, as far as it was asked for.
  std::vector<Unchecked> unchecked = {};
  /// Schemas for editors that no longer agree with the study.
  std::vector<OutputFile> stale_schemas = {};
};

/// Checks everything that the operands name (studies, files, folders that hold studies, `-`), each study
/// once, in the order in which they were named. Throws IoError.
std::vector<CheckedTarget> check_targets(const Options& options, const CheckingOptions& checking, Terminal& terminal);

}  // namespace quickscan
