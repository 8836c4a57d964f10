#include "analysis/network_parts.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace quickscan {

namespace {

/// By actor: the ties that it is an end of.
std::vector<std::vector<std::size_t>> ties_by_actor(const NetworkResult& network) {
  std::vector<std::vector<std::size_t>> result(network.actors.size());
  for (std::size_t tie = 0; tie < network.ties.size(); ++tie) {
    const auto& row = network.ties[tie];
    result[row.source].push_back(tie);
    if (row.target != row.source) result[row.target].push_back(tie);
  }
  return result;
}

/// Stakeholders of whom somebody spoke, at whatever level and whatever the unit.
std::set<Index> heard_stakeholders(const Study& study, NetworkUnit unit) {
  std::set<Index> heard;
  for (const auto& interview : study.interviews) {
    if (!interview.first_coding || !interview.has_voice()) continue;
    for (const auto& speaker : interview.speakers) {
      const auto& who = study.stakeholders[static_cast<std::size_t>(speaker.who)];
      heard.insert(unit == NetworkUnit::actor ? speaker.who : who.organisation);
    }
  }
  return heard;
}

void count_confirmations(NetworkResult& network) {
  auto& findings = network.findings;
  for (const auto& tie : network.ties) {
    if (tie.claims.empty()) {
      ++findings.registered_only;
    } else {
      ++findings.confirmation[static_cast<std::size_t>(tie.confirmation)];
    }
  }
  const auto confirmed = findings.confirmation[static_cast<std::size_t>(Confirmation::confirmed)];
  const auto one_sided = findings.confirmation[static_cast<std::size_t>(Confirmation::one_sided)];
  if (confirmed + one_sided > 0) {
    findings.confirmation_rate = static_cast<double>(confirmed) / static_cast<double>(confirmed + one_sided);
  }
}

void count_single_claims(NetworkResult& network) {
  for (const auto& tie : network.ties) {
    if (tie.claims.empty() || tie.registered) continue;
    const auto& first = tie.claims.front();
    if (first.actor.empty()) continue;
    const bool alone = std::ranges::all_of(
        tie.claims, [&](const ClaimResult& claim) { return claim.interview_index == first.interview_index; });
    if (alone) ++network.findings.rest_on_one[first.interview];
  }
}

/// By organisation: levels that the study gives it, less those where somebody of it spoke.
void find_unheard_levels(NetworkResult& network, const Study& study) {
  std::map<Index, std::set<Index>> known;
  std::map<Index, std::set<Index>> heard;
  for (const auto& who : study.stakeholders) {
    if (who.kind != StakeholderKind::platform) known[who.organisation].insert(who.levels.begin(), who.levels.end());
  }
  for (const auto& interview : study.interviews) {
    if (!interview.first_coding || !interview.has_voice()) continue;
    for (const auto& speaker : interview.speakers) {
      heard[study.stakeholders[static_cast<std::size_t>(speaker.who)].organisation].insert(speaker.level);
    }
  }
  for (const auto& [organisation, levels] : known) {
    if (!heard.contains(organisation)) continue;
    UnheardLevels row{organisation, {}};
    for (const Index level : levels) {
      const bool outside = study.framework.levels[static_cast<std::size_t>(level)].outside;
      if (!outside && !heard[organisation].contains(level)) row.levels.push_back(level);
    }
    if (!row.levels.empty()) network.findings.unheard_levels.push_back(std::move(row));
  }
  std::ranges::sort(network.findings.unheard_levels, {},
                    [&](const UnheardLevels& row) { return study.organisation_id(row.organisation); });
}

/// Ties of a both-way or one-way kind between the same two actors count as one pair.
void find_planned_only(NetworkResult& network) {
  std::set<Arc> joined;
  const auto pair_of = [](const TieResult& tie) {
    return Arc(std::min(tie.source, tie.target), std::max(tie.source, tie.target));
  };
  for (const auto& tie : network.ties) {
    if (tie.status != TieStatus::planned && tie.status != TieStatus::ended) joined.insert(pair_of(tie));
  }
  for (std::size_t tie = 0; tie < network.ties.size(); ++tie) {
    const auto& row = network.ties[tie];
    if (row.status == TieStatus::planned && !joined.contains(pair_of(row))) {
      network.findings.planned_only.push_back(tie);
    }
  }
}

}  // namespace

void find_coverage(NetworkResult& network, const Study& study) {
  count_confirmations(network);
  count_single_claims(network);
  find_unheard_levels(network, study);
  find_planned_only(network);
  const auto heard = heard_stakeholders(study, network.options.unit);
  const auto ties = ties_by_actor(network);
  auto& findings = network.findings;
  std::map<Index, NeverHeard> never;
  for (std::size_t index = 0; index < network.actors.size(); ++index) {
    const auto& actor = network.actors[index];
    if (actor.heard && ties[index].empty()) findings.heard_never_named.push_back(index);
    if (is_platform(actor) || heard.contains(actor.stakeholder) || ties[index].empty()) continue;
    findings.named_never_heard.emplace_back(index, ties[index]);
    auto& row = never[actor.stakeholder];
    row.stakeholder = actor.stakeholder;
    row.actors.push_back(index);
    row.ties.insert(row.ties.end(), ties[index].begin(), ties[index].end());
  }
  for (auto& entry : never) {
    auto& row = entry.second;
    std::ranges::sort(row.ties);
    row.ties.erase(std::unique(row.ties.begin(), row.ties.end()), row.ties.end());
    findings.never_heard.push_back(std::move(row));
  }
  std::ranges::sort(findings.never_heard, {}, [&](const NeverHeard& row) {
    return study.stakeholders[static_cast<std::size_t>(row.stakeholder)].id;
  });
}

}  // namespace quickscan
