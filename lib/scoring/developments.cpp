#include "scoring/developments.hpp"

#include "core/ranges.hpp"
#include "scoring/voices.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace quickscan {

namespace {

/// Who speaks of one development.
struct DevelopmentMentions {
  std::vector<std::pair<InterviewId, StakeholderId>> reports;
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
      if (who == none) continue;
      const std::pair report(interview, study[who].organisation);
      if (found.reports.empty() || found.reports.back() != report) found.reports.push_back(report);
    }
  });
}

void read_documents(const Study& study, std::vector<DevelopmentMentions>& mentions) {
  for (const Interview& interview : study.interviews) {
    if (!interview.first_coding || interview.form != Form::document) continue;
    std::set<DevelopmentId> named;
    for (const Segment& segment : interview.segments)
      if (segment.development != none && confirms_development(segment)) named.insert(segment.development);
    for (const DevelopmentId development : named) ++mentions[development.index()].documents;
  }
}

/// The organisations that take part in a development: of its partners and its leader.
std::set<StakeholderId> own_organisations(const Study& study, const Development& development) {
  std::set<StakeholderId> own;
  for (const Actor& partner : development.partners) own.insert(study[partner.stakeholder].organisation);
  if (development.leader) own.insert(study[development.leader->stakeholder].organisation);
  return own;
}

/// The reports of one development, as far as they confirm it.
struct Reports {
  const std::set<StakeholderId>& own;
  const DevelopmentMentions& mentions;

  DevelopmentConfirmation confirmation(StakeholderId without = none) const {
    std::set<InterviewId> interviews;
    std::set<StakeholderId> organisations;
    bool others = false;
    for (const auto& [interview, organisation] : mentions.reports) {
      if (organisation == without) continue;
      interviews.insert(interview);
      organisations.insert(organisation);
      others |= !own.contains(organisation);
    }
    const bool twice = interviews.size() >= 2 && organisations.size() >= 2;
    const bool documented = !organisations.empty() && mentions.documents >= 1;
    if (twice || documented)
      return others ? DevelopmentConfirmation::independent : DevelopmentConfirmation::partners_only;
    return organisations.empty() && mentions.documents == 0 ? DevelopmentConfirmation::unconfirmed
                                                            : DevelopmentConfirmation::single;
  }
};

bool is_live(const Framework& framework, const Development& development, DevelopmentConfirmation confirmation) {
  const auto inside = framework.inside_levels();
  const bool working = development.status == DevelopmentStatus::pilot ||
                       development.status == DevelopmentStatus::running ||
                       development.status == DevelopmentStatus::secured;
  return working && !inside.empty() && development.level == inside.back() &&
         confirmation <= DevelopmentConfirmation::partners_only;
}

/// Who confirms a development, and whether it is live.
void confirm(const Study& study, const DevelopmentMentions& mentions, DevelopmentResult& result) {
  const Development& development = study[result.development];
  const auto own = own_organisations(study, development);
  const Reports reports{own, mentions};
  std::vector<StakeholderId> organisations;
  std::set<InterviewId> interviews;
  for (const auto& [interview, organisation] : mentions.reports) {
    organisations.push_back(organisation);
    interviews.insert(interview);
  }
  keep_distinct(organisations);
  result.interviews = static_cast<int>(interviews.size());
  result.documents = mentions.documents;
  result.confirmation = reports.confirmation();
  result.live = is_live(study.framework, development, result.confirmation);
  for (const StakeholderId organisation : organisations) {
    const std::string& id = study[organisation].id;
    result.confirmed_by.push_back(id);
    const bool rests = result.live && !is_live(study.framework, development, reports.confirmation(organisation));
    if (rests) result.depends_on.push_back(id);
  }
  std::ranges::sort(result.confirmed_by);
  std::ranges::sort(result.depends_on);
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
    case StageKind::not_applicable: return false;
    case StageKind::denied: return segment.rung > 1;
    case StageKind::not_given:
    case StageKind::reached: return true;
  }
  return true;
}

std::optional<AdoptionCount> count_adoption(const Study& study, const Development& development) {
  if (development.adopted.empty() && development.adoption_claim == AdoptionClaim::not_given) return std::nullopt;
  std::vector<Adoption> known(study.places.size(), Adoption::unknown);
  std::set<PlaceTier> tiers;
  for (const PlaceAdoption& named : development.adopted) {
    known[named.place.index()] = named.adoption;
    tiers.insert(study[named.place].tier);
  }
  AdoptionCount count;
  count.claim = development.adoption_claim;
  for (std::size_t p = 0; p < study.places.size(); ++p) {
    if (!tiers.contains(study.places[p].tier)) continue;
    ++count.of;
    switch (known[p]) {
      case Adoption::adopted: ++count.yes; break;
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
  for (std::size_t v = 0; v < voices.size(); ++v)
    read_voice(study, voices[v], static_cast<std::uint32_t>(v + 1), mentions);
  read_documents(study, mentions);
  std::vector<DevelopmentResult> results;
  for (std::size_t d = 0; d < study.developments.size(); ++d) {
    const Development& development = study.developments[d];
    DevelopmentResult result;
    result.development = DevelopmentId(d);
    confirm(study, mentions[d], result);
    result.mentions = mentions[d].voices;
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
                                                RecommendationId rec,
                                                const std::function<bool(const DevelopmentResult&)>& stays) {
  std::vector<bool> counts(study.developments.size(), false);
  for (const DevelopmentResult& result : developments) {
    const auto d = result.development.index();
    counts[d] = result.live && (!stays || stays(result)) && concerns(study.framework, study.developments[d], rec);
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

int live_developments(const Study& study, const std::vector<DevelopmentResult>& developments, RecommendationId rec,
                      const std::function<bool(const DevelopmentResult&)>& stays) {
  return static_cast<int>(counted_developments(study, developments, rec, stays).size());
}

bool depends_on(const DevelopmentResult& result, const std::string& organisation) {
  return std::ranges::binary_search(result.depends_on, organisation);
}

std::string_view id_of(DevelopmentConfirmation value) {
  constexpr std::array<std::string_view, 4> ids = {"independent", "partners-only", "single", "none"};
  return ids[static_cast<std::size_t>(value)];
}

}  // namespace quickscan
