#include "report/network_statements_structure.hpp"

#include "core/format_number.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace quickscan {

namespace {

/// A table by level or by sector, and the message about it.
struct WithinText {
  std::string_view key;
  std::string_view index_key;
  const ExternalInternal& groups;
};

MaybeStatement within(const NetworkWords& words, const WithinText& about) {
  const auto& groups = about.groups;
  const auto total = groups.external + groups.internal;
  // No statement on a single pair, or where all possible pairs are within groups or all between them.
  if (!groups.index || !groups.expected || total < 2 || std::abs(*groups.expected) >= 1) return std::nullopt;
  NetworkStatement statement;
  const std::string key(about.key);
  statement.text = words.say(groups.external == 0   ? key + "_every"
                             : groups.internal == 0 ? key + "_no_one"
                                                    : key,
                             {{"internal", groups.internal}, {"of", total}, {"external", groups.external}});
  statement.plain = statement.text;
  add_sentence(statement.text,
               words.say(about.index_key, {{"index", format_number(*groups.index, 2, words.language)},
                                           {"expected", format_number(*groups.expected, 2, words.language)}}));
  const auto ties = ties_where(words.network, [&](const TieResult& tie) {
    return tie.in_network && !is_platform(words.network.actors[tie.source]) &&
           !is_platform(words.network.actors[tie.target]);
  });
  statement.evidence = words.say("level_evidence", {{"interviews", words.interviews(ties)}});
  // The more ties are within groups than their sizes make likely, the higher.
  statement.weight = std::max(0.0, (*groups.expected - *groups.index) / 2) *
                     share_of(static_cast<std::size_t>(groups.internal), static_cast<std::size_t>(total));
  return statement;
}

/// The pairs of levels with the fewest ties of those possible.
struct WeakestBlocks {
  std::vector<const GroupCount*> blocks;
  int compared = 0;
  bool unheard = false;  ///< a pair was left out
};

/// Between two levels of which one at least was heard: else nobody could have named a tie.
WeakestBlocks weakest_blocks(const NetworkWords& words) {
  WeakestBlocks weakest;
  const auto heard = [&](const std::string& id) {
    const auto level = words.study.framework.find_level(id);
    return std::ranges::any_of(words.network.actors,
                               [&](const ActorResult& actor) { return actor.heard && actor.level == level; });
  };
  for (const auto& block : words.network.undirected.by_level.blocks) {
    if (block.a == block.b || block.possible == 0) continue;
    if (!heard(block.a) && !heard(block.b)) {
      weakest.unheard = true;
      continue;
    }
    ++weakest.compared;
    auto& blocks = weakest.blocks;
    // The sign of the difference in density, in whole numbers.
    const auto more =
        blocks.empty() ? -1 : block.ties * blocks.front()->possible - blocks.front()->ties * block.possible;
    if (more < 0) blocks.clear();
    if (more <= 0) blocks.push_back(&block);
  }
  return weakest;
}

}  // namespace

MaybeStatement state_levels(const NetworkWords& words) {
  const auto& groups = words.network.undirected.by_level;
  auto statement = within(words, {"level_within", "level_index", groups});
  if (!statement) return statement;
  statement->change = words.say("level_change_none");
  if (const auto weakest = weakest_blocks(words); weakest.compared > 1) {
    const auto say = [&](std::string_view key, const GroupCount& block) {
      return words.say(key, {{"a", words.level(words.study.framework.find_level(block.a))},
                             {"b", words.level(words.study.framework.find_level(block.b))},
                             {"ties", block.ties},
                             {"possible", block.possible}});
    };
    std::vector<std::string> pairs;
    for (const auto* block : weakest.blocks) pairs.push_back(say("level_pair", *block));
    const bool tied = pairs.size() > 1;
    const auto sentence = tied ? words.say("level_weakest_tied", {{"pairs", words.list(pairs)}})
                               : say(weakest.unheard ? "level_weakest_heard" : "level_weakest", *weakest.blocks[0]);
    add_sentence(statement->text, sentence);
    add_sentence(statement->plain, sentence);
    if (!tied) statement->change = say("level_change", *weakest.blocks[0]);
  }
  const auto& leaps = words.network.findings.leaps;
  if (!leaps.empty()) {
    add_sentence(statement->text,
                 words.say("level_leaps", {{"count", count_of(leaps.size())}, {"names", words.tie_names(leaps)}}));
  }
  return statement;
}

