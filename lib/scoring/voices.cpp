#include "scoring/voices.hpp"

#include "core/ranges.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string_view>
#include <unordered_map>

namespace quickscan {

namespace {

constexpr int unlimited = std::numeric_limits<int>::max();

std::size_t at(Basis basis) { return static_cast<std::size_t>(basis); }

/// The own levels of an interview's speakers, in framework order.
std::vector<Index> own_levels(const Study& study, const Interview& interview) {
  std::vector<Index> levels;
  for (const Speaker& speaker : interview.speakers) {
    if (speaker.level == none || study.framework.levels[static_cast<std::size_t>(speaker.level)].outside) continue;
    if (std::ranges::find(levels, speaker.level) == levels.end()) levels.push_back(speaker.level);
  }
  std::ranges::sort(levels);
  return levels;
}

/// One voice for every own level of every interview, before persons are merged.
std::vector<Voice> voices_by_interview(const Study& study) {
  std::vector<Voice> voices;
  for (std::size_t i = 0; i < study.interviews.size(); ++i) {
    const Interview& interview = study.interviews[i];
    if (!interview.first_coding || !interview.has_voice()) continue;
    for (const Index level : own_levels(study, interview)) {
      Voice voice;
      voice.level = level;
      voice.interviews.push_back(static_cast<Index>(i));
      for (std::size_t s = 0; s < interview.speakers.size(); ++s) {
        if (interview.speakers[s].level == level) {
          voice.speakers.push_back({static_cast<Index>(i), static_cast<Index>(s)});
        }
      }
      voices.push_back(std::move(voice));
    }
  }
  return voices;
}

std::size_t root_of(std::vector<std::size_t>& parents, std::size_t voice) {
  while (parents[voice] != voice) {
    parents[voice] = parents[parents[voice]];
    voice = parents[voice];
  }
  return voice;
}

/// For every voice the first voice that it is one with, because they share a person at its level.
std::vector<std::size_t> same_voices(const Study& study, const std::vector<Voice>& voices) {
  std::vector<std::size_t> parents(voices.size());
  std::iota(parents.begin(), parents.end(), std::size_t{0});
  std::vector<std::unordered_map<std::string_view, std::size_t>> seen(study.framework.levels.size());
  for (std::size_t v = 0; v < voices.size(); ++v) {
    for (const SpeakerRef& ref : voices[v].speakers) {
      const std::string& person = speaker_of(study, ref).person;
      if (person.empty()) continue;
      const auto [found, fresh] = seen[static_cast<std::size_t>(voices[v].level)].try_emplace(person, v);
      if (fresh) continue;
      const std::size_t a = root_of(parents, found->second);
      const std::size_t b = root_of(parents, v);
      parents[std::max(a, b)] = std::min(a, b);
    }
  }
  for (std::size_t v = 0; v < voices.size(); ++v) parents[v] = root_of(parents, v);
  return parents;
}

template <typename Value>
void append(std::vector<Value>& to, const std::vector<Value>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

const Speaker& speaker_of(const Study& study, const SpeakerRef& ref) {
  return study.interview(ref.interview).speakers[static_cast<std::size_t>(ref.speaker)];
}

std::vector<Voice> find_voices(const Study& study) {
  std::vector<Voice> voices = voices_by_interview(study);
  const std::vector<std::size_t> same = same_voices(study, voices);
  // Interviews come in order, so the unions stay sorted.
  std::size_t kept = 0;
  std::vector<std::size_t> place(voices.size());
  for (std::size_t v = 0; v < voices.size(); ++v) {
    if (same[v] == v) {
      place[v] = kept;
      if (kept != v) voices[kept] = std::move(voices[v]);
      ++kept;
    } else {
      Voice& first = voices[place[same[v]]];
      append(first.interviews, voices[v].interviews);
      append(first.speakers, voices[v].speakers);
    }
  }
  voices.resize(kept);
  return voices;
}

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
  if (gives_evidence(segment, of_a_part)) {
    add(Evidence{segment.stage == StageKind::denied, segment.rung, segment.basis});
  }
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

namespace {

/// The sides of rule 4.2: shown facts and mere claims, each with the ceiling of its denials.
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
  if (sides.facts >= 0 || sides.claims >= 0) {
    return std::max(std::min(sides.facts, sides.shown_ceiling), std::min(sides.claims, ceiling));
  }
  if (ceiling == 0) return 0;
  return std::nullopt;
}

bool any(const Tally& tally, Basis basis) {
  return tally.reached[at(basis)] != Tally::nothing || tally.denied[at(basis)] != Tally::no_denial;
}

}  // namespace

VoiceValue value_of(const Tally& tally, const std::array<int, 3>& caps, int top) {
  const bool first_hand = any(tally, Basis::shown) || any(tally, Basis::said);
  const Sides sides = sides_of(tally, caps, top, !first_hand);
  const int ceiling = std::min(sides.shown_ceiling, sides.said_ceiling);
  VoiceValue result;
  result.value = highest_supported(sides);
  if (!result.value && ceiling != unlimited) result.ceiling = ceiling;
  result.mixed = std::max(sides.facts, sides.claims) > ceiling;
  result.heard_only = !first_hand && any(tally, Basis::heard);
  result.shown = any(tally, Basis::shown);
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

VoiceState Statement::state() const { return state_of(value, any_unknown, any_not_applicable); }

Statement statement_of(const Study& study, const Voice& voice, Index rec, Index level) {
  Statement result;
  Tally tally;
  visit_segments(study, voice, [&](Index interview, Index index, std::span<const std::uint32_t> speakers) {
    const Segment& segment = study.interview(interview).segments[static_cast<std::size_t>(index)];
    if (segment.rec < 0 || about_of(segment, voice) != level) return;
    const bool of_a_part = segment.rec != rec;
    if (of_a_part && study.framework.recommendations[static_cast<std::size_t>(segment.rec)].parent != rec) return;
    tally.add(segment, of_a_part);
    result.segments.emplace_back(interview, index);
    if (!gives_evidence(segment, of_a_part)) return;
    for (const std::uint32_t speaker : speakers) result.speakers.push_back(voice.speakers[speaker]);
  });
  keep_distinct(result.speakers);
  result.value = value_of(tally, study.framework.caps, study.framework.top());
  result.any_unknown = tally.unknown;
  result.any_not_applicable = tally.not_applicable;
  result.trend = tally.trend();
  return result;
}

}  // namespace quickscan
