#include "network/graph.hpp"

#include <algorithm>

namespace quickscan {

namespace {

void sort_and_unify_each(Neighbours& neighbours) {
  for (auto& list : neighbours) {
    std::ranges::sort(list);
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }
}

}  // namespace

PlainGraph project(std::size_t n, const std::vector<Arc>& arcs) {
  PlainGraph graph{n, Neighbours(n), Neighbours(n), Neighbours(n)};
  for (const auto& [a, b] : arcs) {
    if (a == b) continue;
    graph.out[a].push_back(b);
    graph.in[b].push_back(a);
    graph.undirected[a].push_back(b);
    graph.undirected[b].push_back(a);
  }
  sort_and_unify_each(graph.out);
  sort_and_unify_each(graph.in);
  sort_and_unify_each(graph.undirected);
  return graph;
}

void sort_by_size(std::vector<std::vector<Node>>& sets) {
  std::ranges::sort(sets, [](const auto& a, const auto& b) {
    return a.size() != b.size() ? a.size() > b.size() : a.front() < b.front();
  });
}

std::vector<int> distances_from(const Neighbours& neighbours, Node start) {
  std::vector<int> steps(neighbours.size(), -1);
  std::vector<Node> queue{start};
  steps[start] = 0;
  for (std::size_t next = 0; next < queue.size(); ++next) {
    for (const Node other : neighbours[queue[next]]) {
      if (steps[other] >= 0) continue;
      steps[other] = steps[queue[next]] + 1;
      queue.push_back(other);
    }
  }
  return steps;
}

std::vector<std::vector<Node>> parts_without(const Neighbours& undirected, Node node) {
  std::vector<std::vector<Node>> parts;
  std::vector<char> seen(undirected.size(), 0);
  seen[node] = 1;
  for (const Node start : undirected[node]) {
    if (seen[start] != 0) continue;
    std::vector<Node> part{start};
    seen[start] = 1;
    for (std::size_t next = 0; next < part.size(); ++next) {
      for (const Node other : undirected[part[next]]) {
        if (seen[other] != 0) continue;
        seen[other] = 1;
        part.push_back(other);
      }
    }
    std::ranges::sort(part);
    parts.push_back(std::move(part));
  }
  sort_by_size(parts);
  return parts;
}

int pairs_lost(const std::vector<std::vector<Node>>& parts) {
  std::size_t all = 0;
  std::size_t kept = 0;
  for (const auto& part : parts) {
    all += part.size();
    kept += part.size() * (part.size() - 1);
  }
  return all == 0 ? 0 : static_cast<int>(all * (all - 1) - kept);
}

}  // namespace quickscan
