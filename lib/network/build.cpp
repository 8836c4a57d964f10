#include "network/build.hpp"

#include "core/date.hpp"
#include "core/ranges.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace quickscan {

namespace {

using NodeTie = std::tuple<Node, Node, Relation>;

/// Statuses by precedence within one date: what exists before what does not, the worse first.
constexpr std::array precedence = {TieStatus::problematic, TieStatus::pilot, TieStatus::working, TieStatus::planned,
                                   TieStatus::ended};

TieStatus status_of(DevelopmentStatus status) {
  switch (status) {
    case DevelopmentStatus::idea:
    case DevelopmentStatus::planned: return TieStatus::planned;
    case DevelopmentStatus::pilot: return TieStatus::pilot;
    case DevelopmentStatus::running:
    case DevelopmentStatus::secured: return TieStatus::working;
    default: return TieStatus::ended;
  }
}

/// A tie that a file of the study registers, without a claim in an interview.
struct Registered {
  Actor from;
  Actor to;
  Relation relation = Relation::takes_part;
  TieStatus status = TieStatus::working;
};

class Builder {
 public:
  Builder(const Study& study, const NetworkOptions& options)
      : study_(study), options_(options), levels_(study.framework.levels.size() + 1) {
    network_.options = options;
    place_.assign(study.stakeholders.size() * levels_, missing);
    heard_.assign(place_.size(), false);
  }

  NetworkResult build() {
    collect_registered();
    collect_actors();
    make_actors();
    add_claims();
    make_ties();
    return std::move(network_);
  }

 private:
  static constexpr Node missing = static_cast<Node>(-1);
  static constexpr Node named = static_cast<Node>(-2);

  const Stakeholder& stakeholder(StakeholderId index) const { return study_[index]; }
  bool by_organisation() const { return options_.unit == NetworkUnit::organisation; }

  /// The graph's node for this actor: itself, or its organisation.
  Actor unit_of(const Actor& actor) const {
    if (!by_organisation()) return actor;
    const auto organisation = stakeholder(actor.stakeholder).organisation;
    return {organisation == none ? actor.stakeholder : organisation, none};
  }

  std::size_t slot(StakeholderId stakeholder, LevelId level) const {
    return stakeholder.index() * levels_ + (level.given() ? level.index() + 1 : 0);
  }
  std::size_t slot(const Actor& actor) const {
    const auto unit = unit_of(actor);
    return slot(unit.stakeholder, unit.level);
  }

  void name_actor(const Actor& actor) {
    if (actor.stakeholder != none) place_[slot(actor)] = named;
  }

  void collect_registered() {
    for (std::size_t index = 0; index < study_.stakeholders.size(); ++index) {
      const auto& platform = study_.stakeholders[index];
      if (platform.kind != StakeholderKind::platform) continue;
      for (const LevelId level : platform.levels) {
        for (const StakeholderId member : platform.members)
          registered_.push_back({{member, level}, {StakeholderId(index), level}});
      }
    }
    if (options_.with_partners) collect_partners();
  }

  void collect_partners() {
    for (const auto& development : study_.developments) {
      std::vector<Actor> partners;
      for (auto partner : development.partners) {
        if (partner.level == none) partner.level = development.level;
        partners.push_back(partner);
      }
      std::ranges::sort(partners);
      for (std::size_t a = 0; a < partners.size(); ++a) {
        for (std::size_t b = a + 1; b < partners.size(); ++b) {
          if (partners[a] == partners[b]) continue;
          registered_.push_back({partners[a], partners[b], Relation::works_with, status_of(development.status)});
        }
      }
    }
  }

  void collect_actors() {
    for (const auto& interview : study_.interviews) {
      if (!interview.first_coding) continue;
      if (interview.has_voice()) {
        for (const auto& speaker : interview.speakers) {
          if (speaker.who == none) continue;
          name_actor({speaker.who, speaker.level});
          heard_[slot({speaker.who, speaker.level})] = true;
        }
      }
      for (const auto& tie : interview.ties) {
        name_actor(tie.from);
        name_actor(tie.to);
      }
      for (const auto& route : interview.routes) std::ranges::for_each(route, [&](const Actor& a) { name_actor(a); });
    }
    for (const auto& tie : registered_) {
      name_actor(tie.from);
      name_actor(tie.to);
    }
    for (const auto& step : study_.escalation) std::ranges::for_each(step.who, [&](const Actor& a) { name_actor(a); });
    for (const auto& [level, framed] : study_.frame)
      for (const StakeholderId who : framed) name_actor({who, level});
  }

