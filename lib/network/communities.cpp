#include "network/communities.hpp"

#include "core/parallel.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <span>
#include <utility>

namespace quickscan {

namespace {

/// A tie to a group, as often as its nodes have one.
struct WeightedTie {
  std::size_t to = 0;
  std::size_t weight = 0;
};

/// A graph whose nodes are groups of the one below. The ties of all nodes are one list, so that a search in many orders
/// spends its time on moves and not on memory; weights are whole numbers, so that comparisons are exact.
struct Weighted {
  std::vector<std::size_t> begin{0};  ///< by node: its first tie, and where the last one's end
  std::vector<WeightedTie> ties;
  std::vector<std::size_t> own;  ///< the ties inside a node, twice
  std::vector<std::size_t> strength;
  std::size_t doubled = 0;  ///< twice the number of ties

  std::size_t size() const { return own.size(); }
  std::span<const WeightedTie> ties_of(std::size_t node) const {
    return std::span(ties).subspan(begin[node], begin[node + 1] - begin[node]);
  }
  void clear() {
    begin.resize(1);
    ties.clear();
    own.clear();
    strength.clear();
  }
};

std::vector<std::size_t> each_its_own(std::size_t n) {
  std::vector<std::size_t> group(n);
  std::iota(group.begin(), group.end(), std::size_t{0});
  return group;
}

/// Numbers groups, which are below `group.size()`, from 0 in the order of their first node; how many there are.
std::size_t renumber(std::vector<std::size_t>& group) {
  std::vector<std::size_t> numbers(group.size(), group.size());
  std::size_t count = 0;
  for (auto& number : group) {
    if (numbers[number] == group.size()) numbers[number] = count++;
    number = numbers[number];
  }
  return count;
}

/// The method of Louvain on one graph in one order of its nodes after another; keeps its memory.
class Search {
 public:
  explicit Search(const Neighbours& undirected) : undirected_(undirected) {}

  /// By node: its group, when nodes are taken in this order.
  std::vector<std::size_t> groups_in(const std::vector<Node>& order);
  /// The modularity of the groups found last, times the square of twice the number of ties.
  std::int64_t score() const { return score_; }

 private:
  void put_in(const std::vector<Node>& order);
  bool move_nodes(const Weighted& graph, std::vector<std::size_t>& group);
  void merge(const Weighted& graph, const std::vector<std::size_t>& group, std::size_t groups, Weighted& result);

