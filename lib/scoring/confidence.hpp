#pragma once

#include "scoring/evidence.hpp"
#include "statistics/fraction.hpp"
#include "study/study.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace quickscan {

struct Agreement;
struct Cell;
struct CellScores;

/// Confidence in a result, modelled on GRADE-CERQual (manual/scoring.md#confidence).
enum class Grade : std::uint8_t { high, moderate, low, very_low };

enum class Component : std::uint8_t { adequacy, coherence, relevance, method };

/// A condition of a confidence row that does not hold for a cell.
struct FailedCondition {
  enum class Kind : std::uint8_t {
    voices,
    answered,
    shown,
    consensus,
    mixed,
    perception_gap,
    split,
    organisations,
    largest,
    coverage,
    coders,
    alpha,
    notes,
    heard_only,
    mixed_rank
  };
  Kind kind = Kind::voices;
  double found = 0;  ///< a count, a share or a coefficient; for a split 1 or 0
  /// The value that the row requires; for a count of voices or stakeholders, the number that it is a part of.
  double compared_with = 0;
  friend bool operator==(const FailedCondition&, const FailedCondition&) = default;
};

/// Why a component is not without concern: the conditions of its best row that do not hold.
struct ConfidenceReason {
  Component component = Component::adequacy;
  Concern concern = Concern::serious;
  std::vector<FailedCondition> failing;
};

/// What keeps a grade down apart from the components: at most moderate for one coder, at most low for the others.
enum class GradeCap : std::uint8_t { one_coder, three_voices, rests_on_organisation, unreliable_coding };

/// The grade of a cell with the concern of each component.
struct Confidence {
  Grade grade = Grade::very_low;     ///< what counts: the override where there is one
  Grade proposed = Grade::very_low;  ///< what the rules give
  std::optional<Override> overridden;
  Concern adequacy = Concern::serious;
  Concern coherence = Concern::serious;
  Concern relevance = Concern::serious;
  Concern method = Concern::serious;
  std::vector<ConfidenceReason> reasons;  ///< of the components that are not without concern, in their order
  /// The caps without which the grade would be higher.
  std::vector<GradeCap> caps;
};

/// What the rows of the confidence table are compared with (manual/scoring.md#confidence). An empty value is unknown,
/// and a condition about something unknown holds, but for coverage: without a frame nobody knows who is missing.
struct ConfidenceFacts {
  int voices = 0;
  Fraction answered;
  int shown = 0, mixed = 0, heard_only = 0, notes_only = 0, mixed_rank = 0;
  Fraction consensus;
  bool split = false;
  std::optional<int> perception_gap;
  std::optional<int> organisations;  ///< of clients they do not count
  int largest = 0;                   ///< voices in which the commonest organisation takes part
  std::optional<Fraction> coverage;
  int coders = 1;
  std::optional<double> alpha;
  bool rests_on_organisation = false;  ///< too few voices remain without one organisation
  bool unreliable_coding = false;
};

/// By level, the share of the framed stakeholders that speak there; empty where there is no frame.
std::vector<std::optional<Fraction>> frame_shares(const Study& study, const std::vector<Voice>& voices);

/// The facts of a sufficient cell; `coverage` is that of its level.
ConfidenceFacts confidence_facts(const EvidenceIndex& index, const CellScores& scores, const Cell& cell,
                                 const std::optional<Agreement>& agreement, const std::optional<Fraction>& coverage);

/// The grade from the concerns of the four components, after the procedure of GRADE-CERQual (Lewin et al. 2018):
/// min(3, serious + ⌊(2 · moderate + minor) / 3⌋) steps down from high; with one coder at best moderate.
Grade combine(const std::array<Concern, 4>& concerns, int coders);

/// The proposed grade with its reasons.
Confidence propose_confidence(const ConfidenceTable& table, const ConfidenceFacts& facts);

/// The same with the grade that a researcher set by hand, where there is one.
Confidence confidence_of(const Study& study, const ConfidenceFacts& facts, RecommendationId rec, LevelId level);

/// The grade with this id (`very-low`); nothing for any other text.
std::optional<Grade> parse_grade(std::string_view id);
std::string_view id_of(Grade grade);
std::string_view id_of(Concern concern);

}  // namespace quickscan
