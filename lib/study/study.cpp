#include "study/study.hpp"

#include "study/vocabulary.hpp"

#include <algorithm>
#include <numeric>

namespace quickscan {

namespace {

template <typename Value, std::size_t size>
std::string_view word_of(const Words<Value, size>& words, Value value) {
  for (const auto& [word, meaning] : words)
    if (meaning == value) return word;
  return {};
}

}  // namespace

bool may_be_quoted(const Interview& interview, const Segment& segment) {
  if (segment.quote.empty() || segment.quote_ok == Stated::no) return false;
  return (interview.consent.given && interview.consent.quotes) || segment.quote_ok == Stated::yes;
}

std::vector<std::uint16_t> speakers_of(const Interview& interview, const Segment& segment) {
  if (segment.by_count != 0) {
    const auto first = interview.by.begin() + segment.by_first;
    return {first, first + segment.by_count};
  }
  std::vector<std::uint16_t> all(interview.speakers.size());
  std::iota(all.begin(), all.end(), std::uint16_t{0});
  return all;
}

std::vector<double> Study::rung_weights() const {
  if (!weights.rungs.empty()) return weights.rungs;
  return std::vector<double>(static_cast<std::size_t>(framework.top()), 1.0);
}

StakeholderId Study::find_stakeholder(std::string_view wanted) const {
  return find_by_id<StakeholderId>(stakeholders, wanted);
}
DevelopmentId Study::find_development(std::string_view wanted) const {
  return find_by_id<DevelopmentId>(developments, wanted);
}
PlaceId Study::find_place(std::string_view wanted) const { return find_by_id<PlaceId>(places, wanted); }

bool Study::has_heard(const Actor& actor) const {
  return std::ranges::any_of(interviews, [&](const Interview& interview) {
    return interview.first_coding && interview.has_voice() &&
           std::ranges::any_of(interview.speakers, [&](const Speaker& speaker) {
             return speaker.who == actor.stakeholder && speaker.level == actor.level;
           });
  });
}

bool Study::was_reached(const Contact& contact) const {
  const auto outcome = contact.outcome;
  return outcome != ContactOutcome::alternative && outcome != ContactOutcome::withdrawn && has_heard(contact.who);
}

std::string Study::actor_id(const Actor& actor) const {
  auto result = (*this)[actor.stakeholder].id;
  if (actor.level != none) result += '@' + framework[actor.level].id;
  return result;
}

const std::string& Study::organisation_id(StakeholderId stakeholder) const {
  return (*this)[(*this)[stakeholder].organisation].id;
}

std::string_view id_of(Provenance value) { return word_of(provenance_words, value); }
std::string_view id_of(StakeholderKind value) { return word_of(kind_words, value); }
std::string_view id_of(Tier value) { return word_of(tier_words, value); }
std::string_view id_of(DevelopmentStatus value) { return word_of(status_words, value); }
std::string_view id_of(Origin value) { return word_of(origin_words, value); }
std::string_view id_of(Scope value) { return word_of(scope_words, value); }
std::string_view id_of(LeaderPosition value) { return word_of(position_words, value); }
std::string_view id_of(Basis value) { return word_of(basis_words, value); }
std::string_view id_of(Relation value) { return word_of(relation_words, value); }
std::string_view id_of(TieStatus value) { return word_of(tie_status_words, value); }
std::string_view id_of(Form value) { return word_of(form_words, value); }
std::string_view id_of(NotesFrom value) { return word_of(notes_words, value); }
std::string_view id_of(Trend value) { return word_of(trend_words, value); }
std::string_view id_of(Sign value) { return word_of(sign_words, value); }
std::string_view id_of(ContactOutcome value) { return word_of(outcome_words, value); }
std::string_view id_of(CheckResponse value) { return word_of(response_words, value); }
std::string_view id_of(PlaceTier value) { return word_of(place_tier_words, value); }
std::string_view id_of(AdoptionClaim value) { return word_of(adoption_claim_words, value); }
std::string_view id_of(PositionStatus value) { return word_of(position_status_words, value); }

}  // namespace quickscan
