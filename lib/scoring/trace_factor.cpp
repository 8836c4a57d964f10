#include "scoring/trace_factor.hpp"

#include "scoring/voices.hpp"

#include <algorithm>

namespace quickscan {

namespace {

/// What a voice says of the factor at a level; no segments where it says nothing.
FactorVoiceTrace trace_factor_voice(const Study& study, const Voice& voice, FactorId factor, LevelId level) {
  FactorVoiceTrace trace;
  trace.level = voice.level;
  visit_segments(study, voice, [&](InterviewId index, SegmentId position, std::span<const std::uint32_t> speakers) {
    const auto& interview = study[index];
    const auto& segment = interview.segments[position.index()];
    const bool barrier = segment.barrier == factor;
    const bool enabler = segment.enabler == factor;
    if ((!barrier && !enabler) || about_of(segment, voice) != level) return;
    trace.barrier |= barrier;
    trace.enabler |= enabler;
    trace.shown |= segment.basis == Basis::shown;
    auto one = trace_segment(study, interview, segment);
    one.about = study.framework[level].id;
    for (const auto speaker : speakers)
      one.speakers.push_back(speaker_words(study, speaker_of(study, voice.speakers[speaker])));
    trace.segments.push_back(std::move(one));
  });
  if (trace.segments.empty()) return trace;
  for (const InterviewId index : voice.interviews) trace.interviews.push_back(study[index].id);
  for (const auto& ref : voice.speakers) trace.speakers.push_back(speaker_words(study, speaker_of(study, ref)));
  return trace;
}

}  // namespace

FactorTarget find_factor_target(const Framework& framework, std::string_view text) {
  FactorTarget target;
  const auto slash = text.find('/');
  target.factor = framework.find_factor(text.substr(0, slash));
  if (target.factor == none) target.unknown = text.substr(0, slash);
  if (slash == std::string_view::npos) return target;
  target.level = framework.find_level(text.substr(slash + 1));
  if (target.level == none && target.unknown.empty()) target.unknown = text.substr(slash + 1);
  return target;
}

FactorTrace trace_factor(const Study& study, const Analysis& analysis, FactorId factor) {
  FactorTrace trace;
  trace.factor = factor;
  const auto voices = find_voices(study);
  for (std::size_t level = 0; level < study.framework.levels.size(); ++level) {
    FactorLevelTrace at;
    at.level = LevelId(level);
    for (const auto& voice : voices) {
      auto one = trace_factor_voice(study, voice, factor, at.level);
      if (!one.segments.empty()) at.voices.push_back(std::move(one));
    }
    trace.levels.push_back(std::move(at));
  }
  const auto found = std::ranges::find(analysis.factors, factor, &FactorResult::factor);
  if (found == analysis.factors.end()) return trace;
  trace.voices = found->voices;
  trace.organisations = found->organisations;
  for (std::size_t level = 0; level < std::min(found->levels.size(), trace.levels.size()); ++level)
    trace.levels[level].rating = found->levels[level];
  return trace;
}

}  // namespace quickscan
