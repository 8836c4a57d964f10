#include "network/groups.hpp"

#include "network/network.hpp"

#include <algorithm>
#include <cstdint>

namespace quickscan {

namespace {

double as_real(std::int64_t value) { return static_cast<double>(value); }

std::optional<double> external_internal_index(std::int64_t external, std::int64_t internal) {
  if (external + internal == 0) return std::nullopt;
  return as_real(external - internal) / as_real(external + internal);
}

/// The index of each label in `order`; -1 for a node without one.
std::vector<std::int64_t> positions(const Labels& labels, const std::vector<std::string>& order) {
  std::vector<std::int64_t> result;
  for (const auto& label : labels) {
    const auto found = label.empty() ? order.end() : std::ranges::find(order, label);
    result.push_back(found == order.end() ? -1 : found - order.begin());
  }
  return result;
}

struct GroupTable {
  std::size_t size = 0;
  std::vector<std::int64_t> ties;  ///< square, only a <= b used
  std::int64_t& at(std::int64_t a, std::int64_t b) {
    const auto low = static_cast<std::size_t>(std::min(a, b));
    return ties[low * size + static_cast<std::size_t>(std::max(a, b))];
  }
};

GroupTable count_ties(const Neighbours& undirected, const std::vector<std::int64_t>& group, std::size_t groups) {
  GroupTable table{groups, std::vector<std::int64_t>(groups * groups, 0)};
  for (Node a = 0; a < undirected.size(); ++a) {
    for (const Node b : undirected[a])
      if (a < b && group[a] >= 0 && group[b] >= 0) ++table.at(group[a], group[b]);
  }
  return table;
}

void index_nodes(const Neighbours& undirected, const std::vector<std::int64_t>& group,
                 std::vector<std::optional<double>>& nodes) {
  nodes.assign(undirected.size(), std::nullopt);
  for (Node a = 0; a < undirected.size(); ++a) {
    if (group[a] < 0) continue;
    const auto internal = std::ranges::count_if(undirected[a], [&](Node b) { return group[b] == group[a]; });
    const auto external =
        std::ranges::count_if(undirected[a], [&](Node b) { return group[b] >= 0 && group[b] != group[a]; });
    nodes[a] = external_internal_index(external, internal);
  }
}

enum Role : std::size_t { coordinator, consultant, representative, gatekeeper, liaison };

Role role_of(const std::string& a, const std::string& b, const std::string& c) {
  if (a == b) return b == c ? coordinator : representative;
  if (b == c) return gatekeeper;
  return a == c ? consultant : liaison;
}

std::vector<std::string> sector_order(const NetworkResult& network, const Study& study) {
  std::vector<std::string> order;
  for (const auto& sector : study.sectors) order.push_back(sector.id);
  if (order.empty()) {
    for (const auto& actor : network.actors)
      if (!actor.sector.empty()) order.push_back(actor.sector);
    std::ranges::sort(order);
  }
  // A sector without actors, or with platforms alone, is no group.
  order.erase(std::unique(order.begin(), order.end()), order.end());
  std::erase_if(order, [&](const std::string& sector) {
    return std::ranges::none_of(network.actors,
                                [&](const ActorResult& a) { return !is_platform(a) && a.sector == sector; });
  });
  return order;
}

std::vector<std::string> level_order(const NetworkResult& network, const Study& study) {
  std::vector<std::string> order;
  for (std::size_t level = 0; level < study.framework.levels.size(); ++level) {
    const bool used = std::ranges::any_of(
        network.actors, [&](const ActorResult& a) { return !is_platform(a) && a.level == LevelId(level); });
    if (used) order.push_back(study.framework.levels[level].id);
  }
  return order;
}

}  // namespace

ExternalInternal external_internal(const Neighbours& undirected, const Labels& labels,
                                   const std::vector<std::string>& order, std::vector<std::optional<double>>* nodes) {
  ExternalInternal result;
  const auto group = positions(labels, order);
  auto table = count_ties(undirected, group, order.size());
  const auto count = static_cast<std::int64_t>(order.size());
  std::vector<std::int64_t> sizes(order.size(), 0);
  for (const auto number : group)
    if (number >= 0) ++sizes[static_cast<std::size_t>(number)];
  std::int64_t possible_external = 0;
  std::int64_t possible_internal = 0;
  std::vector<std::int64_t> own_external(order.size(), 0);
  for (std::int64_t a = 0; a < count; ++a) {
    for (std::int64_t b = a; b < count; ++b) {
      const auto size_a = sizes[static_cast<std::size_t>(a)];
      const auto size_b = sizes[static_cast<std::size_t>(b)];
      const auto possible = a == b ? size_a * (size_a - 1) / 2 : size_a * size_b;
      const auto ties = table.at(a, b);
      (a == b ? possible_internal : possible_external) += possible;
      (a == b ? result.internal : result.external) += static_cast<int>(ties);
      if (a != b) {
        own_external[static_cast<std::size_t>(a)] += ties;
        own_external[static_cast<std::size_t>(b)] += ties;
      }
      result.blocks.push_back({order[static_cast<std::size_t>(a)], order[static_cast<std::size_t>(b)],
                               static_cast<int>(ties), static_cast<int>(possible)});
    }
  }
  result.index = external_internal_index(result.external, result.internal);
  result.expected = external_internal_index(possible_external, possible_internal);
  for (std::int64_t a = 0; a < count; ++a) {
    const auto place = static_cast<std::size_t>(a);
    result.groups[order[place]] = external_internal_index(own_external[place], table.at(a, a));
  }
  if (nodes != nullptr) index_nodes(undirected, group, *nodes);
  return result;
}

std::vector<Brokerage> broker_roles(const PlainGraph& graph, const Labels& labels) {
  std::vector<Brokerage> result(graph.n, Brokerage{});
  for (Node b = 0; b < graph.n; ++b) {
    if (labels[b].empty()) continue;
    for (const Node a : graph.in[b]) {
      if (labels[a].empty()) continue;
      for (const Node c : graph.out[b]) {
        if (c == a || labels[c].empty() || std::ranges::binary_search(graph.out[a], c)) continue;
        ++result[b][role_of(labels[a], labels[b], labels[c])];
      }
    }
  }
  return result;
}

void measure_groups(NetworkResult& network, const Study& study, const PlainGraph& graph) {
  Labels sectors;
  Labels levels;
  for (const auto& actor : network.actors) {
    sectors.push_back(is_platform(actor) ? "" : actor.sector);
    const bool has_level = actor.level != none && !is_platform(actor);
    levels.push_back(has_level ? study.framework[actor.level].id : "");
  }
  std::vector<std::optional<double>> by_sector;
  std::vector<std::optional<double>> by_level;
  auto& whole = network.undirected;
  whole.by_sector = external_internal(graph.undirected, sectors, sector_order(network, study), &by_sector);
  whole.by_level = external_internal(graph.undirected, levels, level_order(network, study), &by_level);
  const auto sector_roles = broker_roles(graph, sectors);
  const auto level_roles = broker_roles(graph, levels);
  for (Node node = 0; node < network.actors.size(); ++node) {
    auto& actor = network.actors[node];
    actor.ei_sector = by_sector[node];
    actor.ei_level = by_level[node];
    if (!sectors[node].empty()) actor.brokerage_sector = sector_roles[node];
    if (!levels[node].empty()) actor.brokerage = level_roles[node];
    if (network.options.unit == NetworkUnit::organisation) actor.brokerage = actor.brokerage_sector;
  }
}

}  // namespace quickscan
