#pragma once

#include "core/messages.hpp"
#include "scoring/compare.hpp"
#include "scoring/trace.hpp"

#include <string>
#include <vector>

namespace quickscan {

/// The words for the reasons, refusals and remarks that scoring gives as values, in the language of the messages.

/// `insufficient evidence (n=2, organisations=1, persons=4)`, in English in every language.
std::string insufficient_evidence_text(const Cell& cell);

/// Why ordinal α has no value; empty where it has one.
std::string undefined_alpha_text(const Messages& say, const Agreement& agreement);
/// Why a person is shown no α: that of a single unit says nothing.
std::string no_alpha_text(const Messages& say, const Agreement& agreement);

/// The verdict with its hedge, where it has one, and without.
std::string verdict_text(const Messages& say, const Verdict& verdict);
std::string unhedged_text(const Messages& say, const Verdict& verdict);
std::string no_verdict_text(const Messages& say, NoVerdict reason);

/// Measures as a report has them, or as the pages for researchers do.
enum class Coefficients : std::uint8_t { in_words, in_numbers };

/// One sentence for each component that is not without concern, and for the cap of one coder.
std::vector<std::string> confidence_reasons(const Messages& say, const Confidence& confidence,
                                            Coefficients coefficients);

/// How far voices agree, in words (manual/scoring.md#consensus).
std::string consensus_text(const Messages& say, double consensus);

/// A way of counting as the beginning of a sentence: "without the voices of …"; `organisation` is the name of the one
/// that is left out.
std::string variant_text(const Messages& say, const Variant& variant, const Framework& framework,
                         const std::string& organisation);

/// What the evidence of a voice is and how its value follows.
std::string value_reason(const Messages& say, const Framework& framework, const VoiceTrace& voice);
/// Why a segment does not count, or counts as less; empty where there is no remark.
std::string remark_text(const Messages& say, const SegmentTrace& segment);

/// A condition of a verdict row, and what was found for it.
std::string condition_text(const Messages& say, const Framework& framework, const ConditionTrace& condition);
std::string met_text(const Messages& say, const Framework& framework, const ConditionTrace& condition);

std::string incomparable_text(const Messages& say, const Incomparable& reason);
/// How many persons spoke in both waves, as far as that is known.
std::string persons_in_both_text(const Messages& say, const WaveComparison& found);
std::string note_text(const Messages& say, const CompareNote& note);
/// Why a change is not given or verdicts are not compared; empty where they are.
std::string refusal_text(const Messages& say, const CellChange& change);
std::string refusal_text(const Messages& say, const VerdictChange& change);

}  // namespace quickscan
