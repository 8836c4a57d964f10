#pragma once

#include "study/study.hpp"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

namespace quickscan {

/// A speaker of an interview, by index.
struct SpeakerRef {
  InterviewId interview;
  Index speaker = none;
  friend auto operator<=>(const SpeakerRef&, const SpeakerRef&) = default;
};

/// The unit of counting (manual/scoring.md#voices): the speakers of one level in one interview. Two voices that share a
/// person are one.
struct Voice {
  LevelId level;
  std::vector<InterviewId> interviews;  ///< sorted; more than one where a person was merged
  std::vector<SpeakerRef> speakers;     ///< sorted
};

const Speaker& speaker_of(const Study& study, const SpeakerRef& ref);

/// How the speakers of a group interview are voices: together by level, or each by itself.
enum class GroupVoices : std::uint8_t { by_level, by_person };

/// All voices of the first codings, by their first interview, then level.
std::vector<Voice> find_voices(const Study& study, GroupVoices groups = GroupVoices::by_level);

/// Calls `visit(interview, segment, speakers)` for every segment that belongs to a voice, in file order:
/// the indices of both, and the positions in `voice.speakers` of those of the voice who said it.
template <typename Visit>
void visit_segments(const Study& study, const Voice& voice, const Visit& visit) {
  std::vector<std::uint32_t> everybody;
  std::vector<std::uint32_t> some;
  std::uint32_t first = 0;
  const auto size = static_cast<std::uint32_t>(voice.speakers.size());
  for (const InterviewId index : voice.interviews) {
    const Interview& interview = study[index];
    std::uint32_t last = first;
    while (last < size && voice.speakers[last].interview == index) ++last;
    everybody.resize(last - first);
    std::iota(everybody.begin(), everybody.end(), first);
    for (std::size_t s = 0; s < interview.segments.size(); ++s) {
      const Segment& segment = interview.segments[s];
      if (segment.by_count == 0) {
        visit(index, SegmentId(s), std::span<const std::uint32_t>(everybody));
        continue;
      }
      some.clear();
      const auto by = std::span(interview.by).subspan(segment.by_first, segment.by_count);
      for (std::uint32_t position = first; position < last; ++position)
        if (std::ranges::find(by, voice.speakers[position].speaker) != by.end()) some.push_back(position);
      if (!some.empty()) visit(index, SegmentId(s), std::span<const std::uint32_t>(some));
    }
    first = last;
  }
}

/// The level that a voice's segment is about: the one it names, else the voice's own.
inline LevelId about_of(const Segment& segment, const Voice& voice) {
  return segment.about.given() ? segment.about : voice.level;
}

}  // namespace quickscan
