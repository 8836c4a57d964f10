#pragma once

#include "study/study.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace quickscan {

/// The words of the format: one table for reading them and for writing them.
template <typename Value, std::size_t size>
using Words = std::array<std::pair<std::string_view, Value>, size>;

inline constexpr Words<Provenance, 5> provenance_words{{{"fieldwork", Provenance::fieldwork},
                                                        {"documents", Provenance::documents},
                                                        {"reconstructed", Provenance::reconstructed},
                                                        {"synthetic", Provenance::synthetic},
                                                        {"reused", Provenance::reused}}};
inline constexpr Words<StakeholderKind, 4> kind_words{{{"organisation", StakeholderKind::organisation},
                                                       {"team", StakeholderKind::team},
                                                       {"role", StakeholderKind::role},
                                                       {"platform", StakeholderKind::platform}}};
inline constexpr Words<Tier, 3> tier_words{
    {{"local", Tier::local}, {"regional", Tier::regional}, {"national", Tier::national}}};
inline constexpr Words<DevelopmentStatus, 8> status_words{{{"idea", DevelopmentStatus::idea},
                                                           {"planned", DevelopmentStatus::planned},
                                                           {"pilot", DevelopmentStatus::pilot},
                                                           {"running", DevelopmentStatus::running},
                                                           {"secured", DevelopmentStatus::secured},
                                                           {"ended", DevelopmentStatus::ended},
                                                           {"withdrawn", DevelopmentStatus::withdrawn},
                                                           {"superseded", DevelopmentStatus::superseded}}};
inline constexpr Words<Origin, 5> origin_words{{{"bottom-up", Origin::bottom_up},
                                                {"top-down", Origin::top_down},
                                                {"copied", Origin::copied},
                                                {"pre-existing", Origin::pre_existing},
                                                {"external", Origin::external}}};
inline constexpr Words<Scope, 7> scope_words{{{"case", Scope::one_case},
                                              {"team", Scope::team},
                                              {"neighbourhood", Scope::neighbourhood},
                                              {"area", Scope::area},
                                              {"city", Scope::city},
                                              {"region", Scope::region},
                                              {"national", Scope::national}}};
inline constexpr Words<LeaderPosition, 5> position_words{{{"policy", LeaderPosition::policy},
                                                          {"external", LeaderPosition::external},
                                                          {"partner", LeaderPosition::partner},
                                                          {"content", LeaderPosition::content},
                                                          {"process", LeaderPosition::process}}};
inline constexpr Words<Basis, 3> basis_words{{{"shown", Basis::shown}, {"said", Basis::said}, {"heard", Basis::heard}}};
inline constexpr Words<Trend, 3> trend_words{{{"up", Trend::up}, {"same", Trend::same}, {"down", Trend::down}}};
inline constexpr Words<Relation, 7> relation_words{{{"works-with", Relation::works_with},
                                                    {"exchanges-staff", Relation::exchanges_staff},
                                                    {"refers", Relation::refers},
                                                    {"steers", Relation::steers},
                                                    {"funds", Relation::funds},
                                                    {"takes-part", Relation::takes_part},
                                                    {"escalates", Relation::escalates}}};
inline constexpr Words<TieStatus, 5> tie_status_words{{{"working", TieStatus::working},
                                                       {"pilot", TieStatus::pilot},
                                                       {"planned", TieStatus::planned},
                                                       {"problematic", TieStatus::problematic},
                                                       {"ended", TieStatus::ended}}};
inline constexpr Words<Form, 5> form_words{{{"single", Form::single},
                                            {"group", Form::group},
                                            {"meeting", Form::meeting},
                                            {"document", Form::document},
                                            {"survey", Form::survey}}};
inline constexpr Words<NotesFrom, 4> notes_words{{{"transcript", NotesFrom::transcript},
                                                  {"notes", NotesFrom::notes},
                                                  {"recording", NotesFrom::recording},
                                                  {"text", NotesFrom::text}}};
inline constexpr Words<Sign, 3> sign_words{
    {{"barrier", Sign::barrier}, {"enabler", Sign::enabler}, {"both", Sign::both}}};
inline constexpr Words<ContactOutcome, 4> outcome_words{{{"refused", ContactOutcome::refused},
                                                         {"no-answer", ContactOutcome::no_answer},
                                                         {"alternative", ContactOutcome::alternative},
                                                         {"withdrawn", ContactOutcome::withdrawn}}};
inline constexpr Words<CheckResponse, 3> response_words{{{"confirmed", CheckResponse::confirmed},
                                                         {"nuanced", CheckResponse::nuanced},
                                                         {"contested", CheckResponse::contested}}};
inline constexpr Words<PlaceTier, 2> place_tier_words{
    {{"municipality", PlaceTier::municipality}, {"region", PlaceTier::region}}};
inline constexpr Words<AdoptionClaim, 6> adoption_claim_words{{{"all", AdoptionClaim::all},
                                                               {"nearly-all", AdoptionClaim::nearly_all},
                                                               {"most", AdoptionClaim::most},
                                                               {"some", AdoptionClaim::some},
                                                               {"few", AdoptionClaim::few},
                                                               {"none", AdoptionClaim::no_place}}};
inline constexpr Words<PositionStatus, 5> position_status_words{{{"done", PositionStatus::done},
                                                                 {"under-way", PositionStatus::under_way},
                                                                 {"planned", PositionStatus::planned},
                                                                 {"none", PositionStatus::nothing},
                                                                 {"rejected", PositionStatus::rejected}}};

}  // namespace quickscan
