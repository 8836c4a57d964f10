#pragma once

#include "core/language.hpp"
#include "exchange/table.hpp"
#include "scoring/voices.hpp"
#include "study/study.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// Which coded statements are wanted; what is left out does not matter.
struct SegmentFilter {
  std::vector<RecommendationId> recs;  ///< with their parts
  LevelId level;                       ///< that it is about
  std::string stage;                   ///< `3`, `<1`, `unknown`, `na`
  std::string basis;
  StakeholderId who;
  LevelId who_level;      ///< of a speaker
  bool ties_too = false;  ///< also ties that name `who`, whoever speaks
  FactorId factor;
  DevelopmentId development;
  std::string coder;
  bool scored = false;  ///< only of the first codings, which are scored
  std::string interview;
  std::string text;  ///< in quote or note, capitals aside
  bool quotable = false;
};

struct SegmentRef {
  InterviewId interview;
  SegmentId segment;

  friend auto operator<=>(const SegmentRef&, const SegmentRef&) = default;
};

/// The segments that fit, in file order.
std::vector<SegmentRef> find_segments(const Study& study, const SegmentFilter& filter = {});

/// The levels that a segment is about: the one it names, else those of its speakers.
std::vector<LevelId> levels_about(const Study& study, const Interview& interview, const Segment& segment);

/// Segments as a table, `statements` (manual/exchange.md#statements). For the researchers alone: it names who said
/// what.
DataTable statements_table(const Study& study, const std::vector<SegmentRef>& segments, Language language);

/// The ties that a segment claims.
std::span<const TieClaim> ties_of(const Interview& interview, const Segment& segment);
/// What a segment says of a rung: `reached`, `denied`, `unknown`, `na` or `none`.
std::string_view stage_kind_of(const Segment& segment);
/// Who a segment is of: speakers, their persons and their organisations, each once.
struct Who {
  std::vector<std::string> speakers, persons, organisations;
};

Who who_said(const Study& study, const Interview& interview, const Segment& segment);

/// The rows of `statements`, each with its ties.
nlohmann::ordered_json statements_json(const Study& study, const std::vector<SegmentRef>& segments, Language language);

/// What may be quoted in public: quote, recommendation and level, without whose it is, sorted by these.
/// `study` is one that the publication gate let through.
DataTable quotes_table(const Study& study, Language language);

/// Voices by recommendation and level, `voices` (manual/exchange.md#voices). For the researchers alone.
DataTable voices_table(const Study& study, Language language);

/// The same, one row a voice: for each recommendation what the voice shows of its own level, and what it claims.
DataTable wide_voices_table(const Study& study, Language language);

/// A voice's id (`g2@operational`), its organisations, and how many persons it is.
std::vector<nlohmann::ordered_json> voice_cells(const Study& study, const Voice& voice);

/// Codings of interviews, `interviews`. For the researchers alone.
DataTable interviews_table(const Study& study, Language language);

}  // namespace quickscan
