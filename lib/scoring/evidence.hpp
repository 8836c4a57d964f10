#pragma once

#include "scoring/voice_value.hpp"
#include "scoring/voices.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace quickscan {

/// Calls `visit(rec, of_a_part)` for the recommendations that a segment is evidence for: the one that it names, and the
/// one that this is a part of. The only place that decides it.
template <typename Visit>
void visit_recommendations(const Framework& framework, const Segment& segment, const Visit& visit) {
  if (!segment.rec.given()) return;
  visit(segment.rec, false);
  const RecommendationId parent = framework[segment.rec].parent;
  if (parent != none) visit(parent, true);
}

/// A segment in the statement of a voice.
struct StatementSegment {
  InterviewId interview;
  SegmentId segment;
  bool of_a_part = false;               ///< it names a part of the recommendation
  std::vector<std::uint32_t> speakers;  ///< positions in Voice::speakers
};

/// What one voice says of one recommendation (or part) at one level, with the segments it rests on.
struct Statement {
  VoiceValue value;
  Tally tally;
  /// Where the voice is inside: the first of value, undefined, unknown, na, silent that fits.
  VoiceState state() const;
  /// Who gave a rung or a denial.
  std::vector<SpeakerRef> speakers;
  std::vector<StatementSegment> segments;  ///< in file order
};

/// The statement of a voice on a recommendation at a level (manual/scoring.md#voice-value).
Statement statement_of(const Study& study, const Voice& voice, RecommendationId rec, LevelId level);

/// What one voice says in one cell, with the organisations and the number of persons that gave a rung
/// or a denial.
struct CellVoice {
  std::uint32_t voice = 0;
  Tally tally;
  std::uint32_t organisation_first = 0;  ///< a span of EvidenceIndex::organisations
  std::uint32_t organisation_count = 0;
  std::uint32_t persons = 0;
  std::uint32_t interviews = 0;  ///< in which a rung or a denial was given
};

/// What documents and surveys say in one cell.
struct CellDocuments {
  std::vector<int> rungs;   ///< the highest of each that gives one, ascending
  std::vector<int> denied;  ///< of each that gives none: the lowest rung that it says is not reached, ascending
};

/// What a voice is, apart from any cell.
struct VoiceTraits {
  bool interest = false;    ///< one of its speakers speaks of an own programme
  bool notes_only = false;  ///< all its interviews say `notes_from: notes`
  /// One of its interviews has speakers of two inside levels, or one of its persons has a voice at two.
  bool two_levels = false;
  bool mixed_rank = false;  ///< one of its interviews is a group with speakers of two levels
};

/// All segments of a study sorted by cell, in one pass over them.
class EvidenceIndex {
 public:
  EvidenceIndex(const Study& study, const std::vector<Voice>& voices);

  /// The voices, inside and outside, that say anything about (rec, level); in order.
  std::span<const CellVoice> cell(RecommendationId rec, LevelId level) const { return cells_[slot(rec, level)]; }
  const CellDocuments& documents(RecommendationId rec, LevelId level) const { return documents_[slot(rec, level)]; }
  /// Stakeholders, ascending, each once.
  std::span<const StakeholderId> organisations(const CellVoice& voice) const {
    return std::span(organisations_).subspan(voice.organisation_first, voice.organisation_count);
  }
  const VoiceTraits& traits(std::uint32_t voice) const { return traits_[voice]; }
  /// How many voices have this own level.
  int voices_at(LevelId level) const { return voices_at_[level.index()]; }
  const std::vector<Voice>& voices() const { return *voices_; }

 private:
  friend class VoicePass;
  std::size_t slot(RecommendationId rec, LevelId level) const { return rec.index() * levels_ + level.index(); }
  void read_documents(const Study& study);

  const std::vector<Voice>* voices_;
  std::size_t levels_;
  std::vector<std::vector<CellVoice>> cells_;
  std::vector<CellDocuments> documents_;
  std::vector<StakeholderId> organisations_;
  std::vector<VoiceTraits> traits_;
  std::vector<int> voices_at_;
};

}  // namespace quickscan
