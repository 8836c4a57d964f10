#pragma once

#include "core/diagnostic.hpp"
#include "study/check/interview.hpp"

#include <string_view>

namespace quickscan {

/// Compares an interview's quotes and places (`at: L120-L134`) with its transcript, the text of the source
/// `transcript`. Findings hold no text of either; they give the position of the nearest passage.
void check_transcript(const Interview& interview, const InterviewPlaces& places, std::string_view text,
                      std::uint32_t transcript, Diagnostics& diagnostics);

}  // namespace quickscan
