#pragma once

#include "scoring/analysis.hpp"
#include "scoring/voices.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// Why a result is what it is: from a verdict or a cell back to voices, segments, files and lines. Ready to
/// print: nothing needs to be computed or looked up any more. For the researchers' own eyes only.

/// Why a segment does not count in a cell, or counts as a lower rung than was coded.
enum class SegmentRemark : std::uint8_t {
  no_remark,
  no_rung,
  unknown,
  not_applicable,
  denial_of_part,   ///< the denial of a part counts for that part only
  hearsay_dropped,  ///< the voice also speaks first-hand
  capped
};

/// A coded statement with its place in a file.
struct SegmentTrace {
  std::string interview;
  std::string file;
  std::uint32_t line = 0;
  std::string rec;    ///< as coded: a recommendation or a part
  std::string about;  ///< a level
  std::string stage;  ///< as coded: `3`, `<1`, `unknown`, `na`; empty where there is none
  LocalText rung;     ///< the name of the rung reached or denied
  Basis basis = Basis::said;
  Trend trend = Trend::not_given;
  std::vector<std::string> speakers;  ///< keys, with organisation: `wc (wijkteam)`
  std::string development;
  std::string at;
  std::string quote;
  std::string note;
  bool counts = true;  ///< gives a rung or a denial that the value rests on
  SegmentRemark remark = SegmentRemark::no_remark;
  int counts_as = 0;  ///< the cap, where the remark is `capped`
};

/// A voice in a cell: its value and how it follows.
struct VoiceTrace {
  std::vector<std::string> interviews;
  Index level = none;
  std::vector<std::string> speakers;       ///< `wc (wijkteam)`
  std::vector<std::string> organisations;  ///< of those who gave a rung or a denial
  VoiceState state = VoiceState::silent;
  VoiceValue value;
  Tally tally;            ///< what the value follows from
  bool asked = false;     ///< one of its interviews lists the recommendation under `asked`
  bool interest = false;  ///< one of its speakers speaks of an own programme
  std::vector<SegmentTrace> segments;
};

/// What a meeting answered when a provisional finding was laid before it.
struct FindingTrace {
  Index level = none;  ///< none: the whole recommendation
  CheckResponse response = CheckResponse::confirmed;
  SegmentTrace segment;
};

/// A cell with all voices of the level, those of other levels that speak of it, and documents and surveys.
struct CellTrace {
  Cell cell;
  bool used = true;  ///< by the row of the verdict
  std::vector<VoiceTrace> inside;
  std::vector<VoiceTrace> outside;
  std::vector<SegmentTrace> documents;
  std::vector<FindingTrace> findings;
};

/// A condition of a verdict row, compared with a recommendation.
struct ConditionTrace {
  enum class Kind : std::uint8_t { front_none, above_none, front, lowest_above, highest_above, live, alternative };
  Kind kind = Kind::front;
  bool holds = false;
  int wanted = 0;                     ///< a rung or a number of developments: at least this
  std::optional<int> found;           ///< empty where there is no sufficient level
  std::vector<ConditionTrace> parts;  ///< of an alternative: one of several of which one is enough
};

/// A row of the verdict table as it was tried.
struct RowTrace {
  std::string id;
  bool fits = false;
  std::vector<ConditionTrace> conditions;  ///< none: the row takes whatever is left
};

/// A development at the front line that bears on a recommendation.
struct LiveTrace {
  std::string id;
  LocalText name;
  bool live = false;
  bool counted = false;  ///< towards the number of live developments
  std::vector<std::string> confirmed_by;
  int documents = 0;
  std::vector<SegmentTrace> segments;  ///< that name it, in interviews and documents
};

/// The difference between the levels (manual/scoring.md#gap), and the values that the test used.
struct GapTrace {
  std::optional<int> gap;
  std::optional<GapTest> test;
  std::vector<std::vector<int>> values;  ///< by inside level, sorted, without those left out
  std::vector<std::string> excluded;     ///< interviews with speakers of two levels
};

/// Why a recommendation has no verdict.
enum class NoVerdict : std::uint8_t { part_of_another, unreliable_coding, no_row_fits };

/// A verdict from the rows of the table down to the segments.
struct VerdictTrace {
  Index rec = none;
  std::optional<Verdict> verdict;
  NoVerdict no_verdict = NoVerdict::no_row_fits;  ///< where there is no verdict
  std::vector<RowTrace> rows;                     ///< up to and with the one that fitted
  int live = 0;
  std::vector<LiveTrace> developments;
  std::vector<CellTrace> levels;  ///< every level in framework order
  std::optional<GapTrace> gap;    ///< not for a part
  std::vector<FindingTrace> findings;
};

/// What `why` is asked about: `access`, `access/operational`, `principles.lifeworld/strategic`.
struct TraceTarget {
  Index rec = none;
  Index level = none;
  std::string unknown;  ///< the part of the text that is no id; empty where both are
};

TraceTarget find_trace_target(const Framework& framework, std::string_view text);
CellTrace trace_cell(const Study& study, const Analysis& analysis, Index rec, Index level);
VerdictTrace trace_verdict(const Study& study, const Analysis& analysis, Index rec);

/// A voice that named a factor at a level, with the statements in which it did.
struct FactorVoiceTrace {
  std::vector<std::string> interviews;
  Index level = none;  ///< the voice's own
  std::vector<std::string> speakers;
  bool barrier = false;
  bool enabler = false;
  bool shown = false;
  std::vector<SegmentTrace> segments;
};

/// A factor at one level: its rating (manual/scoring.md#factors) and the voices behind it.
struct FactorLevelTrace {
  Index level = none;
  FactorRating rating;
  std::vector<FactorVoiceTrace> voices;
};

/// A factor, from its ratings to voices, segments, files and lines. Documents and meetings do not count for it.
struct FactorTrace {
  Index factor = none;
  int voices = 0;
  int organisations = 0;
  std::vector<FactorLevelTrace> levels;  ///< every level in framework order
};

/// What `why rule-reflex/tactical` is about; `unknown` holds the part that is no id.
struct FactorTarget {
  Index factor = none;
  Index level = none;
  std::string unknown;
};

FactorTarget find_factor_target(const Framework& framework, std::string_view text);
FactorTrace trace_factor(const Study& study, const Analysis& analysis, Index factor);

/// A segment with file, line and codes; the caller sets whether it counts.
SegmentTrace trace_segment(const Study& study, const Interview& interview, const Segment& segment);

/// A speaker with organisation: `wc (wijkteam)`.
std::string speaker_words(const Study& study, const Speaker& speaker);

}  // namespace quickscan
