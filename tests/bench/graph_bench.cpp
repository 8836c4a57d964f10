// Betweenness of the graph in a file of edges ("a b" a line, "n m" first): ours and bare Boost.Graph, in turns.
// Prints the median seconds of each, and the largest difference between their values.

#include "network/graph_algorithms.hpp"
#include "network/metrics.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <vector>

using namespace quickscan;

namespace {

using Bare = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;

template <typename Work>
double seconds(const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  std::ifstream file(argv[1]);
  std::size_t n = 0;
  std::size_t m = 0;
  file >> n >> m;
  std::vector<Arc> arcs(m);
  for (auto& [a, b] : arcs) file >> a >> b;
  const auto graph = project(n, arcs);
  Bare bare(n);
  for (Node a = 0; a < n; ++a) {
    for (const Node b : graph.undirected[a]) {
      if (a < b) boost::add_edge(a, b, bare);
    }
  }
  std::vector<double> ours;
  std::vector<double> theirs;
  std::vector<double> values;
  std::vector<double> reference(n);
  for (int round = 0; round < 5; ++round) {
    ours.push_back(seconds([&] { values = betweenness(graph.undirected, false); }));
    theirs.push_back(seconds([&] {
      std::fill(reference.begin(), reference.end(), 0.0);
      boost::brandes_betweenness_centrality(
          bare, boost::make_iterator_property_map(reference.begin(), boost::get(boost::vertex_index, bare)));
    }));
  }
  double difference = 0;
  for (Node a = 0; a < n; ++a) difference = std::max(difference, std::abs(values[a] - reference[a]));
  std::printf("%.6f %.6f %.3g\n", median(ours), median(theirs), difference);
  return 0;
}