  const Neighbours& undirected_;
  std::vector<Node> place_;
  Weighted nodes_;
  Weighted level_;
  Weighted next_level_;
  std::int64_t score_ = 0;
  std::vector<std::size_t> total_;  ///< by group: the strength of its nodes
  std::vector<std::size_t> links_;  ///< by group: the ties of the node in hand to it
  std::vector<std::size_t> near_;   ///< groups with such ties
  std::vector<std::size_t> first_;  ///< by group: where its nodes begin in `members_`
  std::vector<std::size_t> members_;
};

void Search::put_in(const std::vector<Node>& order) {
  place_.resize(order.size());
  for (Node at = 0; at < order.size(); ++at) place_[order[at]] = at;
  nodes_.clear();
  for (const Node node : order) {
    const auto& list = undirected_[node];
    for (const Node other : list) nodes_.ties.push_back({place_[other], 1});
    nodes_.begin.push_back(nodes_.ties.size());
    nodes_.strength.push_back(list.size());
  }
  nodes_.own.assign(order.size(), 0);
  nodes_.doubled = nodes_.ties.size();
}

/// Moves nodes, in order, to the neighbouring group that gains most, until none gains; whether any moved.
bool Search::move_nodes(const Weighted& graph, std::vector<std::size_t>& group) {
  const auto n = graph.size();
  total_.assign(n, 0);
  for (std::size_t node = 0; node < n; ++node) total_[group[node]] += graph.strength[node];
  links_.assign(n, 0);
  bool any = false;
  // Until all have stayed since one last moved.
  for (std::size_t node = 0, stayed = 0; stayed < n; node = node + 1 < n ? node + 1 : 0) {
    const auto own = group[node];
    near_.clear();
    for (const auto& tie : graph.ties_of(node)) {
      const auto to = group[tie.to];
      if (links_[to] == 0) near_.push_back(to);
      links_[to] += tie.weight;
    }
    total_[own] -= graph.strength[node];
    const auto gain = [&](std::size_t to) {
      return static_cast<std::int64_t>(links_[to] * graph.doubled) -
             static_cast<std::int64_t>(total_[to] * graph.strength[node]);
    };
    // Where two groups gain the same, the node's own, or else the first.
    auto best = own;
    auto most = gain(own);
    for (const auto to : near_) {
      const auto gained = gain(to);
      if (gained < most || (gained == most && (best == own || to > best))) continue;
      best = to;
      most = gained;
    }
    for (const auto to : near_) links_[to] = 0;
    total_[best] += graph.strength[node];
    ++stayed;
    if (best == own) continue;
    group[node] = best;
    stayed = 1;  // where it is now, as long as no other moves
    any = true;
  }
  return any;
}

void Search::merge(const Weighted& graph, const std::vector<std::size_t>& group, std::size_t groups, Weighted& result) {
  result.clear();
  result.own.assign(groups, 0);
  result.strength.assign(groups, 0);
  result.doubled = graph.doubled;
  first_.assign(groups + 1, 0);
  for (const auto number : group) ++first_[number];
  std::inclusive_scan(first_.begin(), first_.end(), first_.begin());
  members_.resize(group.size());
  for (std::size_t node = group.size(); node-- > 0;) members_[--first_[group[node]]] = node;
  links_.assign(groups, 0);
  for (std::size_t number = 0; number < groups; ++number) {
    near_.clear();
    for (auto at = first_[number]; at < first_[number + 1]; ++at) {
      const auto node = members_[at];
      result.own[number] += graph.own[node];
      result.strength[number] += graph.strength[node];
      for (const auto& tie : graph.ties_of(node)) {
        const auto to = group[tie.to];
        if (links_[to] == 0) near_.push_back(to);
        links_[to] += tie.weight;
      }
    }
    for (const auto to : near_) {
      if (to == number) {
        result.own[number] += links_[to];
      } else {
        result.ties.push_back({to, links_[to]});
      }
      links_[to] = 0;
    }
    result.begin.push_back(result.ties.size());
  }
}

std::vector<std::size_t> Search::groups_in(const std::vector<Node>& order) {
  put_in(order);
  auto group = each_its_own(order.size());
  // Whole groups move as long as that helps; then single nodes once more, and from the top again. Some node always
  // moves the first time: where none gained, the neighbours of the node with the fewest would have all ties and more.
  while (nodes_.doubled > 0 && move_nodes(nodes_, group)) {
    auto groups = renumber(group);
    merge(nodes_, group, groups, level_);
    for (auto upper = each_its_own(groups); move_nodes(level_, upper); upper = each_its_own(groups)) {
      groups = renumber(upper);
      for (auto& number : group) number = upper[number];
      merge(level_, upper, groups, next_level_);
      std::swap(level_, next_level_);
    }
  }
  score_ = 0;
  for (std::size_t number = 0; nodes_.doubled > 0 && number < level_.size(); ++number) {
    score_ += static_cast<std::int64_t>(level_.own[number] * nodes_.doubled) -
              static_cast<std::int64_t>(level_.strength[number] * level_.strength[number]);
  }
  std::vector<std::size_t> by_node(order.size());
  for (Node node = 0; node < order.size(); ++node) by_node[node] = group[place_[node]];
  return by_node;
}

/// Groups by size, largest first, then by first node.
std::vector<int> by_size(const std::vector<std::size_t>& group, std::size_t groups) {
  std::vector<std::vector<Node>> members(groups);
  for (Node node = 0; node < group.size(); ++node) members[group[node]].push_back(node);
  sort_by_size(members);
  std::vector<int> result(group.size());
  for (std::size_t number = 0; number < groups; ++number) {
    for (const Node node : members[number]) result[node] = static_cast<int>(number);
  }
  return result;
}

/// The nodes ordered by what surrounds them, however they are called: colours refined by those of the neighbours until
/// no more can be told apart (Weisfeiler and Leman 1968). Only nodes that look alike are in their given order.
std::vector<Node> by_structure(const Neighbours& undirected) {
  using Signature = std::pair<std::size_t, std::vector<std::size_t>>;
  std::vector<std::size_t> colour(undirected.size(), 0);
  for (std::size_t colours = 0;;) {
    std::vector<Signature> signatures;
    std::map<Signature, std::size_t> ranks;
    for (Node node = 0; node < undirected.size(); ++node) {
      auto& signature = signatures.emplace_back(colour[node], std::vector<std::size_t>{});
      for (const Node other : undirected[node]) signature.second.push_back(colour[other]);
      std::ranges::sort(signature.second);
      ranks.emplace(signature, 0);
    }
    std::size_t rank = 0;
    for (auto& entry : ranks) entry.second = rank++;
    for (Node node = 0; node < undirected.size(); ++node) colour[node] = ranks.at(signatures[node]);
    if (ranks.size() == colours) break;
    colours = ranks.size();
  }
  std::vector<Node> order(undirected.size());
  std::iota(order.begin(), order.end(), Node{0});
  std::ranges::stable_sort(order, {}, [&](Node node) { return colour[node]; });
  return order;
}

/// The same shuffle on every machine (SplitMix64); the small bias of the remainder does no harm here.
void shuffle(std::vector<Node>& order, std::uint64_t& state) {
  for (std::size_t left = order.size(); left > 1; --left) {
    state += 0x9e3779b97f4a7c15U;
    std::uint64_t mixed = state;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
    std::swap(order[left - 1], order[(mixed ^ (mixed >> 31U)) % left]);
  }
}

/// How often the method is run anew: as often as this many steps allow, within these limits.
constexpr std::size_t most_work = 40'000;
constexpr std::size_t fewest_tries = 8;
constexpr std::size_t most_tries = 100;

}  // namespace

double modularity(const Neighbours& undirected, const std::vector<int>& group) {
  std::map<int, std::pair<double, double>> sums;  // inside (twice), strength
  double doubled = 0;
  for (Node a = 0; a < undirected.size(); ++a) {
    auto& [inside, strength] = sums[group[a]];
    strength += static_cast<double>(undirected[a].size());
    doubled += static_cast<double>(undirected[a].size());
    inside += static_cast<double>(std::ranges::count_if(undirected[a], [&](Node b) { return group[b] == group[a]; }));
  }
  if (doubled == 0) return 0;
  double q = 0;
  for (const auto& entry : sums) {
    const auto& [inside, strength] = entry.second;
    q += inside / doubled - (strength / doubled) * (strength / doubled);
  }
  return q;
}

Partition find_communities(const Neighbours& undirected) {
  const std::size_t ties = std::accumulate(undirected.begin(), undirected.end(), std::size_t{0},
                                           [](std::size_t sum, const auto& list) { return sum + list.size(); });
  std::vector<std::vector<Node>> orders{by_structure(undirected)};
  std::uint64_t state = 1;
  const std::size_t tries =
      ties == 0 ? 1 : std::clamp<std::size_t>(most_work / (undirected.size() + ties), fewest_tries, most_tries);
  while (orders.size() < tries) shuffle(orders.emplace_back(orders.back()), state);
  struct Try {
    std::vector<std::size_t> group;
    std::int64_t score = 0;
  };
  std::vector<Try> found(tries);
  const auto workers = count_workers(tries);
  std::vector<Search> searches(workers, Search(undirected));
  for_each_parallel(tries, workers, [&](std::size_t at, std::size_t worker) {
    found[at].group = searches[worker].groups_in(orders[at]);
    found[at].score = searches[worker].score();
  });
  auto& best = *std::ranges::max_element(found, {}, &Try::score);
  const auto groups = renumber(best.group);
  Partition result{by_size(best.group, groups), 0};
  result.modularity = modularity(undirected, result.group);
  return result;
}

}  // namespace quickscan
