#pragma once

#include "scoring/voice_value.hpp"
#include "statistics/coder_agreement.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace quickscan {

/// A pairable unit whose values differ.
struct Disagreement {
  std::string interview;
  RecommendationId rec;
  LevelId level;
  std::map<std::string, int> values;  ///< by coder
};

/// The interval of ordinal α (jackknife_alpha).
struct Jackknife {
  double se = 0, low = 0, high = 0;
};

/// Agreement on the signs of factors. A unit is a factor at a level that some coder of an interview coded.
struct FactorAgreement {
  int units = 0;
  std::optional<double> identical;
  std::optional<double> alpha_nominal;
};

/// Agreement between coders over voice values (manual/scoring.md#coder-agreement). A unit is an interview, a
/// recommendation and a level; it is pairable where two coders gave it a value.
struct Agreement {
  int units = 0;
  int one_sided = 0;
  int coders = 0;      ///< with a pairable unit
  int interviews = 0;  ///< with a pairable unit
  std::optional<bool> reliable;
  /// Even the upper end of the interval is not reliable: no verdict rests on such coding.
  bool no_verdicts = false;
  std::optional<double> alpha_ordinal, alpha_nominal, alpha_interval;
  std::optional<Jackknife> jackknife;
  std::optional<double> ac2_linear, identical, within_one;
  std::vector<Disagreement> disagreements;
  /// Why ordinal α has no value.
  enum class Undefined : std::uint8_t { defined, no_pairable_unit, no_variation };
  Undefined undefined = Undefined::defined;
  FactorAgreement factors;

  /// Whether α has a value from enough interviews to judge the coding by.
  bool judges() const { return alpha_ordinal && interviews >= fewest_interviews; }
  static constexpr int fewest_interviews = 5;
};

/// A segment that a coder's value was derived from.
struct CodedSegment {
  InterviewId interview;
  SegmentId segment;
  std::uint32_t line = 0;
};

/// How one coder coded a unit.
struct CoderReading {
  std::string coder;
  InterviewId interview;  ///< the coding, into Study::interviews
  VoiceValue value;
  std::vector<CodedSegment> segments;
};

/// One (interview, recommendation, level) as all its coders read it, in order of coding.
struct UnitReading {
  std::string interview;
  RecommendationId rec;
  LevelId level;
  std::vector<CoderReading> coders;
  std::optional<CoderReading> agreed;  ///< what they agreed on afterwards, where `agreed_by` says so
};

/// Whether a factor was coded, as what.
enum class FactorSign : std::uint8_t { absent = 0, barrier = 1, enabler = 2, both = 3 };

/// One (interview, level, factor) that some coder coded, as all its coders read it.
struct FactorReading {
  std::string interview;
  LevelId level;
  FactorId factor;
  std::vector<std::pair<std::string, FactorSign>> coders;
  std::optional<FactorSign> agreed;

  bool differs() const;
};

/// Agreement on one recommendation or at one level.
struct AgreementGroup {
  RecommendationId rec;
  LevelId level;
  int units = 0;
  int one_sided = 0;
  std::optional<double> alpha_ordinal, ac2_linear, identical, within_one;
};

/// What `quickscan agreement` shows beyond the summary: where the coders differ, side by side.
struct AgreementDetail {
  std::vector<AgreementGroup> recommendations;
  std::vector<AgreementGroup> levels;
  std::vector<std::string> coders;  ///< of these interviews, in order of coding
  std::vector<UnitReading> units;   ///< that some coder gave a value, in file order
  std::vector<FactorReading> factors;
  /// Pairable units whose values differ, the widest difference first, then in file order.
  std::vector<UnitReading> disagreements;
  /// Units that only one coder valued.
  std::vector<UnitReading> one_sided;
};

/// Agreement between the codings of the same interviews (manual/scoring.md#coder-agreement). Nothing
/// where no interview was coded twice.
std::optional<Agreement> agreement(const Study& study);

/// The same by recommendation and level, with the segments of every difference.
std::optional<AgreementDetail> agreement_detail(const Study& study);

/// Whether coders gave a unit values that differ.
bool differs(const UnitReading& unit);

/// The name that a coding is shown under: its coder, or `first` where it names none.
std::string coder_of(const Interview& interview);

}  // namespace quickscan
