#pragma once

#include "study/check/unchecked.hpp"
#include "study/study.hpp"
#include "yaml/parse.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace quickscan {

/// What a study is read from: the paths of its files, relative to its folder, and a way to their texts.
/// The library reads no file itself.
struct StudyFiles {
  std::vector<std::string> paths;  ///< sorted by bytes
  LoadText load;
  /// Whether a path leads out of the folder by a link; absent where no file is a link.
  std::function<bool(const std::string&)> lies_outside = {};
  /// Files and folders of the researcher's own, of which only the names are looked at.
  std::vector<std::string> beside = {};
  /// Put before every path in messages (`examples/rotterdam-2021/`); may be empty.
  std::string shown_prefix;
};

/// Which positions, quotes and notes are kept once they were checked. They are most of a study, and nothing is
/// safer than what is not there.
enum class KeptTexts : std::uint8_t {
  all,       ///< for following a number back to the words
  quotable,  ///< quotes that a report may show: may_be_quoted()
  nothing
};

struct ReadOptions {
  /// Worker threads for the interviews; 0: one per core.
  unsigned threads = 0;
  /// Compute the SHA-256 of every input (for provenance); `check` does not need it.
  bool hashes = false;
  KeptTexts texts = KeptTexts::all;
  /// Follow a path that leads out of the study's folder: a framework or a transcript kept elsewhere.
  bool outside = false;
};

/// A study as far as it could be read, and everything found on the way. Errors among the diagnostics
/// mean that results must not be computed from it.
struct ReadResult {
  Study study;
  Diagnostics diagnostics;
  /// The files that ids refer to could be read. Where they could not, references are unresolved (`none`).
  bool references_followed = true;
  /// What was not checked because of errors: of single interviews, and after check_study() of the study.
  std::vector<Unchecked> unchecked;
  /// By source: study.yaml and the other files that interviews refer to, for checks that point into them.
  std::map<std::uint32_t, YamlTree> trees;
  /// Files and folders in the study's folder that are no sources: only their names are looked at.
  std::vector<std::string> unread;
};

/// Reads all files of a study and checks shape and references. The result does not depend on the
/// order of `files.paths` or the number of threads.
ReadResult read_study(const StudyFiles& files, const ReadOptions& options = {});

}  // namespace quickscan
