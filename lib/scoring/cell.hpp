#pragma once

#include "scoring/analysis.hpp"
#include "scoring/evidence.hpp"
#include "statistics/ordinal.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace quickscan {

/// A voice of the level itself that has a value in a cell.
struct ScoredVoice {
  std::uint32_t voice = 0;
  std::int8_t value = 0;
  std::int8_t claimed = 0;
  std::int8_t said_uncapped = 0;  ///< its value if a mere claim could carry any rung
  bool mixed = false;
  bool heard_only = false;
  bool shown = false;
  std::uint32_t persons = 0;
  std::span<const Index> organisations;
};

/// What one organisation means for a cell.
struct OrganisationShare {
  Index organisation = none;
  int voices = 0;       ///< in which it takes part
  int sole_voices = 0;  ///< that have no other organisation: what leaving it out drops
  int sole_persons = 0;
  RungCounts sole_values;
};

/// The voices of a cell with their values: what cell, confidence and robustness are computed from.
struct CellScores {
  Index rec = none;
  Index level = none;
  std::vector<ScoredVoice> valued;
  std::vector<int> ceilings;  ///< of voices with only denials
  int unknown = 0;
  int not_applicable = 0;
  int silent = 0;
  std::array<int, 3> trend{};
  std::vector<int> outside;  ///< values of voices of other levels
  RungCounts counts;
  int persons = 0;
  std::vector<OrganisationShare> organisations;  ///< by id
};

CellScores score_cell(const Study& study, const EvidenceIndex& index, Index rec, Index level);

/// The cell of scoring.md 4.3; confidence and the index interval are filled in by others.
Cell cell_of(const Study& study, const EvidenceIndex& index, const CellScores& scores);

/// Enough voices, organisations and persons to say anything.
bool is_sufficient(const Thresholds& thresholds, int voices, int organisations, int persons);

}  // namespace quickscan
