#include "network/compare_networks.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

namespace quickscan {

namespace {

using Key = std::tuple<std::string, std::string, Relation>;

/// The ties in the network by what identifies them across waves.
std::map<Key, std::size_t> ties_by_key(const NetworkResult& network) {
  std::map<Key, std::size_t> result;
  for (std::size_t index = 0; index < network.ties.size(); ++index) {
    const auto& tie = network.ties[index];
    if (!tie.in_network) continue;
    result.emplace(Key(network.actors[tie.source].id, network.actors[tie.target].id, tie.relation), index);
  }
  return result;
}

std::set<std::string> present_actors(const NetworkResult& network) {
  std::set<std::string> result;
  for (const auto& actor : network.actors)
    if (actor.heard) result.insert(actor.id);
  for (const auto& tie : network.ties) {
    result.insert(network.actors[tie.source].id);
    result.insert(network.actors[tie.target].id);
  }
  return result;
}

std::optional<double> jaccard_index(std::size_t kept, std::size_t all) {
  if (all == 0) return std::nullopt;
  return static_cast<double>(kept) / static_cast<double>(all);
}

}  // namespace

NetworkChange compare_networks(const NetworkResult& before, const NetworkResult& after) {
  NetworkChange change;
  const auto actors_before = present_actors(before);
  const auto actors_after = present_actors(after);
  std::ranges::set_intersection(actors_before, actors_after, std::back_inserter(change.actors_in_both));
  std::ranges::set_difference(actors_before, actors_after, std::back_inserter(change.actors_only_before));
  std::ranges::set_difference(actors_after, actors_before, std::back_inserter(change.actors_only_after));

  const auto ties_before = ties_by_key(before);
  const auto ties_after = ties_by_key(after);
  const auto in_both = [&](const Key& key) {
    return std::ranges::binary_search(change.actors_in_both, std::get<0>(key)) &&
           std::ranges::binary_search(change.actors_in_both, std::get<1>(key));
  };
  std::size_t matched = 0;
  for (const auto& [key, index] : ties_before) {
    const auto found = ties_after.find(key);
    if (in_both(key)) ++matched;
    if (found == ties_after.end()) {
      change.lost.push_back(index);
      continue;
    }
    change.kept.emplace_back(index, found->second);
    if (before.ties[index].status != after.ties[found->second].status)
      change.status_changed.emplace_back(index, found->second);
  }
  for (const auto& [key, index] : ties_after) {
    if (ties_before.contains(key)) continue;
    change.gained.push_back(index);
    if (in_both(key)) ++matched;
  }
  change.jaccard = jaccard_index(change.kept.size(), change.kept.size() + change.lost.size() + change.gained.size());
  change.jaccard_matched = jaccard_index(change.kept.size(), matched);
  return change;
}

}  // namespace quickscan