  void make_actors() {
    for (std::size_t place = 0; place < place_.size(); ++place) {
      if (place_[place] != named) continue;
      const auto level = place % levels_ == 0 ? LevelId() : LevelId(place % levels_ - 1);
      auto& actor = network_.actors.emplace_back();
      actor.stakeholder = StakeholderId(place / levels_);
      actor.level = level;
      const auto& who = stakeholder(actor.stakeholder);
      actor.id = by_organisation() ? who.id : study_.actor_id({actor.stakeholder, level});
      actor.label = who.name;
      actor.short_label = who.short_name;
      actor.kind = who.kind;
      actor.organisation = study_.organisation_id(actor.stakeholder);
      actor.sector = who.sector;
      actor.heard = heard_[place];
      actor.entry = who.entry && (by_organisation() || level == front_level(who));
      actor.help = who.help;
    }
    std::ranges::sort(network_.actors, {}, &ActorResult::id);
    for (Node index = 0; index < network_.actors.size(); ++index) {
      const auto& actor = network_.actors[index];
      place_[slot(actor.stakeholder, actor.level)] = index;
    }
    if (by_organisation()) gather_entries();
    note_interviews();
  }

  /// Clients come in at the level of a stakeholder that is nearest to them.
  LevelId front_level(const Stakeholder& who) const {
    LevelId front;
    for (const LevelId level : who.levels)
      if (study_.framework[level].inside()) front = std::max(front, level);
    return front;
  }

  /// An organisation is an entry, or gives help, if one of its stakeholders is or does.
  void gather_entries() {
    for (std::size_t index = 0; index < study_.stakeholders.size(); ++index) {
      const auto place = place_[slot(Actor{StakeholderId(index), none})];
      if (place >= network_.actors.size()) continue;
      network_.actors[place].entry |= study_.stakeholders[index].entry;
      network_.actors[place].help |= study_.stakeholders[index].help;
    }
  }

  void note_interviews() {
    for (const auto& interview : study_.interviews) {
      if (!interview.first_coding || !interview.has_voice()) continue;
      ++network_.findings.interviews;
      for (const auto& speaker : interview.speakers) {
        if (speaker.who == none) continue;
        auto& list = network_.actors[place_[slot({speaker.who, speaker.level})]].interviews;
        if (list.empty() || list.back() != interview.id) list.push_back(interview.id);
      }
    }
  }

  TieResult* find_tie(const Actor& from, const Actor& to, Relation relation) {
    const auto& wanted = options_.relations;
    if (!wanted.empty() && std::ranges::find(wanted, relation) == wanted.end()) return nullptr;
    auto source = place_[slot(from)];
    auto target = place_[slot(to)];
    // A tie between teams of one organisation is not a tie between organisations.
    if (by_organisation() && source == target && !(from == to)) return nullptr;
    if (goes_both_ways(relation) && target < source) std::swap(source, target);
    auto& tie = ties_[{source, target, relation}];
    tie.source = source;
    tie.target = target;
    tie.relation = relation;
    return &tie;
  }

  /// A number for the two actors of a claim, whichever is named first; one for all where actors are not joined.
  std::uint32_t pair_of(const TieClaim& claim) {
    if (!by_organisation()) return 0;
    const auto key = std::minmax(claim.from, claim.to);
    return pairs_.emplace(key, static_cast<std::uint32_t>(pairs_.size())).first->second;
  }

  void add_claims() {
    for (std::size_t index = 0; index < study_.interviews.size(); ++index) {
      const auto& interview = study_.interviews[index];
      if (!interview.first_coding || interview.ties.empty()) continue;
      for (std::size_t number = 0; number < interview.segments.size(); ++number) {
        const auto& segment = interview.segments[number];
        if (segment.tie_count == 0) continue;
        const auto speakers =
            interview.speakers.empty() ? std::vector<std::uint16_t>{} : speakers_of(interview, segment);
        for (std::size_t tie = 0; tie < segment.tie_count; ++tie) {
          const auto& claim = interview.ties[segment.tie_first + tie];
          auto* merged = find_tie(claim.from, claim.to, claim.relation);
          if (merged == nullptr) continue;
          const ClaimResult row{interview.id,      "",           InterviewId(index),
                                SegmentId(number), claim.status, interview.source,
                                claim.line,        none,         pair_of(claim)};
          if (speakers.empty()) add_claim(*merged, row, {});
          for (const auto speaker : speakers) {
            const auto& who = interview.speakers[speaker];
            add_claim(*merged, row, {who.who, who.level});
          }
        }
      }
    }
    for (const auto& registered : registered_) {
      auto* tie = find_tie(registered.from, registered.to, registered.relation);
      if (tie == nullptr) continue;
      if (!tie->registered) tie->registered = registered.status;
    }
  }

