#include "network/communities.hpp"
#include "network/graph.hpp"
#include "network/graph_algorithms.hpp"
#include "network/metrics.hpp"
#include "texts.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>
#include <numeric>
#include <random>
#include <string>

using namespace quickscan;
using namespace quickscan::test;
using nlohmann::json;

namespace {

/// A published or made-up graph with the values that other programs give for it.
struct Known {
  std::string name;
  json data;
  std::vector<std::string> ids;
  Labels groups;
  PlainGraph graph;
  GraphMetrics metrics;
};

Known load(const std::filesystem::path& path) {
  Known known;
  known.name = path.stem().string();
  known.data = json::parse(file_text(path));
  std::map<std::string, Node> index;
  for (const auto& node : known.data["nodes"]) {
    index[node[0].get<std::string>()] = known.ids.size();
    known.ids.push_back(node[0].get<std::string>());
    known.groups.push_back(node[1].get<std::string>());
  }
  std::vector<Arc> arcs;
  const bool directed = known.data["directed"].get<bool>();
  for (const auto& tie : known.data["ties"]) {
    const auto a = index.at(tie[0].get<std::string>());
    const auto b = index.at(tie[1].get<std::string>());
    arcs.emplace_back(a, b);
    if (!directed) arcs.emplace_back(b, a);
  }
  known.graph = project(known.ids.size(), arcs);
  known.metrics = measure(known.graph);
  return known;
}

std::vector<Known> all_known() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(project_path("tests/data/networks"))) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  std::vector<Known> result;
  for (const auto& path : paths) result.push_back(load(path));
  return result;
}

using Value = std::optional<double>;

void check_nodes(const Known& known, const std::string& metric, const std::function<Value(Node)>& own) {
  if (!known.data["node"].contains(metric)) return;
  const auto& values = known.data["node"][metric];
  for (Node node = 0; node < known.ids.size(); ++node) {
    CAPTURE(known.name);
    CAPTURE(metric);
    CAPTURE(known.ids[node]);
    const auto& expected = values.at(known.ids[node]);
    const auto actual = own(node);
    REQUIRE(actual.has_value() == !expected.is_null());
    if (actual) CHECK(std::abs(*actual - expected.get<double>()) <= 1e-9);
  }
}

void check_whole(const Known& known, const std::string& metric, Value actual) {
  if (!known.data["whole"].contains(metric)) return;
  CAPTURE(known.name);
  CAPTURE(metric);
  REQUIRE(actual.has_value());
  CHECK(std::abs(*actual - known.data["whole"][metric].get<double>()) <= 1e-9);
}

std::vector<std::string> names(const Known& known, const std::vector<Node>& nodes) {
  std::vector<std::string> result;
  for (const Node node : nodes) result.push_back(known.ids[node]);
  std::ranges::sort(result);
  return result;
}

std::vector<std::string> groups_in_order(const Known& known) {
  auto order = known.groups;
  std::ranges::sort(order);
  order.erase(std::unique(order.begin(), order.end()), order.end());
  return order;
}

}  // namespace

TEST_CASE("the metrics of every actor are those that networkx, igraph and sna agree on") {
  const auto graphs = all_known();
  REQUIRE(graphs.size() >= 4);
  for (const auto& known : graphs) {
    const auto& nodes = known.metrics.nodes;
    check_nodes(known, "u.degree", [&](Node i) { return nodes[i].degree; });
    check_nodes(known, "d.in_degree", [&](Node i) { return nodes[i].in_degree; });
    check_nodes(known, "d.out_degree", [&](Node i) { return nodes[i].out_degree; });
    check_nodes(known, "u.betweenness_raw", [&](Node i) { return nodes[i].betweenness_raw; });
    check_nodes(known, "u.betweenness_norm", [&](Node i) { return nodes[i].betweenness; });
    check_nodes(known, "d.betweenness_raw", [&](Node i) { return nodes[i].betweenness_directed_raw; });
    check_nodes(known, "d.betweenness_norm", [&](Node i) { return nodes[i].betweenness_directed; });
    check_nodes(known, "u.closeness_wf", [&](Node i) { return nodes[i].closeness; });
    check_nodes(known, "u.harmonic_norm", [&](Node i) { return nodes[i].harmonic; });
    check_nodes(known, "u.clustering", [&](Node i) { return nodes[i].clustering; });
    check_nodes(known, "u.core_number", [&](Node i) { return nodes[i].core; });
    check_nodes(known, "u.constraint", [&](Node i) { return nodes[i].constraint_undirected; });
    check_nodes(known, "d.constraint", [&](Node i) { return nodes[i].constraint; });
    check_nodes(known, "u.effective_size", [&](Node i) { return nodes[i].effective_size; });
    check_nodes(known, "u.removal_pairs_lost_ordered",
                [&](Node i) { return pairs_lost(parts_without(known.graph.undirected, i)); });
  }
}

