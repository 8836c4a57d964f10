#pragma once

#include "scoring/trace.hpp"
#include "scoring/verdict.hpp"

#include <vector>

namespace quickscan {

/// `rung 3 (tried)`.
LocalText rung_words(const Framework& framework, int rung);

/// One sentence: what a voice's evidence was and how its value follows (manual/scoring.md#voice-value).
LocalText how_it_follows(const Framework& framework, const Tally& tally, const VoiceValue& value, VoiceState state);

/// Why a segment does not count for (rec, level), or for less than it says.
LocalText segment_remark(const Framework& framework, const Segment& segment, bool of_a_part, bool heard_dropped);

/// The conditions of a row in words, with what they met.
std::vector<ConditionTrace> condition_words(const Framework& framework, const VerdictCondition& when,
                                            const VerdictFacts& facts);

}  // namespace quickscan
