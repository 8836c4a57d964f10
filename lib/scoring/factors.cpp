#include "scoring/factors.hpp"

#include "scoring/voices.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <tuple>
#include <utility>

namespace quickscan {
namespace {

/// What one voice says of one factor at one level, gathered from its segments.
struct Mention {
  FactorId factor;
  LevelId level;
  std::uint32_t voice = 0;
  FactorVoice said;

  auto key() const { return std::tuple(factor, level, voice); }
};

/// Everything that is said of factors, in the order of the voices.
struct FactorMentions {
  std::vector<Mention> mentions;
  /// (factor, organisation), with repetitions.
  std::vector<std::pair<FactorId, StakeholderId>> organisations;
};

/// Adds to what this voice has already said of the factor at the level; `first` is where this voice begins.
void note(std::vector<Mention>& mentions, std::size_t first, const Mention& mention) {
  const auto said = std::span(mentions).subspan(first);
  const auto found = std::ranges::find(said, mention.key(), &Mention::key);
  if (found == said.end()) {
    mentions.push_back(mention);
    return;
  }
  found->said.plus |= mention.said.plus;
  found->said.minus |= mention.said.minus;
  found->said.strong |= mention.said.strong;
}

void note(std::vector<std::pair<FactorId, StakeholderId>>& organisations, std::size_t first,
          const std::pair<FactorId, StakeholderId>& organisation) {
  const auto begin = organisations.begin() + static_cast<std::ptrdiff_t>(first);
  if (std::find(begin, organisations.end(), organisation) == organisations.end()) organisations.push_back(organisation);
}

FactorMentions find_mentions(const Study& study, const std::vector<Voice>& voices) {
  FactorMentions found;
  for (std::uint32_t v = 0; v < voices.size(); ++v) {
    const auto& voice = voices[v];
    const auto first = found.mentions.size();
    const auto first_organisation = found.organisations.size();
    visit_segments(study, voice, [&](InterviewId interview, SegmentId index, std::span<const std::uint32_t> speakers) {
      const auto& segment = study[interview].segments[index.index()];
      const auto add = [&](FactorId factor, bool plus) {
        if (!factor.given()) return;
        const bool shown = segment.basis == Basis::shown;
        note(found.mentions, first, {factor, about_of(segment, voice), v, {plus, !plus, shown}});
        for (const auto speaker : speakers) {
          const auto who = speaker_of(study, voice.speakers[speaker]).who;
          if (who == none) continue;
          note(found.organisations, first_organisation, {factor, study[who].organisation});
        }
      };
      add(segment.barrier, false);
      add(segment.enabler, true);
    });
  }
  std::ranges::sort(found.mentions, {}, &Mention::key);
  std::ranges::sort(found.organisations);
  return found;
}

void count_beside(const Study& study, std::vector<FactorResult>& results) {
  for (const auto& interview : study.interviews) {
    const auto place = place_beside(interview.form);
    if (!interview.first_coding || !place) continue;
    std::set<FactorId> barriers;
    std::set<FactorId> enablers;
    for (const auto& segment : interview.segments) {
      if (segment.barrier.given()) barriers.insert(segment.barrier);
      if (segment.enabler.given()) enablers.insert(segment.enabler);
    }
    for (const auto factor : barriers) ++results[factor.index()].beside[*place].barrier;
    for (const auto factor : enablers) ++results[factor.index()].beside[*place].enabler;
  }
}

/// The result of one factor from its own mentions, by level.
FactorResult result_of(std::span<const Mention> mentions, std::size_t levels) {
  FactorResult result;
  result.levels.resize(levels);
  std::map<std::uint32_t, FactorVoice> voices;
  for (auto begin = mentions.begin(); begin != mentions.end();) {
    const auto end = std::find_if(begin, mentions.end(), [&](const auto& each) { return each.level != begin->level; });
    std::vector<FactorVoice> said;
    for (auto each = begin; each != end; ++each) {
      said.push_back(each->said);
      auto& voice = voices[each->voice];
      voice.plus |= each->said.plus;
      voice.minus |= each->said.minus;
      voice.strong |= each->said.strong;
    }
    result.levels[begin->level.index()] = rate(said);
    begin = end;
  }
  std::vector<FactorVoice> all;
  for (const auto& each : voices) all.push_back(each.second);
  result.overall = rate(all);
  result.voices = static_cast<int>(voices.size());
  return result;
}

}  // namespace

std::optional<std::size_t> place_beside(Form form) {
  switch (form) {
    case Form::document: return 0;
    case Form::meeting: return 1;
    case Form::survey: return 2;
    case Form::single:
    case Form::group: break;
  }
  return std::nullopt;
}

FactorRating rate(const std::vector<FactorVoice>& voices) {
  FactorRating result;
  result.voices = static_cast<int>(voices.size());
  if (voices.empty()) return result;
  const auto count = [&voices](bool plus, bool only_strong) {
    return std::ranges::count_if(voices, [plus, only_strong](const FactorVoice& voice) {
      return voice.plus == plus && voice.minus != plus && (voice.strong || !only_strong);
    });
  };
  const auto plus = count(true, false);
  const auto minus = count(false, false);
  if (plus == minus) {
    result.kind = FactorRating::Kind::mixed;
    return result;
  }
  const auto strong = count(plus > minus, true);
  const bool demonstrated = strong >= 2 && 2 * strong > std::ssize(voices);
  result.kind = FactorRating::Kind::rated;
  result.rating = (plus > minus ? 1 : -1) * (demonstrated ? 2 : 1);
  return result;
}

std::vector<FactorResult> rate_factors(const Study& study, const std::vector<Voice>& voices) {
  auto found = find_mentions(study, voices);
  std::vector<FactorResult> results;
  for (std::size_t i = 0; i < study.framework.factors.size(); ++i) {
    const FactorId f(i);
    const auto begin = std::ranges::lower_bound(found.mentions, f, {}, &Mention::factor);
    const auto end = std::ranges::upper_bound(found.mentions, f, {}, &Mention::factor);
    auto result = result_of(std::span<const Mention>(begin, end), study.framework.levels.size());
    result.factor = f;
    results.push_back(std::move(result));
  }
  found.organisations.erase(std::unique(found.organisations.begin(), found.organisations.end()),
                            found.organisations.end());
  for (const auto& [factor, organisation] : found.organisations) ++results[factor.index()].organisations;
  count_beside(study, results);
  return results;
}

}  // namespace quickscan