TEST_CASE("the metrics of the whole network are those that other programs agree on") {
  for (const auto& known : all_known()) {
    const auto& u = known.metrics.undirected;
    const auto& d = known.metrics.directed;
    check_whole(known, "u.nodes", u.n);
    check_whole(known, "u.edges", u.m);
    check_whole(known, "d.arcs", d.m);
    check_whole(known, "u.density", u.density);
    check_whole(known, "d.density", d.density);
    check_whole(known, "u.fragmentation", u.fragmentation);
    check_whole(known, "u.compactness", u.compactness);
    check_whole(known, "u.mean_distance_finite", u.mean_distance);
    check_whole(known, "u.diameter_finite", u.diameter);
    check_whole(known, "u.transitivity", u.transitivity);
    check_whole(known, "u.mean_clustering_zero", u.mean_clustering);
    check_whole(known, "u.centralization_degree", u.centralization_degree);
    check_whole(known, "u.centralization_betweenness", u.centralization_betweenness);
    check_whole(known, "d.centralization_in", d.centralization_in);
    check_whole(known, "d.centralization_out", d.centralization_out);
    check_whole(known, "d.reciprocity_arc", d.reciprocity_arc);
    check_whole(known, "d.reciprocity_dyadic", d.reciprocity_dyadic);
    check_whole(known, "u.components", static_cast<double>(u.components.size()));
    check_whole(known, "u.largest_component", static_cast<double>(u.components.front().size()));
  }
}

TEST_CASE("articulation points and bridges are those that other programs find") {
  for (const auto& known : all_known()) {
    CAPTURE(known.name);
    const auto& sets = known.data["sets"];
    CHECK(names(known, known.metrics.undirected.articulation_points) ==
          sets["u.articulation_points"].get<std::vector<std::string>>());
    std::vector<std::vector<std::string>> bridges;
    for (const auto& [a, b] : known.metrics.undirected.bridges) bridges.push_back(names(known, {a, b}));
    std::ranges::sort(bridges);
    CHECK(bridges == sets["u.bridges"].get<std::vector<std::vector<std::string>>>());
  }
}

TEST_CASE("communities reach at least 0.94 of the best modularity there is") {
  for (const auto& known : all_known()) {
    CAPTURE(known.name);
    const auto best = known.data["whole"]["u.modularity_optimum"].get<double>();
    CHECK(known.metrics.undirected.modularity >= 0.94 * best);
    CHECK(known.metrics.undirected.modularity <= best + 1e-12);
  }
}

TEST_CASE("communities do not depend on how the actors are called") {
  const int renamings = std::getenv("QUICKSCAN_ALL_RENAMINGS") == nullptr ? 20 : 200;
  for (const auto& known : all_known()) {
    CAPTURE(known.name);
    const auto& graph = known.graph.undirected;
    std::vector<Node> place(graph.size());
    std::iota(place.begin(), place.end(), Node{0});
    std::minstd_rand random(1);
    int same = 0;
    for (int renaming = 0; renaming < renamings; ++renaming) {
      for (std::size_t i = place.size(); i > 1; --i) std::swap(place[i - 1], place[random() % i]);
      Neighbours renamed(graph.size());
      for (Node node = 0; node < graph.size(); ++node) {
        for (const Node other : graph[node]) renamed[place[node]].push_back(place[other]);
      }
      for (auto& list : renamed) std::ranges::sort(list);
      const auto modularity = find_communities(renamed).modularity;
      same += modularity == doctest::Approx(known.metrics.undirected.modularity).epsilon(1e-12) ? 1 : 0;
    }
    CHECK(same >= renamings * 99 / 100);
  }
}

TEST_CASE("the E-I index, its expected value and the block table follow from the groups") {
  int tried = 0;
  for (const auto& known : all_known()) {
    if (!known.data["whole"].contains("u.ei_index")) continue;
    ++tried;
    CAPTURE(known.name);
    std::vector<std::optional<double>> nodes;
    const auto result = external_internal(known.graph.undirected, known.groups, groups_in_order(known), &nodes);
    check_whole(known, "u.ei_index", result.index);
    check_whole(known, "u.ei_expected_by_size", result.expected);
    check_whole(known, "u.ei_external", result.external);
    check_whole(known, "u.ei_internal", result.internal);
    check_nodes(known, "u.ei_node", [&](Node i) { return nodes[i]; });
    for (const auto& [group, value] : known.data["sets"]["u.ei_group"].items()) {
      REQUIRE(result.groups.at(group).has_value());
      CHECK(std::abs(*result.groups.at(group) - value["ei"].get<double>()) <= 1e-9);
    }
    for (const auto& block : result.blocks) {
      const auto& expected = known.data["sets"]["u.block_density"].at(block.a + "|" + block.b);
      CHECK(block.ties == expected["ties"].get<int>());
      CHECK(block.possible == expected["possible"].get<int>());
    }
  }
  CHECK(tried >= 1);
}

TEST_CASE("brokerage counts the five roles of Gould and Fernandez") {
  int tried = 0;
  for (const auto& known : all_known()) {
    if (!known.data["node"].contains("d.gf_coordinator")) continue;
    ++tried;
    const auto roles = broker_roles(known.graph, known.groups);
    const std::array metrics = {"d.gf_coordinator", "d.gf_consultant", "d.gf_representative", "d.gf_gatekeeper",
                                "d.gf_liaison"};
    for (std::size_t role = 0; role < metrics.size(); ++role) {
      check_nodes(known, metrics[role], [&](Node i) { return roles[i][role]; });
    }
  }
  CHECK(tried >= 1);
}

