#include "network/graph_algorithms.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/biconnected_components.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/core_numbers.hpp>
#include <boost/graph/strong_components.hpp>

#include <algorithm>
#include <iterator>

namespace quickscan {

namespace {

using Undirected = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                                         boost::property<boost::edge_index_t, std::size_t>>;
using Directed = boost::compressed_sparse_row_graph<boost::directedS>;

Undirected undirected_graph(const Neighbours& neighbours) {
  Undirected graph(neighbours.size());
  std::size_t edge = 0;
  for (Node a = 0; a < neighbours.size(); ++a) {
    for (const Node b : neighbours[a])
      if (a < b) boost::add_edge(a, b, edge++, graph);
  }
  return graph;
}

Directed directed_graph(const Neighbours& neighbours) {
  std::vector<Arc> arcs;
  for (Node a = 0; a < neighbours.size(); ++a)
    for (const Node b : neighbours[a]) arcs.emplace_back(a, b);
  return Directed(boost::edges_are_sorted, arcs.begin(), arcs.end(), neighbours.size());
}

/// The nodes of each component, by the number that Boost gave it.
std::vector<std::vector<Node>> gather(const std::vector<std::size_t>& component, std::size_t count) {
  std::vector<std::vector<Node>> result(count);
  for (Node node = 0; node < component.size(); ++node) result[component[node]].push_back(node);
  sort_by_size(result);
  return result;
}

}  // namespace

std::vector<double> betweenness(const Neighbours& neighbours, bool directed) {
  std::vector<double> result(neighbours.size(), 0.0);
  if (neighbours.empty()) return result;
  // U is given as two arcs a tie: the compressed form is faster than Boost's undirected lists.
  const auto graph = directed_graph(neighbours);
  boost::brandes_betweenness_centrality(
      graph, boost::make_iterator_property_map(result.begin(), boost::get(boost::vertex_index, graph)));
  if (!directed)
    for (double& value : result) value /= 2;
  return result;
}

std::vector<std::vector<Node>> find_components(const Neighbours& undirected) {
  const auto graph = undirected_graph(undirected);
  std::vector<std::size_t> component(undirected.size());
  if (undirected.empty()) return {};
  const auto count = boost::connected_components(
      graph, boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, graph)));
  return gather(component, count);
}

std::vector<Node> find_articulation_points(const Neighbours& undirected) {
  std::vector<Node> result;
  boost::articulation_points(undirected_graph(undirected), std::back_inserter(result));
  std::ranges::sort(result);
  return result;
}

std::vector<Arc> find_bridges(const Neighbours& undirected) {
  const auto graph = undirected_graph(undirected);
  const auto edges = boost::num_edges(graph);
  if (edges == 0) return {};
  std::vector<std::size_t> component(edges);
  boost::biconnected_components(
      graph, boost::make_iterator_property_map(component.begin(), boost::get(boost::edge_index, graph)));
  std::vector<int> size(edges + 1, 0);
  for (const auto number : component) ++size[number];
  std::vector<Arc> result;
  const auto all = boost::edges(graph);
  for (auto edge = all.first; edge != all.second; ++edge) {
    const auto number = component[boost::get(boost::edge_index, graph, *edge)];
    if (size[number] == 1) result.emplace_back(boost::source(*edge, graph), boost::target(*edge, graph));
  }
  for (auto& [a, b] : result)
    if (b < a) std::swap(a, b);
  std::ranges::sort(result);
  return result;
}

std::vector<int> core_numbers(const Neighbours& undirected) {
  std::vector<int> result(undirected.size(), 0);
  if (undirected.empty()) return result;
  const auto graph = undirected_graph(undirected);
  boost::core_numbers(graph, boost::make_iterator_property_map(result.begin(), boost::get(boost::vertex_index, graph)));
  return result;
}

std::vector<std::vector<Node>> find_loops(const Neighbours& out) {
  if (out.empty()) return {};
  const auto graph = directed_graph(out);
  std::vector<std::size_t> component(out.size());
  const auto count = boost::strong_components(
      graph, boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, graph)));
  auto result = gather(component, count);
  std::erase_if(result, [](const auto& nodes) { return nodes.size() < 2; });
  std::ranges::sort(result);
  return result;
}

}  // namespace quickscan
