#include "report/network_tables.hpp"

#include "core/format_number.hpp"
#include "report/network_wording.hpp"

#include <algorithm>

namespace quickscan {

Table network_actor_table(const NetworkResult& network, const Study& study, Language language) {
  const NetworkWords words(network, study, language);
  Table table;
  table.caption = words.say("actors_caption");
  const bool by_level = network.options.unit != NetworkUnit::organisation;
  for (const std::string_view column : {"actor", "level", "sector", "heard", "degree", "rank", "rank_range"}) {
    if (column == "level" && !by_level) continue;  // an organisation has all of its levels
    table.columns.push_back(words.say(std::string("column_") + std::string(column)));
  }
  std::vector<std::size_t> order(network.actors.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    const auto& left = network.actors[a];
    const auto& right = network.actors[b];
    return left.rank != right.rank ? left.rank < right.rank : left.degree > right.degree;
  });
  for (const auto index : order) {
    const auto& actor = network.actors[index];
    auto heard = words.say(is_platform(actor)    ? "is_platform"
                           : network.hides_heard ? "heard_withheld"
                           : actor.heard         ? "legend_heard"
                                                 : "not_heard");
    if (actor.heard && !actor.interviews.empty()) {  // a public report withholds which those were
      heard = words.say("heard_in", {{"count", static_cast<int>(actor.interviews.size())}});
    }
    const bool ranked = actor.betweenness_raw > 0;
    std::string range(missing_number);
    if (actor.rank_range && ranked) {
      const auto [lowest, highest] = *actor.rank_range;
      range = format_count(lowest) + (lowest == highest ? std::string() : "–" + format_count(highest));
    }
    table.rows.push_back({{short_actor_name(actor, language)},
                          {actor.level == none ? std::string(missing_number) : words.level(actor.level)},
                          {words.sector(actor.sector)},
                          {heard},
                          {.text = format_count(actor.degree), .number = true},
                          {.text = ranked ? format_count(actor.rank) : std::string(missing_number), .number = true},
                          {.text = range, .number = true}});
    if (!by_level) table.rows.back().erase(table.rows.back().begin() + 1);
  }
  return table;
}

Table network_tie_table(const NetworkResult& network, const Study& study, Language language) {
  const NetworkWords words(network, study, language);
  Table table;
  table.caption = words.say("ties_caption");
  for (const std::string_view column : {"from", "relation", "to", "status", "confirmation", "interviews"}) {
    if (column == "interviews" && network.published) continue;
    table.columns.push_back(words.say(std::string("column_") + std::string(column)));
  }
  for (const auto& tie : network.ties) {
    if (!words.is_shown(tie)) continue;
    const auto said =
        tie.claims.empty() ? words.say("said_registered") : words.say("said_" + std::string(id_of(tie.confirmation)));
    table.rows.push_back({{words.name(tie.source)},
                          {words.relation(tie.relation)},
                          {words.name(tie.target)},
                          {words.status(tie.status)},
                          {said},
                          {.text = format_count(claiming_interviews(tie)), .number = true}});
    if (network.published) table.rows.back().pop_back();
  }
  return table;
}

Table network_level_table(const NetworkResult& network, const Study& study, Language language) {
  const NetworkWords words(network, study, language);
  Table table;
  table.caption = words.say("blocks_caption");
  const auto& blocks = network.undirected.by_level.blocks;
  std::vector<std::string> levels;
  for (const auto& block : blocks)
    if (block.a == block.b) levels.push_back(block.a);
  table.columns.push_back(words.say("column_level"));
  for (const auto& level : levels) table.columns.push_back(words.level(study.framework.find_level(level)));
  for (const auto& a : levels) {
    auto& row = table.rows.emplace_back();
    row.push_back({words.level(study.framework.find_level(a))});
    for (const auto& b : levels) {
      const auto found = std::ranges::find_if(blocks, [&](const GroupCount& block) {
        return (block.a == a && block.b == b) || (block.a == b && block.b == a);
      });
      row.push_back({.text = format_count(found->ties) + " / " + format_count(found->possible), .number = true});
    }
  }
  return table;
}

}  // namespace quickscan
