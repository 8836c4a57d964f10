#pragma once

#include "study/study.hpp"

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace quickscan {

/// A speaker of an interview, by index.
struct SpeakerRef {
  Index interview = none;
  Index speaker = none;
  friend auto operator<=>(const SpeakerRef&, const SpeakerRef&) = default;
};

/// The unit of counting (scoring.md 4.1): what the speakers of one level say in one interview; two that
/// share a person are one.
struct Voice {
  Index level = none;
  std::vector<Index> interviews;     ///< sorted; more than one where a person was merged
  std::vector<SpeakerRef> speakers;  ///< sorted
};

const Speaker& speaker_of(const Study& study, const SpeakerRef& ref);

/// All voices of the first codings, by their first interview, then level.
std::vector<Voice> find_voices(const Study& study);

/// One stage as rule 4.2 sees it.
struct Evidence {
  bool denial = false;
  int rung = 0;  ///< reached, or denied (`<rung`)
  Basis basis = Basis::said;
};

/// What a voice's evidence amounts to: the worked examples T1–T10.
struct VoiceValue {
  std::optional<int> value;
  std::optional<int> ceiling;  ///< where there are only denials above 0
  bool mixed = false;
  bool heard_only = false;
  bool shown = false;
  std::optional<int> claimed;
};

/// Evidence summed up as far as rule 4.2 looks at it: by Basis, the highest rung reached and the lowest
/// denied. Small, because there is one for every voice, recommendation and level.
struct Tally {
  static constexpr std::int8_t nothing = -1;
  static constexpr std::int8_t no_denial = 127;
  std::array<std::int8_t, 3> reached{nothing, nothing, nothing};
  std::array<std::int8_t, 3> denied{no_denial, no_denial, no_denial};
  bool unknown = false;
  bool not_applicable = false;
  bool up = false;
  bool same = false;
  bool down = false;

  void add(const Evidence& evidence);
  /// What a segment says; `of_a_part`: seen from the parent, for which a part's denial does not count.
  void add(const Segment& segment, bool of_a_part);
  /// Up if it says up and not down, down likewise, same if only same or both.
  Trend trend() const;
};

/// Whether a segment gives a rung or a denial; `of_a_part` as in Tally::add.
bool gives_evidence(const Segment& segment, bool of_a_part);

/// Rule 4.2 of scoring.md. `caps` are by Basis, `top` is K.
VoiceValue value_of(const Tally& tally, const std::array<int, 3>& caps, int top);
VoiceValue value_of(const std::vector<Evidence>& evidence, const std::array<int, 3>& caps, int top);

/// Where a voice belongs in a cell: the first that fits (exact reading 7).
enum class VoiceState : std::uint8_t { value, undefined, unknown, not_applicable, silent };

VoiceState state_of(const VoiceValue& value, bool unknown, bool not_applicable);

/// What one voice says of one recommendation (or part) at one level, with the segments it rests on.
struct Statement {
  VoiceValue value;
  bool any_unknown = false;
  bool any_not_applicable = false;
  Trend trend = Trend::not_given;
  /// Where the voice is inside: the first of value, undefined, unknown, na, silent that fits.
  VoiceState state() const;
  /// Who gave a rung or a denial.
  std::vector<SpeakerRef> speakers;
  /// (interview, segment) of everything that belongs to it, in file order.
  std::vector<std::pair<Index, Index>> segments;
};

/// The statement of a voice on (rec, about-level); exact readings 5–8.
Statement statement_of(const Study& study, const Voice& voice, Index rec, Index level);

/// Calls `visit(interview, segment, speakers)` for every segment that belongs to a voice, in file order:
/// the indices of both, and the positions in `voice.speakers` of those of the voice who said it.
template <typename Visit>
void visit_segments(const Study& study, const Voice& voice, const Visit& visit) {
  std::vector<std::uint32_t> everybody;
  std::vector<std::uint32_t> some;
  std::uint32_t first = 0;
  const auto size = static_cast<std::uint32_t>(voice.speakers.size());
  for (const Index index : voice.interviews) {
    const Interview& interview = study.interviews[static_cast<std::size_t>(index)];
    std::uint32_t last = first;
    while (last < size && voice.speakers[last].interview == index) ++last;
    everybody.resize(last - first);
    std::iota(everybody.begin(), everybody.end(), first);
    for (std::size_t s = 0; s < interview.segments.size(); ++s) {
      const Segment& segment = interview.segments[s];
      if (segment.by_count == 0) {
        visit(index, static_cast<Index>(s), std::span<const std::uint32_t>(everybody));
        continue;
      }
      some.clear();
      const auto by = std::span(interview.by).subspan(segment.by_first, segment.by_count);
      for (std::uint32_t position = first; position < last; ++position) {
        if (std::ranges::find(by, voice.speakers[position].speaker) != by.end()) some.push_back(position);
      }
      if (!some.empty()) visit(index, static_cast<Index>(s), std::span<const std::uint32_t>(some));
    }
    first = last;
  }
}

/// The level that a voice's segment is about: the one it names, else the voice's own.
inline Index about_of(const Segment& segment, const Voice& voice) {
  return segment.about >= 0 ? Index{segment.about} : voice.level;
}

}  // namespace quickscan
