#include "scoring/coverage.hpp"

#include "network/network.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_set>

namespace quickscan {

namespace {

const Stakeholder& holder(const Study& study, Index index) {
  return study.stakeholders[static_cast<std::size_t>(index)];
}

bool is_outside(const Study& study, Index level) {
  return study.framework.levels[static_cast<std::size_t>(level)].outside;
}

/// Who spoke, as stakeholders, organisations and at which level.
class HeardActors {
 public:
  explicit HeardActors(const Study& study)
      : levels_(study.framework.levels.size()),
        stakeholders_(study.stakeholders.size() * levels_),
        organisations_(study.stakeholders.size() * levels_) {
    for (const auto& interview : study.interviews) {
      if (!interview.first_coding || !interview.has_voice()) continue;
      for (const auto& speaker : interview.speakers) {
        stakeholders_[slot(speaker.who, speaker.level)] = true;
        organisations_[slot(holder(study, speaker.who).organisation, speaker.level)] = true;
      }
    }
  }

  bool stakeholder(Index who, Index level) const { return stakeholders_[slot(who, level)]; }
  bool organisation(Index who, Index level) const { return organisations_[slot(who, level)]; }
  bool stakeholder(Index who) const { return anywhere(stakeholders_, who); }
  bool organisation(Index who) const { return anywhere(organisations_, who); }

 private:
  std::size_t slot(Index who, Index level) const {
    return static_cast<std::size_t>(who) * levels_ + static_cast<std::size_t>(level);
  }
  bool anywhere(const std::vector<bool>& heard, Index who) const {
    const auto first = heard.begin() + static_cast<std::ptrdiff_t>(slot(who, 0));
    return std::find(first, first + static_cast<std::ptrdiff_t>(levels_), true) !=
           first + static_cast<std::ptrdiff_t>(levels_);
  }

  std::size_t levels_;
  std::vector<bool> stakeholders_;
  std::vector<bool> organisations_;
};

std::map<Index, FrameCoverage> cover_frame(const Study& study, const HeardActors& heard) {
  std::map<Index, FrameCoverage> result;
  for (const auto& [level, framed] : study.frame) {
    auto& row = result[level];
    row.of = static_cast<int>(framed.size());
    for (const Index who : framed) {
      if (heard.stakeholder(who, level)) {
        ++row.heard;
      } else {
        row.missing.push_back(holder(study, who).id);
      }
    }
    std::ranges::sort(row.missing);
  }
  return result;
}

/// A tie as the graph merges it: who claimed it and with which status does not matter here.
using MergedTie = std::tuple<Actor, Actor, Relation>;

std::vector<NamedNeverHeard> find_never_heard(const Study& study, const HeardActors& heard) {
  const auto unheard = [&](Index who) {
    return holder(study, who).kind != StakeholderKind::platform && !heard.stakeholder(who);
  };
  std::map<std::string, std::set<MergedTie>> ties;
  for (const auto& interview : study.interviews) {
    if (!interview.first_coding) continue;
    for (const auto& claim : interview.ties) {
      auto tie = MergedTie(claim.from, claim.to, claim.relation);
      if (goes_both_ways(claim.relation) && claim.to < claim.from) tie = {claim.to, claim.from, claim.relation};
      for (const Index who : {claim.from.stakeholder, claim.to.stakeholder}) {
        if (unheard(who)) ties[holder(study, who).id].insert(tie);
      }
    }
  }
  std::vector<NamedNeverHeard> result;
  result.reserve(ties.size());
  for (const auto& [who, named_in] : ties) result.push_back({who, static_cast<int>(named_in.size())});
  return result;
}

/// For organisations that were heard, the levels among those of their stakeholders at which none of them spoke.
std::vector<LevelNotHeard> find_unheard_levels(const Study& study, const HeardActors& heard) {
  std::map<std::string, std::set<Index>> missing;
  for (const auto& who : study.stakeholders) {
    if (who.kind == StakeholderKind::platform || !heard.organisation(who.organisation)) continue;
    for (const Index level : who.levels) {
      if (is_outside(study, level) || heard.organisation(who.organisation, level)) continue;
      missing[holder(study, who.organisation).id].insert(level);
    }
  }
  std::vector<LevelNotHeard> result;
  for (const auto& [organisation, levels] : missing) {
    auto& row = result.emplace_back();
    row.organisation = organisation;
    for (const Index level : levels) row.levels.push_back(study.framework.levels[static_cast<std::size_t>(level)].id);
  }
  return result;
}

/// By level and organisation, the voices that it takes part in.
std::map<std::pair<Index, std::string>, int> count_employers(const Study& study, const std::vector<Voice>& voices) {
  std::vector<std::pair<Index, Index>> parts;
  for (const auto& voice : voices) {
    std::vector<Index> organisations;
    for (const auto& speaker : voice.speakers) {
      organisations.push_back(holder(study, speaker_of(study, speaker).who).organisation);
    }
    std::ranges::sort(organisations);
    organisations.erase(std::unique(organisations.begin(), organisations.end()), organisations.end());
    for (const Index organisation : organisations) parts.emplace_back(voice.level, organisation);
  }
  std::ranges::sort(parts);
  std::map<std::pair<Index, std::string>, int> counts;
  for (auto part = parts.begin(); part != parts.end();) {
    const auto next = std::upper_bound(part, parts.end(), *part);
    counts[{part->first, holder(study, part->second).id}] = static_cast<int>(next - part);
    part = next;
  }
  return counts;
}

/// Employers that take part in more than half of the voices of a level; one voice alone dominates nothing.
std::vector<DominantEmployer> find_dominant(const Study& study, const std::vector<Voice>& voices) {
  std::vector<DominantEmployer> result;
  for (const auto& [employer, count] : count_employers(study, voices)) {
    const auto of = static_cast<int>(std::ranges::count(voices, employer.first, &Voice::level));
    if (of >= 2 && 2 * count > of) result.push_back({employer.first, employer.second, count, of});
  }
  return result;
}

std::map<Index, int> count_spoken_about(const Study& study) {
  std::vector<int> counts(study.framework.levels.size(), 0);
  for (const auto& interview : study.interviews) {
    if (!interview.first_coding || !interview.has_voice()) continue;
    for (const auto& segment : interview.segments) {
      const bool states = segment.rec >= 0 || segment.barrier >= 0 || segment.enabler >= 0;
      if (states && segment.about >= 0) ++counts[static_cast<std::size_t>(segment.about)];
    }
  }
  std::map<Index, int> result;
  for (std::size_t level = 0; level < counts.size(); ++level) {
    if (study.framework.levels[level].outside && counts[level] > 0) result[static_cast<Index>(level)] = counts[level];
  }
  return result;
}

/// Persons and organisations, each once.
struct People {
  std::unordered_set<std::string_view> named;
  int nameless = 0;
  std::set<Index> organisations;

  void add(const Study& study, const Speaker& speaker) {
    if (speaker.person.empty()) {
      ++nameless;
    } else {
      named.insert(speaker.person);
    }
    organisations.insert(study.stakeholders[static_cast<std::size_t>(speaker.who)].organisation);
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
    const auto level = static_cast<std::size_t>(voice.level);
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

Coverage coverage(const Study& study, const std::vector<Voice>& voices) {
  const HeardActors heard(study);
  Coverage result;
  result.frame = cover_frame(study, heard);
  result.named_never_heard = find_never_heard(study, heard);
  result.levels_not_heard = find_unheard_levels(study, heard);
  result.dominant = find_dominant(study, voices);
  result.spoken_about = count_spoken_about(study);
  return result;
}

}  // namespace quickscan
