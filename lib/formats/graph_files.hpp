#pragma once

#include "core/language.hpp"
#include "network/network.hpp"
#include "study/study.hpp"

#include <string>

namespace quickscan {

/// The stakeholder graph as files for other programs. Every file holds all actors and ties of the network,
/// with the same ids and attributes; a tie that holds in both directions is one tie with `mutual` true.
/// Ties that are not in the network (planned, ended) have `in_network` false.

struct GraphFileOptions {
  /// Of the labels.
  Language language = Language::nl;
};

/// `graph/1` of json.md: metrics with the conventions they follow, actors, ties with claims, findings.
std::string graph_json(const NetworkResult& network, const Study& study, const GraphFileOptions& options = {});

/// Opens in networkx, igraph, Gephi, yEd and Cytoscape.
std::string graphml(const NetworkResult& network, const Study& study, const GraphFileOptions& options = {});

/// GEXF 1.3, for Gephi; also opens in networkx.
std::string gexf(const NetworkResult& network, const Study& study, const GraphFileOptions& options = {});

/// For Graphviz: one rank a level, dashed for those never heard.
std::string dot(const NetworkResult& network, const Study& study, const GraphFileOptions& options = {});

/// For Cytoscape and cytoscape.js; opens with networkx' `cytoscape_graph`.
std::string cytoscape_json(const NetworkResult& network, const Study& study, const GraphFileOptions& options = {});

/// Two tables as Gephi imports them: actors (`Id,Label,…`) and ties (`Source,Target,Type,Weight,…`).
struct GraphTables {
  std::string actors;
  std::string ties;
};
GraphTables graph_csv(const NetworkResult& network, const Study& study, const GraphFileOptions& options = {});

}  // namespace quickscan
