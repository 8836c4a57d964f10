#pragma once

#include "scoring/voices.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace quickscan {

/// One run of interviews.
struct SaturationPoint {
  std::string interview;        ///< the last of the run
  int fresh = 0;                ///< codes not seen before
  std::optional<double> share;  ///< of the base's codes; empty where the base has none
};

/// Saturation of inductive codes (Guest, Namey & Chen 2020): the share of new codes in each run of interviews after a
/// base (manual/scoring.md#saturation).
struct Saturation {
  int base = 4, run = 2, base_codes = 0;
  std::vector<SaturationPoint> points;
  std::optional<std::string> reached_5;    ///< the first run with at most 5 % new codes: "4+2" has 4 before it
  std::optional<std::string> reached_0;    ///< likewise with none
  std::vector<std::string> later_novelty;  ///< interviews after the run of reached_5 with new codes
  std::map<LevelId, Saturation> levels;
};

/// The codes of one interview, for saturation: small numbers, the same for the same code.
struct InterviewCodes {
  std::string interview;
  std::vector<std::size_t> codes;
};

/// Saturation over interviews in the order given (manual/scoring.md#saturation): base of four, overlapping runs
/// of two.
/// No points with fewer than six interviews; nothing is reached where the base has no codes to compare with.
Saturation saturation_of(const std::vector<InterviewCodes>& interviews);

/// Saturation of factors and developments over the single and group interviews, by date and id, and for each
/// level with six voices or more.
Saturation saturation(const Study& study, const std::vector<Voice>& voices);

}  // namespace quickscan
