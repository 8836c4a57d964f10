#pragma once

#include "scoring/analysis.hpp"
#include "scoring/voices.hpp"
#include "statistics/coder_agreement.hpp"

#include <optional>
#include <string>
#include <vector>

namespace quickscan {

/// A segment that a coder's value rests on. The file and the texts are those of the interview:
/// `study.interviews[interview].source`, `.text(segment.quote)`.
struct CodedSegment {
  Index interview = none;
  Index segment = none;
  std::uint32_t line = 0;
};

/// What one coder made of a unit.
struct CoderReading {
  std::string coder;
  Index interview = none;  ///< the coding, into Study::interviews
  VoiceValue value;
  std::vector<CodedSegment> segments;
};

/// One (interview, recommendation, level) as all its coders read it, in order of coding.
struct UnitReading {
  std::string interview;
  Index rec = none;
  Index level = none;
  std::vector<CoderReading> coders;
};

/// Agreement on one recommendation or at one level.
struct AgreementGroup {
  Index rec = none;
  Index level = none;
  int units = 0;
  int one_sided = 0;
  std::optional<double> alpha_ordinal;
  std::optional<double> ac2_linear;
  std::optional<double> identical;
  std::optional<double> within_one;
};

/// What `quickscan agreement` shows beyond the summary: where the coders differ, side by side.
struct AgreementDetail {
  std::vector<AgreementGroup> recommendations;
  std::vector<AgreementGroup> levels;
  /// Pairable units whose values differ, the widest difference first, then in file order.
  std::vector<UnitReading> disagreements;
  /// Units that only one coder valued.
  std::vector<UnitReading> one_sided;
};

/// Agreement between the codings of the same interviews (scoring.md 4.9, exact reading 31). Nothing where
/// no interview was coded twice.
std::optional<Agreement> agreement(const Study& study);

/// The same by recommendation and level, with the segments of every difference.
std::optional<AgreementDetail> agreement_detail(const Study& study);

/// The name that a coding is shown under: its coder, or `first` where it names none.
std::string coder_of(const Interview& interview);

}  // namespace quickscan
