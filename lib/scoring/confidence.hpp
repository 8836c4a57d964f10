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

/// The grade of a cell with the concern of each component.
struct Confidence {
  Grade grade = Grade::very_low;     ///< what counts: the override where there is one
  Grade proposed = Grade::very_low;  ///< what the rules give
  std::optional<Override> overridden;
  Concern adequacy = Concern::serious;
  Concern coherence = Concern::serious;
  Concern relevance = Concern::serious;
  Concern method = Concern::serious;
  /// One sentence each, by language, why a component is not without concern.
  std::vector<LocalText> reasons;
};

/// What the rows of the confidence table are compared with (manual/scoring.md#confidence). An empty value is unknown,
/// and a condition about something unknown holds.
struct ConfidenceFacts {
  int voices = 0;
  int shown = 0;
  int mixed = 0;
  int heard_only = 0;
  int notes_only = 0;
  int mixed_rank = 0;
  Fraction consensus;
  bool split = false;
  std::optional<int> perception_gap;
  int organisations = 0;
  int largest = 0;  ///< voices in which the commonest organisation takes part
  std::optional<Fraction> coverage;
  int coders = 1;
  std::optional<double> alpha;
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
Confidence confidence_of(const Study& study, const ConfidenceFacts& facts, Index rec, Index level);

/// The grade with this id (`very-low`); nothing for any other text.
std::optional<Grade> parse_grade(std::string_view id);
std::string_view id_of(Grade grade);
std::string_view id_of(Concern concern);

enum class Component : std::uint8_t { adequacy, coherence, relevance, method };

/// One condition of a confidence row against what was found, in words for people.
struct ConditionCheck {
  bool holds = false;
  LocalText words;
};

/// Every condition that the row states.
std::vector<ConditionCheck> check_conditions(Component component, const ConfidenceCondition& row,
                                             const ConfidenceFacts& facts);

/// One sentence: the component, how grave the concern is, and the conditions that did not hold.
LocalText reason_of(Component component, Concern concern, const std::vector<ConditionCheck>& failing);

/// That one coder's work is graded moderate at best.
LocalText one_coder_reason();

}  // namespace quickscan
