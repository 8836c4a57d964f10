#pragma once

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "study/model.hpp"

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

/// Rule 4.2 of scoring.md. `caps` are by Basis, `top` is K.
VoiceValue value_of(const std::vector<Evidence>& evidence, const std::array<int, 3>& caps, int top);

/// What one voice says of one recommendation (or part) at one level, with the segments it rests on.
struct Statement {
  VoiceValue value;
  bool any_unknown = false;
  bool any_not_applicable = false;
  Trend trend = Trend::not_given;
  /// Who gave a rung or a denial.
  std::vector<SpeakerRef> speakers;
  /// (interview, segment) of everything that belongs to it, in file order.
  std::vector<std::pair<Index, Index>> segments;
};

/// The statement of a voice on (rec, about-level); exact readings 5–8.
Statement statement_of(const Study& study, const Voice& voice, Index rec, Index level);

}  // namespace quickscan
