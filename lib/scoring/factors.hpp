#pragma once

#include "scoring/voices.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace quickscan {

/// The rating of a factor at a level: −2 … +2, mixed (X) or missing (M); manual/scoring.md#factors.
struct FactorRating {
  enum class Kind : std::uint8_t { missing, mixed, rated };
  Kind kind = Kind::missing;
  int rating = 0;
  int voices = 0;
  bool withheld = false;  ///< by the publication gate
};

/// How many interviews of one form name a factor as barrier and as enabler.
struct FactorCount {
  int barrier = 0;
  int enabler = 0;
};

/// Where the interviews of a form are counted beside the voices: documents, meetings and surveys, in this order.
std::optional<std::size_t> place_beside(Form form);

/// One factor over all levels: distinct voices and organisations that name it.
struct FactorResult {
  FactorId factor;
  int voices = 0;
  int organisations = 0;
  std::vector<FactorRating> levels;  ///< by level
  FactorRating overall;              ///< over the voices of all levels together
  /// Beside the voices: documents, meetings and surveys, in this order.
  std::array<FactorCount, 3> beside{};
  bool withheld = false;  ///< the totals, by the publication gate
};

/// What one voice says of a factor at a level; both signs together are neutral.
struct FactorVoice {
  bool plus = false;
  bool minus = false;
  bool strong = false;  ///< with a concrete example
};

/// The rating of a factor at a level, by the criteria for the Consolidated Framework for Implementation Research
/// (Damschroder & Lowery 2013): no voice is missing; as many barriers as enablers is mixed; else the sign of the
/// majority, times 2 where at least two voices of that sign, and more than half of all voices, give a concrete
/// example, otherwise times 1. Voices that name both signs are neutral. manual/scoring.md#factors
FactorRating rate(const std::vector<FactorVoice>& voices);

/// All factors in framework order, rated at every level from the statements of all voices about that level, inside and
/// outside. Documents, meetings and surveys do not count; they are given beside.
std::vector<FactorResult> rate_factors(const Study& study, const std::vector<Voice>& voices);

}  // namespace quickscan
