#include "scoring/voices.hpp"

#include "core/ranges.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <unordered_map>

namespace quickscan {

namespace {

/// The own levels of an interview's speakers, in framework order.
std::vector<LevelId> own_levels(const Study& study, const Interview& interview) {
  std::vector<LevelId> levels;
  for (const Speaker& speaker : interview.speakers) {
    if (speaker.level == none || study.framework[speaker.level].outside) continue;
    if (std::ranges::find(levels, speaker.level) == levels.end()) levels.push_back(speaker.level);
  }
  std::ranges::sort(levels);
  return levels;
}

/// One voice for every own level of every interview, before persons are merged.
std::vector<Voice> voices_by_interview(const Study& study, GroupVoices groups) {
  std::vector<Voice> voices;
  for (std::size_t i = 0; i < study.interviews.size(); ++i) {
    const Interview& interview = study.interviews[i];
    if (!interview.first_coding || !interview.has_voice()) continue;
    for (const LevelId level : own_levels(study, interview)) {
      Voice voice;
      voice.level = level;
      voice.interviews.emplace_back(i);
      const bool apart = groups == GroupVoices::by_person && interview.form == Form::group;
      for (std::size_t s = 0; s < interview.speakers.size(); ++s) {
        if (interview.speakers[s].level != level) continue;
        if (apart && !voice.speakers.empty()) {
          voices.push_back(voice);
          voice.speakers.clear();
        }
        voice.speakers.push_back({InterviewId(i), static_cast<Index>(s)});
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
      const auto [found, fresh] = seen[voices[v].level.index()].try_emplace(person, v);
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
  return study[ref.interview].speakers[static_cast<std::size_t>(ref.speaker)];
}

std::vector<Voice> find_voices(const Study& study, GroupVoices groups) {
  std::vector<Voice> voices = voices_by_interview(study, groups);
  const std::vector<std::size_t> same = same_voices(study, voices);
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
      keep_distinct(first.interviews);
      std::ranges::sort(first.speakers);
    }
  }
  voices.resize(kept);
  return voices;
}

}  // namespace quickscan
