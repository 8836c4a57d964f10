#pragma once

#include "core/ranges.hpp"
#include "scoring/confidence.hpp"
#include "scoring/evidence.hpp"
#include "statistics/fraction.hpp"
#include "statistics/ordinal.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// The lowest and highest median with one organisation left out (manual/scoring.md#leave-one-organisation-out); empty
/// where too few voices remain without an organisation, which `rests_on` lists.
struct LeaveOneOrganisationOut {
  std::optional<Range<int>> medians;
  std::vector<std::string> rests_on;  ///< ids, sorted
};

/// Documents and surveys about a cell (manual/scoring.md#documents).
struct DocumentEvidence {
  int n = 0;  ///< that give a rung
  std::optional<int> highest;
  int lowest = 0;     ///< where there is a highest
  int denials = 0;    ///< documents that give no rung, and say of one that it is not reached
  Range<int> denied;  ///< the lowest and the highest of those rungs
  /// Whether the highest is two rungs or more from the median; empty without a document or a median.
  std::optional<bool> differs;
};

/// How broad the evidence of a cell is: of one interview, of several in one organisation, of several interviews and
/// organisations, and those with a document or a confirmed finding (manual/scoring.md#strength).
enum class Strength : std::uint8_t { single, one_organisation, several, corroborated };

/// One recommendation (or part) at one level (manual/scoring.md#cells). An insufficient cell keeps its counts, its
/// documents and the number of outside voices; everything else is then empty.
struct Cell {
  RecommendationId rec;
  LevelId level;
  bool sufficient = false;
  /// Of a level of clients, whose organisations do not count.
  bool clients = false;
  /// The publication gate covered this cell: nothing of it may be shown, its counts included.
  bool withheld = false;
  int n = 0, organisations = 0, persons = 0;
  std::vector<std::string> organisation_ids;  ///< sorted
  std::vector<int> values;                    ///< voice values, sorted
  int undefined = 0, unknown = 0, not_applicable = 0, silent = 0, mixed = 0, heard_only = 0, shown = 0;
  std::optional<Strength> strength;
  bool near_document = false;        ///< a document gives a rung within one of the median, which is at least 1
  bool confirmed_finding = false;    ///< a meeting confirmed what was found here, and none contested it
  std::optional<Fraction> answered;  ///< the share of the level's voices, without those to whom it does not apply
  std::optional<int> median;
  std::optional<Range<int>> median_pair;
  std::vector<int> reach;  ///< j_1 … j_K
  std::optional<double> index, index_front, index_back;
  std::optional<Range<double>> index_interval;
  std::optional<double> consensus;  ///< Leik's C
  std::optional<bool> split;
  std::optional<MedianInterval> interval;
  std::optional<int> claimed_median;
  std::optional<int> claim_practice_gap;
  std::optional<std::array<int, 3>> trend;  ///< up, same, down
  std::optional<Range<int>> silent_bounds;
  std::optional<LeaveOneOrganisationOut> leave_one_organisation_out;
  int outside_n = 0;
  std::optional<int> outside_median;
  /// Of an outside or clients level without voices of its own: what others say, denials by their ceiling, sorted.
  std::optional<std::vector<int>> outside_values;
  std::optional<int> perception_gap;
  DocumentEvidence documents;
  std::optional<Confidence> confidence;
};

/// A voice of the level itself that has a value in a cell.
struct ScoredVoice {
  std::uint32_t voice = 0;
  std::int8_t value = 0;
  std::int8_t claimed = 0;
  std::int8_t said_cap_lower = 0;   ///< its value if a mere claim carried a rung less
  std::int8_t said_cap_higher = 0;  ///< or a rung more
  bool mixed = false, heard_only = false, shown = false;
  std::uint32_t persons = 0;
  std::uint32_t interviews = 0;
  std::span<const StakeholderId> organisations;
};

/// What one organisation means for a cell.
struct OrganisationShare {
  StakeholderId organisation;
  int voices = 0;       ///< in which it takes part
  int sole_voices = 0;  ///< that have no other organisation: what leaving it out drops
  int sole_persons = 0;
  RungCounts sole_values;
};

/// The voices of a cell with their values: what cell, confidence and robustness are computed from.
struct CellScores {
  RecommendationId rec;
  LevelId level;
  std::vector<ScoredVoice> valued;
  std::vector<int> ceilings;  ///< of voices with only denials
  int unknown = 0, not_applicable = 0, silent = 0;
  std::array<int, 3> trend{};
  std::vector<int> outside;           ///< values of voices of other levels
  std::vector<int> outside_ceilings;  ///< of those with only denials
  RungCounts counts;
  int persons = 0;
  std::vector<OrganisationShare> organisations;  ///< by id
};

CellScores score_cell(const Study& study, const EvidenceIndex& index, RecommendationId rec, LevelId level);

/// The measures of a cell (manual/scoring.md#cells), without confidence and the interval of the index.
Cell cell_of(const Study& study, const EvidenceIndex& index, const CellScores& scores);

/// `single`, `one-organisation`, `several` or `corroborated`.
std::string_view id_of(Strength strength);

/// Whether there are enough voices, organisations and persons for a result.
bool is_sufficient(const Thresholds& thresholds, int voices, int organisations, int persons);

}  // namespace quickscan
