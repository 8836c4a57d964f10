#pragma once

#include "core/diagnostic.hpp"

#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// A finding with its place as path, line and column, for machine formats. Contains no line of a
/// file, so that no quote or note gets into a log.
struct PlacedFinding {
  struct Note {
    std::string path;
    Position begin;
    std::string text;
  };
  const Rule* rule = nullptr;
  Severity severity = Severity::error;
  std::string path;  ///< empty where the finding has no place
  Position begin;
  Position end;
  std::string message;
  std::string help;
  std::vector<Note> notes;
  /// The path that the fingerprint goes by, the same wherever the run is started; empty: `path`.
  std::string stable_path{};
  /// Does not change when lines are added above; differs between two findings of one message and file.
  std::string fingerprint;
};

/// Findings of one study, placed; call `number_fingerprints` when those of all studies are together.
std::vector<PlacedFinding> place_findings(const Diagnostics& diagnostics, const Sources& sources);

/// Gives every finding its fingerprint.
void number_fingerprints(std::span<PlacedFinding> findings);

/// How many findings of each severity there are.
struct FindingCounts {
  int errors = 0, warnings = 0, notes = 0;
};
FindingCounts count_findings(std::span<const PlacedFinding> findings);

/// `2 errors, 1 warning, 4 notes`; `no findings`.
std::string describe(const FindingCounts& counts);

/// `{"quickscan": "check/1", …}`: also what `--baseline` reads.
std::string findings_json(std::span<const PlacedFinding> findings);
/// Workflow commands: nine of each kind and a line for the rest.
std::string findings_github(std::span<const PlacedFinding> findings);
/// GitLab Code Quality.
std::string findings_gitlab(std::span<const PlacedFinding> findings);
/// SARIF 2.1.0; of more than 25,000 results, which is what GitHub takes of a run, the gravest, and a notification with
/// the number of the rest.
std::string findings_sarif(std::span<const PlacedFinding> findings, std::string_view version);
/// JUnit XML as the schemas of Jenkins and of Ant (Windy Road) have it: a test case for every file and rule that
/// failed, and one for each of the checked `files` that has nothing but notes.
std::string findings_junit(std::span<const PlacedFinding> findings, const std::vector<std::string>& files = {});
/// A table for people, as GitHub's step summary shows it; where it would be longer than `most_bytes`, its beginning and
/// the number of the rest.
std::string findings_markdown(std::span<const PlacedFinding> findings,
                              std::size_t most_bytes = std::numeric_limits<std::size_t>::max());

/// The fingerprints of a baseline file (`findings_json`), sorted; false where it is none.
bool read_baseline(std::string_view text, std::vector<std::string>& fingerprints);

}  // namespace quickscan