  void add_claim(TieResult& tie, const ClaimResult& row, const Actor& who) {
    auto& claim = tie.claims.emplace_back(row);
    if (who.stakeholder == none) return;
    const auto unit = unit_of(who);
    claim.actor = by_organisation() ? stakeholder(unit.stakeholder).id : study_.actor_id(unit);
    claim.organisation = stakeholder(who.stakeholder).organisation;
    // Two speakers of one actor in one statement are one claim.
    const auto last = tie.claims.size() - 1;
    for (std::size_t i = last;
         i-- > 0 && tie.claims[i].interview_index == row.interview_index && tie.claims[i].segment == row.segment;) {
      if (tie.claims[i].actor == claim.actor && tie.claims[i].line == row.line) {
        tie.claims.pop_back();
        return;
      }
    }
  }

  void make_ties() {
    for (auto& entry : ties_) {
      auto& tie = entry.second;
      tie.claims.shrink_to_fit();  // a large study has them by the hundred thousand
      tie.status = status_without(tie, study_, none).value_or(tie.status);
      tie.in_network = is_in_network(tie.status, options_);
      tie.confirmation = confirmation_of(tie);
      network_.ties.push_back(std::move(tie));
    }
  }

  Confirmation confirmation_of(const TieResult& tie) const {
    const std::array ends = {&network_.actors[tie.source], &network_.actors[tie.target]};
    const auto claims = [&](const ActorResult* end) {
      return std::ranges::any_of(tie.claims, [&](const ClaimResult& claim) { return claim.actor == end->id; });
    };
    const auto silent = [](const ActorResult* end) { return end->kind != StakeholderKind::platform && !end->heard; };
    const auto settled = [&](const ActorResult* end) { return end->kind == StakeholderKind::platform || claims(end); };
    if (std::ranges::none_of(ends, claims)) {
      const bool own = std::ranges::any_of(tie.claims, [&](const ClaimResult& claim) {
        return claim.organisation != none && std::ranges::any_of(ends, [&](const ActorResult* end) {
                 return stakeholder(end->stakeholder).organisation == claim.organisation;
               });
      });
      return own ? Confirmation::own_organisation : Confirmation::third_party;
    }
    if (std::ranges::any_of(ends, silent)) return Confirmation::unverifiable;
    return std::ranges::all_of(ends, settled) ? Confirmation::confirmed : Confirmation::one_sided;
  }

  const Study& study_;
  const NetworkOptions& options_;
  std::size_t levels_;
  NetworkResult network_;
  std::vector<Node> place_;  ///< by stakeholder and level: the index of the actor
  std::vector<bool> heard_;
  std::vector<Registered> registered_;
  std::map<NodeTie, TieResult> ties_;
  std::map<std::pair<Actor, Actor>, std::uint32_t> pairs_;
};

/// The status of two actors: that of their latest claims, by precedence.
TieStatus status_of_pair(const TieResult& tie, const Study& study, InterviewId left_out, std::uint32_t pair) {
  const auto date_of = [&](const ClaimResult& claim) -> const Date& { return study[claim.interview_index].date; };
  const auto counts = [&](const ClaimResult& claim) { return claim.interview_index != left_out && claim.pair == pair; };
  // The latest claims are those whose period does not end before the start of another's.
  int latest = 0;
  for (const auto& claim : tie.claims)
    if (counts(claim)) latest = std::max(latest, first_day(date_of(claim)));
  std::array<bool, precedence.size()> present{};
  for (const auto& claim : tie.claims)
    if (counts(claim) && last_day(date_of(claim)) >= latest) present[static_cast<std::size_t>(claim.status)] = true;
  return *std::ranges::find_if(precedence, [&](TieStatus status) { return present[static_cast<std::size_t>(status)]; });
}

}  // namespace

bool is_in_network(TieStatus status, const NetworkOptions& options) {
  return std::ranges::find(options.statuses, status) != options.statuses.end();
}

std::optional<TieStatus> status_without(const TieResult& tie, const Study& study, InterviewId left_out) {
  std::vector<std::uint32_t> pairs;
  for (const auto& claim : tie.claims)
    if (claim.interview_index != left_out) pairs.push_back(claim.pair);
  if (pairs.empty()) return tie.registered;
  keep_distinct(pairs);
  std::optional<TieStatus> best;
  for (const auto pair : pairs) {
    const auto status = status_of_pair(tie, study, left_out, pair);
    const auto rank = [](TieStatus one) {
      return one == TieStatus::working ? -1 : std::ranges::find(precedence, one) - precedence.begin();
    };
    if (!best || rank(status) < rank(*best)) best = status;
  }
  return best;
}

NetworkResult build_network(const Study& study, const NetworkOptions& options) {
  return Builder(study, options).build();
}

std::vector<Arc> arcs_of(const NetworkResult& network) {
  std::vector<Arc> arcs;
  for (const auto& tie : network.ties) {
    if (!tie.in_network) continue;
    arcs.emplace_back(tie.source, tie.target);
    if (goes_both_ways(tie.relation)) arcs.emplace_back(tie.target, tie.source);
  }
  return arcs;
}

}  // namespace quickscan
