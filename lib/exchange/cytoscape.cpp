#include "exchange/graph_columns.hpp"

#include "exchange/json_parts.hpp"

namespace quickscan {

namespace {

Json value_json(const GraphValue& value) {
  struct Writer {
    Json operator()(std::monostate) const { return {}; }
    Json operator()(const std::string& own) const { return own; }
    Json operator()(std::int64_t own) const { return own; }
    Json operator()(double own) const { return number(own); }
    Json operator()(bool own) const { return own; }
  };
  return std::visit(Writer{}, value);
}

}  // namespace

std::string cytoscape_json(const NetworkResult& network, const Study& study, const GraphFileOptions& options) {
  const GraphContext context{network, study, options.language};
  Json nodes = Json::array();
  for (const auto& actor : network.actors) {
    // `value` is what networkx goes by.
    Json data = {{"id", actor.id}, {"value", actor.id}};
    for (const auto& column : actor_columns())
      data[std::string(column.name)] = value_json(column.value(context, actor));
    nodes.push_back({{"data", std::move(data)}});
  }
  Json edges = Json::array();
  for (std::size_t index = 0; index < network.ties.size(); ++index) {
    const auto& tie = network.ties[index];
    Json data = {{"id", "e" + std::to_string(index)},       {"key", index},
                 {"source", network.actors[tie.source].id}, {"target", network.actors[tie.target].id},
                 {"interaction", id_of(tie.relation)},      {"weight", tie_weight(tie)}};
    for (const auto& column : tie_columns()) data[std::string(column.name)] = value_json(column.value(context, tie));
    edges.push_back({{"data", std::move(data)}});
  }
  return dump({{"format_version", "1.0"},
               {"generated_by", "quickscan"},
               {"data", {{"name", study.id}, {"title", study.title.in(options.language)}}},
               {"directed", true},
               {"multigraph", true},
               {"elements", {{"nodes", std::move(nodes)}, {"edges", std::move(edges)}}}});
}

}  // namespace quickscan