MaybeStatement state_sectors(const NetworkWords& words) {
  const auto& groups = words.network.undirected.by_sector;
  auto statement = within(words, {"sector_within", "sector_index", groups});
  if (!statement) return statement;
  statement->change = words.say("sector_change_none");
  std::map<std::string, std::pair<int, int>> counts;  // inside, outside
  for (const auto& block : groups.blocks) {
    if (block.a == block.b) {
      counts[block.a].first += block.ties;
    } else {
      counts[block.a].second += block.ties;
      counts[block.b].second += block.ties;
    }
  }
  const std::string* closed = nullptr;
  for (const auto& [sector, index] : groups.groups) {
    if (!index || counts[sector].first < 2) continue;
    if (closed == nullptr || *index < *groups.groups.at(*closed)) closed = &sector;
  }
  if (closed == nullptr || *groups.groups.at(*closed) >= 0) return statement;
  const auto name = words.sector(*closed);
  add_sentence(statement->text,
               words.say("sector_closed",
                         {{"name", name}, {"internal", counts[*closed].first}, {"external", counts[*closed].second}}));
  statement->change = words.say("sector_change", {{"name", name}});
  return statement;
}

MaybeStatement state_confirmation(const NetworkWords& words) {
  const auto all = ties_where(words.network, [&](const TieResult& tie) { return words.is_shown(tie); });
  std::array<int, 5> counts{};
  int registered = 0;
  for (const auto tie : all) {
    const auto& row = words.network.ties[tie];
    ++(row.claims.empty() ? registered : counts[static_cast<std::size_t>(row.confirmation)]);
  }
  const auto count = [&](Confirmation kind) { return counts[static_cast<std::size_t>(kind)]; };
  const auto confirmed = count(Confirmation::confirmed);
  const auto one_sided = count(Confirmation::one_sided);
  const auto unverifiable = count(Confirmation::unverifiable);
  if (all.empty()) return std::nullopt;
  NetworkStatement statement;
  if (confirmed + one_sided == 1) {
    statement.text = words.say(confirmed == 1 ? "confirmation_one" : "confirmation_one_sided");
  } else if (confirmed + one_sided > 1) {
    statement.text =
        words.say("confirmation", {{"of", confirmed + one_sided}, {"count", confirmed}, {"one_sided", one_sided}});
  }
  statement.plain = statement.text;
  if (unverifiable > 0) add_sentence(statement.text, words.say("confirmation_unverifiable", {{"count", unverifiable}}));
  const auto own = count(Confirmation::own_organisation);
  const auto third = count(Confirmation::third_party);
  if (own > 0) add_sentence(statement.text, words.say("confirmation_own", {{"count", own}}));
  if (third > 0) add_sentence(statement.text, words.say("confirmation_third", {{"count", third}}));
  if (registered > 0) add_sentence(statement.text, words.say("confirmation_registered", {{"count", registered}}));
  statement.evidence = words.say("confirmation_evidence", {{"interviews", words.interviews(all)}});
  const auto asked = ties_where(words.network, [&](const TieResult& tie) {
    return words.is_shown(tie) && tie.confirmation == Confirmation::one_sided;
  });
  statement.change = !asked.empty() ? words.say("confirmation_change", {{"names", words.tie_names(asked)}})
                                    : words.say(unverifiable + own + third > 0 ? "confirmation_change_none"
                                                : registered > 0               ? "confirmation_change_registered"
                                                                               : "confirmation_change_all");
  statement.weight = share_of(static_cast<std::size_t>(one_sided + unverifiable + third) / 2, all.size());
  return statement;
}

MaybeStatement state_apart(const NetworkWords& words) {
  const auto& network = words.network;
  auto isolates = network.findings.isolates;
  const auto parts = network.undirected.components.size() - isolates.size();
  // That somebody who was never heard has no tie is no finding.
  std::erase_if(isolates, [&](std::size_t actor) { return !network.actors[actor].heard; });
  if ((parts < 2 && isolates.empty()) || network.actors.size() < 2) return std::nullopt;
  NetworkStatement statement;
  if (parts > 1) statement.text = words.say("apart", {{"count", count_of(parts)}});
  if (!isolates.empty()) add_sentence(statement.text, words.say("apart_isolates", {{"names", words.names(isolates)}}));
  const auto ties = ties_where(network, [](const TieResult& tie) { return tie.in_network; });
  statement.evidence =
      words.say("apart_evidence", {{"pairs", network.undirected.m}, {"interviews", words.interviews(ties)}});
  statement.change = words.say("apart_change");
  statement.weight = network.undirected.fragmentation.value_or(0);
  return statement;
}

MaybeStatement state_planned(const NetworkWords& words) {
  const auto& ties = words.network.findings.planned_only;
  if (ties.empty()) return std::nullopt;
  NetworkStatement statement;
  statement.text = words.say("planned", {{"count", count_of(ties.size())}, {"names", words.tie_names(ties)}});
  statement.evidence = words.say("planned_evidence", {{"interviews", words.interviews(ties)}});
  statement.change = words.say("planned_change");
  statement.weight = share_of(ties.size(), words.network.ties.size());
  return statement;
}

}  // namespace quickscan
