#pragma once

#include "core/diagnostic.hpp"
#include "study/check/check_options.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace quickscan {

/// What was not checked because of an error.
struct Unchecked {
  /// The rules that did not run; empty: all that goes by the file where the error stands.
  std::vector<const Rule*> rules;
  Diagnostic cause;
  /// The one file that it concerns; nowhere: the study.
  std::uint32_t source = Place::nowhere;
  /// Where in the study the findings would stand (`text/`); empty: in the files that all others depend on.
  std::string_view folder{};

  /// Whether a rule is among those that did not run.
  bool holds(const Rule& rule) const;
};

/// Adds a QS165 for what was asked for, was not checked, and would seem clean: the error that is in its way is not
/// among what is shown, for options, a baseline or the choice of files left it out.
void report_unchecked(const std::vector<Unchecked>& unchecked, const CheckOptions& options, const Sources& sources,
                      Diagnostics& shown);

}  // namespace quickscan
