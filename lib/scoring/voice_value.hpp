#pragma once

#include "study/study.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace quickscan {

/// One coded stage: a rung reached or denied, and what the statement rests on.
struct Evidence {
  bool denial = false;
  int rung = 0;  ///< reached, or denied (`<rung`)
  Basis basis = Basis::said;
};

/// The value of a voice in a cell (manual/scoring.md#voice-value).
struct VoiceValue {
  std::optional<int> value;
  std::optional<int> ceiling;  ///< where there are only denials above 0
  bool mixed = false, heard_only = false, shown = false;
  std::optional<int> claimed;
};

/// The evidence of a voice in a cell, as far as its value depends on it: by Basis, the highest rung reached and the
/// lowest denied. Small, because there is one for every voice, recommendation and level.
struct Tally {
  static constexpr std::int8_t nothing = -1;
  static constexpr std::int8_t no_denial = 127;
  std::array<std::int8_t, 3> reached{nothing, nothing, nothing};
  std::array<std::int8_t, 3> denied{no_denial, no_denial, no_denial};
  bool unknown = false, not_applicable = false, up = false, same = false, down = false;

  bool any(Basis basis) const;
  void add(const Evidence& evidence);
  /// What a segment says; `of_a_part`: seen from the parent, for which a part's denial does not count.
  void add(const Segment& segment, bool of_a_part);
  /// Up if it says up and not down, down likewise, same if only same or both.
  Trend trend() const;
};

/// Whether a segment gives a rung or a denial; `of_a_part` as in Tally::add.
bool gives_evidence(const Segment& segment, bool of_a_part);

/// The highest rung that the evidence supports (manual/scoring.md#voice-value): a claim is limited by any denial, a
/// shown fact by a shown denial only; hearsay counts where there is nothing else. `caps` are by Basis, `top` is K. No
/// value where there are only denials above 0, or no evidence.
VoiceValue value_of(const Tally& tally, const std::array<int, 3>& caps, int top);
VoiceValue value_of(const std::vector<Evidence>& evidence, const std::array<int, 3>& caps, int top);

/// How a voice counts in a cell: the first that fits (manual/scoring.md#cells).
enum class VoiceState : std::uint8_t { value, undefined, unknown, not_applicable, silent };

VoiceState state_of(const VoiceValue& value, bool unknown, bool not_applicable);

}  // namespace quickscan
