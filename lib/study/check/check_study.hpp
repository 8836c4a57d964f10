#pragma once

#include "study/read/read_study.hpp"
#include "study/study.hpp"
#include "yaml/parse.hpp"

#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quickscan {

/// What `check` looks at and how strictly.
struct CheckOptions {
  /// Codes or prefixes (`QS2`, `QS401`); empty: all.
  std::vector<std::string> select;
  std::vector<std::string> ignore;
};

/// Everything `check` finds in a study that was read: what reading found, and then the checks that
/// need the whole study (counts, consistency, evidence, privacy across files). In file order,
/// suppressions applied and moved to `study.suppressed`.
Diagnostics check_study(ReadResult& read, const CheckOptions& options = {});

/// The texts that a report in `language` has to show in the other language (QS701), for when such a
/// report is asked for.
Diagnostics check_language(const Study& study, Language language);

/// Files of the study where a finding needs a place that the model does not keep: kept from reading, or read
/// once more.
class FileTrees {
 public:
  explicit FileTrees(const Sources& sources, std::map<std::uint32_t, YamlTree> trees = {})
      : sources_(sources), trees_(std::move(trees)) {}

  /// The source with this name in the study's folder, or Place::nowhere.
  std::uint32_t source_of(std::string_view name) const;
  /// The value under these keys, or the innermost of them that is there, or the file's first key.
  Place value(std::uint32_t source, std::initializer_list<std::string_view> keys);
  /// The value of a key of the segment that begins at this byte.
  Place segment_value(std::uint32_t source, std::uint32_t begin, std::string_view key);

 private:
  const YamlTree& tree(std::uint32_t source);

  const Sources& sources_;
  std::map<std::uint32_t, YamlTree> trees_;
};

/// What a check of the whole study works with.
struct StudyCheck {
  const Study& study;
  FileTrees& files;
  Diagnostics& diagnostics;

  Diagnostic& report(std::string_view code, Place place, std::string message) const {
    return diagnostics.emplace_back(finding(code, place, std::move(message)));
  }
  /// A place in study.yaml.
  Place in_study(std::initializer_list<std::string_view> keys) const {
    return files.value(files.source_of("study.yaml"), keys);
  }
  const std::string& level_id(Index level) const { return study.framework.levels[static_cast<std::size_t>(level)].id; }
};

/// A check of the whole study; a new one is a function and a row.
struct CheckRow {
  void (*run)(const StudyCheck& check) = nullptr;
  /// Means something only when every file could be read: "never mentioned", "16 found".
  bool needs_all_files = true;
  /// A finding of this rule already says what this check would say again.
  std::string_view unless = {};
};

/// All of them, in the order in which they run.
std::span<const CheckRow> check_rows();

// Counts against what the study declares (QS401 … QS404).
void check_declared_persons(const StudyCheck& check);
void check_declared_interviews(const StudyCheck& check);
void check_declared_levels(const StudyCheck& check);
void check_declared_actors(const StudyCheck& check);

// Statements against each other (QS317, QS405 … QS408, QS411).
void check_headers(const StudyCheck& check);
void check_development_dates(const StudyCheck& check);
void check_study_dates(const StudyCheck& check);
void check_mentions(const StudyCheck& check);
void check_contacts(const StudyCheck& check);
void check_development_status(const StudyCheck& check);
void check_tie_statuses(const StudyCheck& check);

// What the scores rest on (QS601 … QS604).
void check_front_line(const StudyCheck& check);
void check_single_organisation(const StudyCheck& check);
void check_outside_levels(const StudyCheck& check);
void check_optional_keys(const StudyCheck& check);

// Names of the key file in other files, and what stands in contact notes (QS501 … QS509).
void check_other_files_for_names(const StudyCheck& check);
void check_contact_notes(const StudyCheck& check);

}  // namespace quickscan
