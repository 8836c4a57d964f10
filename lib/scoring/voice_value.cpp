#include "scoring/voice_value.hpp"

#include <algorithm>
#include <limits>

namespace quickscan {

namespace {

constexpr int unlimited = std::numeric_limits<int>::max();

std::size_t at(Basis basis) { return static_cast<std::size_t>(basis); }

/// Shown facts and mere claims, each with the ceiling that its denials set.
struct Sides {
  int facts = Tally::nothing;
  int claims = Tally::nothing;
  int shown_ceiling = unlimited;
  int said_ceiling = unlimited;
};

Sides sides_of(const Tally& tally, const std::array<int, 3>& caps, int top, bool with_heard) {
  const auto highest = [&](Basis basis) {
    return std::min<int>(tally.reached[at(basis)], std::min(caps[at(basis)], top));
  };
  const auto ceiling = [&](Basis basis) {
    const auto denied = tally.denied[at(basis)];
    return denied == Tally::no_denial ? unlimited : denied - 1;
  };
  Sides sides{highest(Basis::shown), highest(Basis::said), ceiling(Basis::shown), ceiling(Basis::said)};
  if (with_heard) {
    sides.claims = std::max(sides.claims, highest(Basis::heard));
    sides.said_ceiling = std::min(sides.said_ceiling, ceiling(Basis::heard));
  }
  return sides;
}

std::optional<int> highest_supported(const Sides& sides) {
  const int ceiling = std::min(sides.shown_ceiling, sides.said_ceiling);
  if (sides.facts >= 0 || sides.claims >= 0)
    return std::max(std::min(sides.facts, sides.shown_ceiling), std::min(sides.claims, ceiling));
  if (ceiling == 0) return 0;
  return std::nullopt;
}

}  // namespace

bool Tally::any(Basis basis) const { return reached[at(basis)] != nothing || denied[at(basis)] != no_denial; }

void Tally::add(const Evidence& evidence) {
  const auto rung = static_cast<std::int8_t>(evidence.rung);
  const std::size_t basis = at(evidence.basis);
  if (evidence.denial) {
    denied[basis] = std::min(denied[basis], rung);
  } else {
    reached[basis] = std::max(reached[basis], rung);
  }
}

void Tally::add(const Segment& segment, bool of_a_part) {
  if (gives_evidence(segment, of_a_part))
    add(Evidence{segment.stage == StageKind::denied, segment.rung, segment.basis});
  unknown |= segment.stage == StageKind::unknown;
  not_applicable |= segment.stage == StageKind::not_applicable;
  up |= segment.trend == Trend::up;
  same |= segment.trend == Trend::same;
  down |= segment.trend == Trend::down;
}

Trend Tally::trend() const {
  if (up && !down) return Trend::up;
  if (down && !up) return Trend::down;
  return same || up ? Trend::same : Trend::not_given;
}

bool gives_evidence(const Segment& segment, bool of_a_part) {
  return segment.stage == StageKind::reached || (segment.stage == StageKind::denied && !of_a_part);
}

VoiceValue value_of(const Tally& tally, const std::array<int, 3>& caps, int top) {
  const bool first_hand = tally.any(Basis::shown) || tally.any(Basis::said);
  const Sides sides = sides_of(tally, caps, top, !first_hand);
  const int ceiling = std::min(sides.shown_ceiling, sides.said_ceiling);
  VoiceValue result;
  result.value = highest_supported(sides);
  if (!result.value && ceiling != unlimited) result.ceiling = ceiling;
  result.mixed = std::max(sides.facts, sides.claims) > ceiling;
  result.heard_only = !first_hand && tally.any(Basis::heard);
  result.shown = tally.any(Basis::shown);
  if (result.value) result.claimed = highest_supported(sides_of(tally, {top, top, top}, top, !first_hand));
  return result;
}

VoiceValue value_of(const std::vector<Evidence>& evidence, const std::array<int, 3>& caps, int top) {
  Tally tally;
  for (const Evidence& piece : evidence) tally.add(piece);
  return value_of(tally, caps, top);
}

VoiceState state_of(const VoiceValue& value, bool unknown, bool not_applicable) {
  if (value.value) return VoiceState::value;
  if (value.ceiling) return VoiceState::undefined;
  if (unknown) return VoiceState::unknown;
  return not_applicable ? VoiceState::not_applicable : VoiceState::silent;
}

}  // namespace quickscan
