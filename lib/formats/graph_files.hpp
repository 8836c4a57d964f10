#pragma once

#include "core/language.hpp"
#include "network/network.hpp"
#include "study/study.hpp"

#include <string>

namespace quickscan {

/// The stakeholder graph as files for other programs. Every file holds all actors and ties of the network,
/// with the same ids and attributes; a tie that holds in both directions is one tie with `mutual` true.
/// Ties that are not in the network (planned, ended) have `in_network` false. A file of data that are not fieldwork
/// carries the provenance banner. manual/graph.md#outputs.

/// Opens in networkx, igraph, Gephi, yEd and Cytoscape.
std::string graphml(const NetworkResult& network, const Study& study, Language language = Language::nl);

/// GEXF 1.2draft, which Gephi and networkx read, with the places and colours of the report's drawing.
std::string gexf(const NetworkResult& network, const Study& study, Language language = Language::nl);

/// For Graphviz: one rank per level; actors that were never heard are dashed.
std::string dot(const NetworkResult& network, const Study& study, Language language = Language::nl);

/// For Cytoscape and cytoscape.js; opens with networkx' `cytoscape_graph`.
std::string cytoscape_json(const NetworkResult& network, const Study& study, Language language = Language::nl);

/// Two tables as Gephi imports them: actors (`Id,Label,…`) and ties (`Source,Target,Type,Weight,…`).
struct GraphTables {
  std::string actors;
  std::string ties;
};
GraphTables graph_csv(const NetworkResult& network, const Study& study, Language language = Language::nl);

}  // namespace quickscan
