#pragma once

#include "arguments.hpp"
#include "formats/terminal.hpp"
#include "study/check/check_study.hpp"
#include "study_folder.hpp"
#include "terminal.hpp"

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace quickscan {

/// A study that was read and checked, with the folder it came from.
struct CheckedStudy {
  explicit CheckedStudy(StudyFolder its_folder) : folder(std::move(its_folder)) {}

  StudyFolder folder;
  ReadResult read;
  Diagnostics findings;

  /// How many there are of a severity, those no longer kept included.
  int count(Severity severity) const;
  /// Keeps only the numbers of the findings: results need no more, and a large study has many.
  void keep_only_counts();

 private:
  std::array<int, 3> counts_{};  ///< by severity
};

struct CheckingOptions {
  CheckOptions check;
  ReadOptions read;
  /// The language that a report is asked for in.
  std::optional<Language> language{};
};

/// Reads a study and checks it, with what the disk and git report of its key file. Throws IoError where a file cannot
/// be read.
CheckedStudy check_folder(StudyFolder folder, const CheckingOptions& options = {});

/// The study for a command that shows results: with hashes of its inputs, its findings only counted. Where it
/// has errors they are printed and nothing is given.
std::optional<CheckedStudy> open_study(const std::string& operand, const Options& options, Terminal& terminal,
                                       KeptTexts texts = KeptTexts::quotable);

/// The language that results are shown in.
Language language_of(const Study& study, const Options& options);

/// Whether a stream gets colours.
bool has_colour(const Options& options, const Terminal& terminal, bool stream_is_terminal);

/// Writes a command's result where it was asked for: a file (`-o`), or standard output.
void write_result(const std::string& text, const Options& options, Terminal& terminal, const StudyFolder& folder);

/// How wide a page is written, and whether in colour.
TerminalOptions page_options(const Options& options, const Terminal& terminal);

/// Lines of text as they are printed: wrapped to the width of a terminal, as they are for a file or another program.
std::string wrap_for_output(const std::string& text, const Options& options, const Terminal& terminal);

/// Writes a page where it was asked for, as text.
void write_page(const Document& page, const Options& options, Terminal& terminal, const StudyFolder& folder);

/// The paths of a study's inputs on disk, which no output may overwrite.
std::vector<std::string> input_paths(const StudyFolder& folder);

}  // namespace quickscan