TEST_CASE("nodes without a group stay out of the group tables and of brokerage") {
  const auto graph = project(4, {{0, 1}, {1, 2}, {2, 3}});
  const Labels labels = {"a", "", "b", "b"};
  const auto result = external_internal(graph.undirected, labels, {"a", "b"});
  CHECK(result.external == 0);
  CHECK(result.internal == 1);
  CHECK(result.blocks.size() == 3);
  for (const auto& roles : broker_roles(graph, labels)) CHECK(roles == Brokerage{});
}

TEST_CASE("an empty graph has no values at all") {
  const auto metrics = measure(project(0, {}));
  CHECK(metrics.undirected.n == 0);
  CHECK(metrics.undirected.m == 0);
  CHECK_FALSE(metrics.undirected.density.has_value());
  CHECK_FALSE(metrics.undirected.fragmentation.has_value());
  CHECK_FALSE(metrics.undirected.mean_clustering.has_value());
  CHECK_FALSE(metrics.undirected.mean_distance.has_value());
  CHECK_FALSE(metrics.directed.reciprocity_arc.has_value());
  CHECK(metrics.undirected.components.empty());
  CHECK(metrics.undirected.modularity == 0);
}

TEST_CASE("one actor, tied to itself, has a degree of 0 and nothing that needs another") {
  const auto metrics = measure(project(1, {{0, 0}}));
  CHECK(metrics.undirected.m == 0);
  CHECK(metrics.nodes[0].degree == 0);
  CHECK_FALSE(metrics.undirected.density.has_value());
  CHECK_FALSE(metrics.nodes[0].closeness.has_value());
  CHECK_FALSE(metrics.nodes[0].betweenness.has_value());
  CHECK_FALSE(metrics.nodes[0].constraint.has_value());
  CHECK(metrics.undirected.components.size() == 1);
}

TEST_CASE("two actors with a doubled tie are one pair, without betweenness") {
  const auto metrics = measure(project(2, {{0, 1}, {0, 1}}));
  CHECK(metrics.undirected.m == 1);
  CHECK(metrics.directed.m == 1);
  CHECK(metrics.undirected.density == 1.0);
  CHECK(metrics.directed.density == 0.5);
  CHECK(metrics.directed.reciprocity_arc == 0.0);
  CHECK_FALSE(metrics.nodes[0].betweenness.has_value());
  CHECK_FALSE(metrics.undirected.centralization_betweenness.has_value());
  CHECK(metrics.nodes[0].closeness == 1.0);
  CHECK(metrics.nodes[0].constraint == 1.0);
  CHECK(metrics.undirected.bridges == std::vector<Arc>{{0, 1}});
}

TEST_CASE("an isolate counts in n and has closeness 0 and no constraint") {
  const auto metrics = measure(project(4, {{0, 1}, {1, 2}}));
  CHECK(metrics.undirected.density == doctest::Approx(2.0 / 6));
  CHECK(metrics.undirected.fragmentation == doctest::Approx(0.5));
  CHECK(metrics.undirected.reachable_share == doctest::Approx(0.5));
  CHECK(metrics.nodes[3].closeness == 0.0);
  CHECK(metrics.nodes[3].harmonic == 0.0);
  CHECK_FALSE(metrics.nodes[3].constraint.has_value());
  CHECK_FALSE(metrics.nodes[3].effective_size.has_value());
}

TEST_CASE("equal values share the better rank") {
  CHECK(ranks_of({0, 5, 3, 5, 3}) == std::vector<int>{5, 1, 3, 1, 3});
  CHECK(ranks_of({}).empty());
}

TEST_CASE("no value is ever NaN, whatever the graph") {
  unsigned state = 7;
  const auto next = [&](unsigned below) {
    state = state * 1664525u + 1013904223u;
    return static_cast<Node>((state >> 8) % below);
  };
  for (unsigned n = 0; n < 12; ++n) {
    for (unsigned m = 0; m < 3 * n; ++m) {
      std::vector<Arc> arcs;
      for (unsigned i = 0; i < m; ++i) arcs.emplace_back(next(n), next(n));
      const auto metrics = measure(project(n, arcs));
      for (const auto& node : metrics.nodes) {
        for (const auto& value : {node.betweenness, node.betweenness_directed, node.closeness, node.harmonic,
                                  node.constraint, node.constraint_undirected, node.effective_size}) {
          if (value) CHECK(std::isfinite(*value));
        }
        CHECK(std::isfinite(node.clustering));
      }
      const auto& u = metrics.undirected;
      for (const auto& value : {u.density, u.fragmentation, u.compactness, u.mean_distance, u.reachable_share,
                                u.transitivity, u.mean_clustering, u.centralization_degree,
                                u.centralization_betweenness, std::optional<double>(u.modularity)}) {
        if (value) CHECK(std::isfinite(*value));
      }
    }
  }
}
