#pragma once

#include "scoring/analysis.hpp"
#include "scoring/trace_segment.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// Why a result is what it is: from a verdict or a cell back to voices, segments, files and lines. Ready to
/// print: nothing needs to be computed or looked up any more. For the researchers' own eyes only.

/// A voice in a cell: its value and how it follows.
struct VoiceTrace {
  std::vector<std::string> interviews;
  LevelId level;
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
  LevelId level;  ///< none: the whole recommendation
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
  enum class Kind : std::uint8_t {
    front_none,
    above_none,
    unheard,
    front,
    lowest_above,
    highest_above,
    live,
    alternative
  };
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
  DevelopmentConfirmation confirmation = DevelopmentConfirmation::unconfirmed;
  std::vector<std::string> confirmed_by;
  int interviews = 0;
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
  RecommendationId rec;
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
  RecommendationId rec;
  LevelId level;
  std::string unknown;  ///< the part of the text that is no id; empty where both are
};

TraceTarget find_trace_target(const Framework& framework, std::string_view text);
CellTrace trace_cell(const Study& study, const Analysis& analysis, RecommendationId rec, LevelId level);
VerdictTrace trace_verdict(const Study& study, const Analysis& analysis, RecommendationId rec);

}  // namespace quickscan
