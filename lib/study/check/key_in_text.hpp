#pragma once

#include "study/check/interview.hpp"

#include <string_view>

namespace quickscan {

/// Warns of a line of a quote, note or place that is a key of the segment and a value of it without a colon, such as
/// `quote_ok true`: indented, it goes on with the text. `raw` is the interview's file.
void check_keys_in_texts(const Study& study, const Interview& interview, const InterviewPlaces& places,
                         std::string_view raw, Diagnostics& diagnostics);

}  // namespace quickscan
