#include "scoring/coverage.hpp"

#include "network/network.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_set>

namespace quickscan {

namespace {

std::map<LevelId, FrameCoverage> cover_frame(const Study& study) {
  std::set<Actor> heard;
  for (const auto& interview : study.interviews) {
    if (!interview.first_coding || !interview.has_voice()) continue;
    for (const auto& speaker : interview.speakers) heard.insert({speaker.who, speaker.level});
  }
  std::map<LevelId, FrameCoverage> result;
  for (const auto& [level, framed] : study.frame) {
    auto& row = result[level];
    row.of = static_cast<int>(framed.size());
    for (const StakeholderId who : framed) {
      if (heard.contains({who, level})) {
        ++row.heard;
      } else {
        row.missing.push_back(study[who].id);
      }
    }
    std::ranges::sort(row.missing);
  }
  return result;
}

/// The stakeholders of the network that were never heard, with the ties that others claim; memberships and partnerships
/// of the study's own files are no claims.
std::vector<NamedNeverHeard> find_never_heard(const Study& study, const NetworkResult& network) {
  std::vector<NamedNeverHeard> result;
  for (const auto& row : network.findings.never_heard) {
    const auto claimed =
        std::ranges::count_if(row.ties, [&](std::size_t tie) { return !network.ties[tie].claims.empty(); });
    if (claimed > 0) result.push_back({study[row.stakeholder].id, static_cast<int>(claimed)});
  }
  return result;
}

std::vector<LevelNotHeard> find_unheard_levels(const Study& study, const NetworkResult& network) {
  std::vector<LevelNotHeard> result;
  for (const auto& row : network.findings.unheard_levels) {
    auto& found = result.emplace_back();
    found.organisation = study[row.organisation].id;
    for (const LevelId level : row.levels) found.levels.push_back(study.framework[level].id);
  }
  return result;
}

/// By level and organisation, the voices that it takes part in.
std::map<std::pair<LevelId, std::string>, int> count_employers(const Study& study, const std::vector<Voice>& voices) {
  std::vector<std::pair<LevelId, StakeholderId>> parts;
  for (const auto& voice : voices) {
    std::vector<StakeholderId> organisations;
    for (const auto& speaker : voice.speakers) {
      const StakeholderId who = speaker_of(study, speaker).who;
      if (who.given()) organisations.push_back(study[who].organisation);
    }
    std::ranges::sort(organisations);
    organisations.erase(std::unique(organisations.begin(), organisations.end()), organisations.end());
    for (const StakeholderId organisation : organisations) parts.emplace_back(voice.level, organisation);
  }
  std::ranges::sort(parts);
  std::map<std::pair<LevelId, std::string>, int> counts;
  for (auto part = parts.begin(); part != parts.end();) {
    const auto next = std::upper_bound(part, parts.end(), *part);
    counts[{part->first, study[part->second].id}] = static_cast<int>(next - part);
    part = next;
  }
  return counts;
}

/// Employers that take part in more than half of the voices of a level; levels of one voice are skipped.
std::vector<DominantEmployer> find_dominant(const Study& study, const std::vector<Voice>& voices) {
  std::vector<DominantEmployer> result;
  for (const auto& [employer, count] : count_employers(study, voices)) {
    const auto of = static_cast<int>(std::ranges::count(voices, employer.first, &Voice::level));
    if (of >= 2 && 2 * count > of) result.push_back({employer.first, employer.second, count, of});
  }
  return result;
}

std::map<LevelId, int> count_spoken_about(const Study& study) {
  std::vector<int> counts(study.framework.levels.size(), 0);
  for (const auto& interview : study.interviews) {
    if (!interview.first_coding || !interview.has_voice()) continue;
    for (const auto& segment : interview.segments) {
      const bool states = segment.rec.given() || segment.barrier.given() || segment.enabler.given();
      if (!states || !segment.about.given()) continue;
      const auto of_another_level = [&](std::uint16_t speaker) {
        return interview.speakers[speaker].level != segment.about;
      };
      if (std::ranges::any_of(speakers_of(interview, segment), of_another_level)) ++counts[segment.about.index()];
    }
  }
  std::map<LevelId, int> result;
  for (std::size_t level = 0; level < counts.size(); ++level)
    if (!study.framework.levels[level].inside() && counts[level] > 0) result[LevelId(level)] = counts[level];
  return result;
}

/// Persons and organisations, each once.
struct People {
  std::unordered_set<std::string_view> named;
  int nameless = 0;
  std::set<StakeholderId> organisations;

  void add(const Study& study, const Speaker& speaker) {
    if (speaker.person.empty()) {
      ++nameless;
    } else {
      named.insert(speaker.person);
    }
    if (speaker.who.given()) organisations.insert(study[speaker.who].organisation);
  }
  int persons() const { return nameless + static_cast<int>(named.size()); }
};

}  // namespace

Heard count_heard(const Study& study, const std::vector<Voice>& voices) {
  Heard heard;
  heard.levels.resize(study.framework.levels.size());
  People all;
  std::vector<People> by_level(heard.levels.size());
  for (const Voice& voice : voices) {
    const auto level = voice.level.index();
    ++heard.levels[level].voices;
    for (const SpeakerRef& ref : voice.speakers) {
      all.add(study, speaker_of(study, ref));
      by_level[level].add(study, speaker_of(study, ref));
    }
  }
  for (std::size_t level = 0; level < by_level.size(); ++level) {
    heard.levels[level].persons = by_level[level].persons();
    heard.levels[level].organisations = static_cast<int>(by_level[level].organisations.size());
  }
  heard.voices = static_cast<int>(voices.size());
  heard.persons = all.persons();
  heard.organisations = static_cast<int>(all.organisations.size());
  for (const Interview& interview : study.interviews) {
    if (!interview.first_coding) continue;
    ++heard.forms[static_cast<std::size_t>(interview.form)];
    if (interview.has_voice()) ++heard.interviews;
  }
  return heard;
}

Coverage coverage(const Study& study, const std::vector<Voice>& voices, const NetworkResult& network) {
  Coverage result;
  result.frame = cover_frame(study);
  result.named_never_heard = find_never_heard(study, network);
  result.levels_not_heard = find_unheard_levels(study, network);
  result.dominant = find_dominant(study, voices);
  result.spoken_about = count_spoken_about(study);
  return result;
}

}  // namespace quickscan
