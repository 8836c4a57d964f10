#pragma once

#include "scoring/analysis.hpp"
#include "scoring/voices.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace quickscan {

/// The codes of one interview, for saturation: small numbers, the same for the same code.
struct InterviewCodes {
  std::string interview;
  std::vector<std::size_t> codes;
};

/// Saturation over interviews in the order given (scoring.md 4.10): base of four, overlapping runs of two.
/// No points with fewer than six interviews; nothing is reached where the base has no codes to compare with.
Saturation saturation_of(const std::vector<InterviewCodes>& interviews);

/// Saturation of factors and developments over the single and group interviews, by date and id, and for each
/// level with six voices or more (exact reading 32).
Saturation saturation(const Study& study, const std::vector<Voice>& voices);

}  // namespace quickscan
