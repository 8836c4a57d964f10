#pragma once

#include <string>
#include <vector>

#include "analysis/analysis.hpp"
#include "study/model.hpp"
#include "text/language.hpp"

namespace quickscan {

/// What the publication gate lets through (scoring.md 4.13, report.md "Audience"): one plan of
/// withholding, carried out on the values themselves, so that every table, text, drawing and file made
/// from them holds the same.
struct Publication {
  /// Without notes, positions, roles, reasons, coders, and without quotes that nobody agreed to.
  Study study;
  /// Cells under the thresholds are marked withheld and empty; so is what would give them away.
  Analysis analysis;
  /// What was withheld and why, in the report's language.
  std::vector<Withheld> withheld;
  /// Why a report may not be published as it is, and what to change; in English, for the terminal.
  /// Without `--suppress` one of these is enough to write nothing.
  std::vector<std::string> refusals;
  /// Names that identify a person and that a report cannot do without: no withholding helps, only a change.
  std::vector<std::string> identifying;
};

/// Passes a study through the publication gate.
Publication pass_gate(const Study& study, const Analysis& analysis, Language language);

}  // namespace quickscan
