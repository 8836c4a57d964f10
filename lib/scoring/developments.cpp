#include "scoring/developments.hpp"

#include "core/ranges.hpp"
#include "scoring/voices.hpp"

#include <algorithm>
#include <set>

namespace quickscan {

namespace {

/// Who speaks of one development.
struct DevelopmentMentions {
  std::vector<StakeholderId> organisations;
  int documents = 0;
  int voices = 0;
  std::uint32_t last_voice = 0;  ///< from 1
};

void read_voice(const Study& study, const Voice& voice, std::uint32_t number,
                std::vector<DevelopmentMentions>& mentions) {
  visit_segments(study, voice, [&](InterviewId interview, SegmentId position, std::span<const std::uint32_t> speakers) {
    const Segment& segment = study[interview].segments[position.index()];
    if (segment.development == none) return;
    DevelopmentMentions& found = mentions[segment.development.index()];
    if (found.last_voice != number) ++found.voices;
    found.last_voice = number;
    if (!confirms_development(segment)) return;
    for (const std::uint32_t speaker : speakers) {
      const StakeholderId who = speaker_of(study, voice.speakers[speaker]).who;
      const StakeholderId organisation = study[who].organisation;
      if (found.organisations.empty() || found.organisations.back() != organisation) {
        found.organisations.push_back(organisation);
      }
    }
  });
}

void read_documents(const Study& study, std::vector<DevelopmentMentions>& mentions) {
  for (const Interview& interview : study.interviews) {
    if (!interview.first_coding || interview.form != Form::document) continue;
    std::set<DevelopmentId> named;
    for (const Segment& segment : interview.segments) {
      if (segment.development != none && confirms_development(segment)) named.insert(segment.development);
    }
    for (const DevelopmentId development : named) ++mentions[development.index()].documents;
  }
}

std::vector<std::string> organisation_ids(const Study& study, std::vector<StakeholderId> organisations) {
  keep_distinct(organisations);
  std::vector<std::string> ids;
  ids.reserve(organisations.size());
  for (const StakeholderId organisation : organisations) {
    ids.push_back(study[organisation].id);
  }
  std::ranges::sort(ids);
  return ids;
}

bool is_live(const Framework& framework, const Development& development, const DevelopmentResult& result) {
  const auto inside = framework.inside_levels();
  const bool working = development.status == DevelopmentStatus::pilot ||
                       development.status == DevelopmentStatus::running ||
                       development.status == DevelopmentStatus::secured;
  const std::size_t organisations = result.confirmed_by.size();
  return working && !inside.empty() && development.level == inside.back() &&
         (organisations >= 2 || (organisations == 1 && result.documents >= 1));
}

/// A decision that never came in time; what ended or was replaced needs none any more.
bool is_overdue(const Study& study, const Development& development) {
  const bool over = development.status == DevelopmentStatus::ended ||
                    development.status == DevelopmentStatus::withdrawn ||
                    development.status == DevelopmentStatus::superseded;
  return !over && development.decide_by.known() && study.reference_date.known() &&
         earlier(development.decide_by, study.reference_date);
}

}  // namespace

bool concerns(const Framework& framework, const Development& development, RecommendationId rec) {
  return std::ranges::any_of(development.recs,
                             [&](RecommendationId named) { return named == rec || framework[named].parent == rec; });
}

bool confirms_development(const Segment& segment) {
  if (segment.basis == Basis::heard) return false;
  switch (segment.stage) {
    case StageKind::unknown:
    case StageKind::not_applicable:
      return false;
    case StageKind::denied:
      return segment.rung > 1;
    case StageKind::not_given:
    case StageKind::reached:
      return true;
  }
  return true;
}

std::optional<AdoptionCount> count_adoption(const Study& study, const Development& development) {
  if (development.adopted.empty()) return std::nullopt;
  std::vector<Adoption> known(study.places.size(), Adoption::unknown);
  std::set<PlaceTier> tiers;
  for (const PlaceAdoption& named : development.adopted) {
    known[named.place.index()] = named.adoption;
    tiers.insert(study[named.place].tier);
  }
  AdoptionCount count;
  for (std::size_t p = 0; p < study.places.size(); ++p) {
    if (!tiers.contains(study.places[p].tier)) continue;
    ++count.of;
    switch (known[p]) {
      case Adoption::adopted:
        ++count.yes;
        break;
      case Adoption::not_yet:
        ++count.no;
        count.not_yet.push_back(study.places[p].id);
        break;
      case Adoption::unknown:
        ++count.unknown;
        count.unknown_places.push_back(study.places[p].id);
        break;
    }
  }
  std::ranges::sort(count.not_yet);
  std::ranges::sort(count.unknown_places);
  return count;
}

std::vector<DevelopmentResult> development_results(const Study& study, const std::vector<Voice>& voices) {
  std::vector<DevelopmentMentions> mentions(study.developments.size());
  for (std::size_t v = 0; v < voices.size(); ++v) {
    read_voice(study, voices[v], static_cast<std::uint32_t>(v + 1), mentions);
  }
  read_documents(study, mentions);
  std::vector<DevelopmentResult> results;
  for (std::size_t d = 0; d < study.developments.size(); ++d) {
    const Development& development = study.developments[d];
    DevelopmentResult result;
    result.development = DevelopmentId(d);
    result.confirmed_by = organisation_ids(study, std::move(mentions[d].organisations));
    result.documents = mentions[d].documents;
    result.mentions = mentions[d].voices;
    result.live = is_live(study.framework, development, result);
    result.adopted = count_adoption(study, development);
    result.pre_existing =
        development.origin == Origin::pre_existing ||
        (development.start.known() && study.baseline_date.known() && earlier(development.start, study.baseline_date));
    result.decision_overdue = is_overdue(study, development);
    results.push_back(std::move(result));
  }
  std::ranges::sort(
      results, {}, [&](const DevelopmentResult& result) -> const std::string& { return study[result.development].id; });
  return results;
}

std::vector<DevelopmentId> counted_developments(const Study& study, const std::vector<DevelopmentResult>& developments,
                                                RecommendationId rec) {
  std::vector<bool> counts(study.developments.size(), false);
  for (const DevelopmentResult& result : developments) {
    const auto d = result.development.index();
    counts[d] = result.live && concerns(study.framework, study.developments[d], rec);
  }
  std::vector<DevelopmentId> counted;
  for (const DevelopmentResult& result : developments) {
    if (!counts[result.development.index()]) continue;
    bool inside_another = false;
    // A circle of parts is an error of its own; it must not keep us here for ever.
    std::size_t steps = 0;
    for (DevelopmentId whole = study[result.development].part_of;
         whole != none && !inside_another && steps < study.developments.size(); whole = study[whole].part_of, ++steps) {
      inside_another = whole != result.development && counts[whole.index()];
    }
    if (!inside_another) counted.push_back(result.development);
  }
  return counted;
}

int live_developments(const Study& study, const std::vector<DevelopmentResult>& developments, RecommendationId rec) {
  return static_cast<int>(counted_developments(study, developments, rec).size());
}

}  // namespace quickscan
