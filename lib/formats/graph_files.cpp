#include "formats/graph_files.hpp"

#include "core/format.hpp"
#include "formats/graph_columns.hpp"
#include "formats/json/values.hpp"
#include "report/drawing/network_map.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace quickscan {

namespace {

std::string_view xml_type(GraphType type, bool for_gexf) {
  switch (type) {
    case GraphType::integer: return for_gexf ? "integer" : "long";
    case GraphType::real: return "double";
    case GraphType::boolean: return "boolean";
    case GraphType::text: break;
  }
  return "string";
}

template <typename Column, typename Row>
void add_graphml_data(std::string& out, const GraphContext& context, const std::vector<Column>& columns, const Row& row,
                      std::string_view prefix) {
  for (const auto& column : columns) {
    const auto value = column.value(context, row);
    if (std::holds_alternative<std::monostate>(value)) continue;
    append_format(out, "      <data key=\"{}_{}\">{}</data>\n", prefix, column.name, escape_xml(plain_text(value)));
  }
}

template <typename Column>
void add_graphml_keys(std::string& out, const std::vector<Column>& columns, std::string_view of,
                      std::string_view prefix) {
  for (const auto& column : columns) {
    append_format(out, "  <key id=\"{}_{}\" for=\"{}\" attr.name=\"{}\" attr.type=\"{}\"/>\n", prefix, column.name, of,
                  column.name, xml_type(column.type, false));
  }
}

template <typename Column>
void add_gexf_attributes(std::string& out, const std::vector<Column>& columns, std::string_view of) {
  append_format(out, "    <attributes class=\"{}\" mode=\"static\">\n", of);
  for (const auto& column : columns) {
    if (column.name == "label") continue;
    append_format(out, "      <attribute id=\"{}\" title=\"{}\" type=\"{}\"/>\n", column.name, column.name,
                  xml_type(column.type, true));
  }
  out += "    </attributes>\n";
}

template <typename Column, typename Row>
void add_gexf_values(std::string& out, const GraphContext& context, const std::vector<Column>& columns,
                     const Row& row) {
  out += "        <attvalues>\n";
  for (const auto& column : columns) {
    const auto value = column.value(context, row);
    if (column.name == "label" || std::holds_alternative<std::monostate>(value)) continue;
    append_format(out, "          <attvalue for=\"{}\" value=\"{}\"/>\n", column.name, escape_xml(plain_text(value)));
  }
  out += "        </attvalues>\n";
}

/// Where and how the report draws an actor; what is above there is above in Gephi too, where y grows upwards.
void add_gexf_box(std::string& out, const MapLayout& layout, const NetworkResult& network, const ActorResult& actor) {
  const auto box =
      std::ranges::find_if(layout.boxes, [&](const MapBox& each) { return layout.actors[each.actor] == actor.id; });
  if (box == layout.boxes.end()) return;
  const bool dark = actor.heard || network.hides_heard;
  const std::string_view colour = dark ? "r=\"31\" g=\"78\" b=\"121\"" : "r=\"150\" g=\"150\" b=\"150\"";
  append_format(out,
                "        <viz:color {}/>\n        <viz:position x=\"{:.1f}\" y=\"{:.1f}\" z=\"0.0\"/>\n"
                "        <viz:size value=\"{:.1f}\"/>\n        <viz:shape value=\"square\"/>\n",
                colour, box->x + box->width / 2, layout.height - (box->y + box->height / 2), box->height);
}

template <typename Column, typename Row>
void add_csv_cells(std::string& out, const GraphContext& context, const std::vector<Column>& columns, const Row& row) {
  for (const auto& column : columns) {
    if (column.name == "label") continue;
    const auto value = column.value(context, row);
    const auto text = plain_text(value);
    out += ',';
    out += column.type == GraphType::text ? escape_csv(text) : text;
  }
  out += ',' + escape_csv(context.banner_title) + '\n';
}

/// `betweenness` as a column of a table for people: `Betweenness`.
std::string column_title(std::string_view name) {
  std::string title(name);
  title.front() = static_cast<char>(title.front() - 'a' + 'A');
  return title;
}

const std::string& actor_id(const NetworkResult& network, std::size_t index) { return network.actors[index].id; }

std::string_view dot_style(TieStatus status) {
  switch (status) {
    case TieStatus::pilot: return "dashed";
    case TieStatus::planned:
    case TieStatus::ended: return "dotted";
    case TieStatus::problematic: return "bold";
    case TieStatus::working: break;
  }
  return "solid";
}

void add_dot_actor(std::string& out, const GraphContext& context, const ActorResult& actor) {
  const auto& name = actor.label.in(context.language);
  append_format(out, "  \"{}\" [label=\"{}\"", escape_dot(actor.id), escape_dot(name.empty() ? actor.id : name));
  if (!actor.heard && actor.kind != StakeholderKind::platform) out += ", style=dashed";
  for (const auto& column : actor_columns()) {
    // `name` is what Graphviz calls a node by; the label is said above.
    if (column.name == "label" || column.name == "name") continue;
    const auto value = column.value(context, actor);
    if (std::holds_alternative<std::monostate>(value)) continue;
    append_format(out, ", {}=\"{}\"", column.name, escape_dot(plain_text(value)));
  }
  out += "];\n";
}

void add_dot_tie(std::string& out, const GraphContext& context, const TieResult& tie) {
  append_format(out, "  \"{}\" -> \"{}\" [style={}, dir={}, weight={}",
                escape_dot(actor_id(context.network, tie.source)), escape_dot(actor_id(context.network, tie.target)),
                dot_style(tie.status), goes_both_ways(tie.relation) ? "none" : "forward", tie_weight(tie));
  for (const auto& column : tie_columns()) {
    const auto value = column.value(context, tie);
    if (std::holds_alternative<std::monostate>(value)) continue;
    append_format(out, ", {}=\"{}\"", column.name, escape_dot(plain_text(value)));
  }
  out += "];\n";
}

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

std::string graphml(const NetworkResult& network, const Study& study, Language language) {
  const auto context = graph_context(network, study, language);
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
      "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
      "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
      "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";
  add_graphml_keys(out, actor_columns(), "node", "n");
  add_graphml_keys(out, tie_columns(), "edge", "e");
  out += "  <key id=\"e_weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"long\"/>\n";
  out += "  <key id=\"g_provenance\" for=\"graph\" attr.name=\"provenance\" attr.type=\"string\"/>\n";
  out += "  <key id=\"g_banner\" for=\"graph\" attr.name=\"banner\" attr.type=\"string\"/>\n";
  append_format(out, "  <graph id=\"{}\" edgedefault=\"directed\">\n", escape_xml(study.id));
  append_format(out, "    <data key=\"g_provenance\">{}</data>\n", id_of(study.provenance));
  if (!context.banner.empty()) append_format(out, "    <data key=\"g_banner\">{}</data>\n", escape_xml(context.banner));
  for (const auto& actor : network.actors) {
    append_format(out, "    <node id=\"{}\">\n", escape_xml(actor.id));
    add_graphml_data(out, context, actor_columns(), actor, "n");
    out += "    </node>\n";
  }
  for (std::size_t index = 0; index < network.ties.size(); ++index) {
    const auto& tie = network.ties[index];
    append_format(out, "    <edge id=\"e{}\" source=\"{}\" target=\"{}\">\n", index,
                  escape_xml(actor_id(network, tie.source)), escape_xml(actor_id(network, tie.target)));
    add_graphml_data(out, context, tie_columns(), tie, "e");
    append_format(out, "      <data key=\"e_weight\">{}</data>\n    </edge>\n", tie_weight(tie));
  }
  return out + "  </graph>\n</graphml>\n";
}

std::string gexf(const NetworkResult& network, const Study& study, Language language) {
  const auto context = graph_context(network, study, language);
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://www.gexf.net/1.2draft\" "
      "xmlns:viz=\"http://www.gexf.net/1.2draft/viz\" version=\"1.2\">\n";
  if (!context.banner.empty())
    append_format(out, "  <meta>\n    <description>{}</description>\n  </meta>\n", escape_xml(context.banner));
  out += "  <graph mode=\"static\" defaultedgetype=\"directed\">\n";
  const auto layout = lay_out_network_map(network, study, {.language = language, .panel = {}, .waves = {}});
  add_gexf_attributes(out, actor_columns(), "node");
  add_gexf_attributes(out, tie_columns(), "edge");
  out += "    <nodes>\n";
  for (const auto& actor : network.actors) {
    append_format(out, "      <node id=\"{}\" label=\"{}\">\n", escape_xml(actor.id),
                  escape_xml(actor_label(context, actor)));
    add_gexf_values(out, context, actor_columns(), actor);
    add_gexf_box(out, layout, context.network, actor);
    out += "      </node>\n";
  }
  out += "    </nodes>\n    <edges>\n";
  for (std::size_t index = 0; index < network.ties.size(); ++index) {
    const auto& tie = network.ties[index];
    append_format(out, "      <edge id=\"{}\" source=\"{}\" target=\"{}\" type=\"directed\" weight=\"{}\">\n", index,
                  escape_xml(actor_id(network, tie.source)), escape_xml(actor_id(network, tie.target)),
                  tie_weight(tie));
    add_gexf_values(out, context, tie_columns(), tie);
    out += "      </edge>\n";
  }
  return out + "    </edges>\n  </graph>\n</gexf>\n";
}

std::string dot(const NetworkResult& network, const Study& study, Language language) {
  const auto context = graph_context(network, study, language);
  std::string out = fmt::format(
      "digraph \"{}\" {{\n  charset=\"UTF-8\";\n  rankdir=TB;\n  node [shape=box, fontname=\"sans-serif\"];\n",
      escape_dot(study.id));
  if (!context.banner.empty()) {
    append_format(out, "  label=\"{}\";\n  labelloc=b;\n  comment=\"{}\";\n", escape_dot(context.banner_title),
                  escape_dot(context.banner));
  }
  for (const auto& actor : network.actors) add_dot_actor(out, context, actor);
  for (std::size_t level = 0; level < study.framework.levels.size(); ++level) {
    std::string members;
    for (const auto& actor : network.actors)
      if (actor.level == LevelId(level)) members += fmt::format(" \"{}\";", escape_dot(actor.id));
    if (!members.empty()) out += fmt::format("  {{ rank=same;{} }}\n", members);
  }
  for (const auto& tie : network.ties) add_dot_tie(out, context, tie);
  return out + "}\n";
}

GraphTables graph_csv(const NetworkResult& network, const Study& study, Language language) {
  const auto context = graph_context(network, study, language);
  GraphTables tables{"Id,Label", "Source,Target,Type,Weight,Id"};
  for (const auto& column : actor_columns())
    if (column.name != "label") tables.actors += ',' + column_title(column.name);
  for (const auto& column : tie_columns()) tables.ties += ',' + column_title(column.name);
  // A line of its own would not be read as a comment by Gephi or pandas; a column also remains with every row.
  tables.actors += ",Provenance\n";
  tables.ties += ",Provenance\n";
  for (const auto& actor : network.actors) {
    tables.actors += escape_csv(actor.id) + ',' + escape_csv(actor_label(context, actor));
    add_csv_cells(tables.actors, context, actor_columns(), actor);
  }
  for (std::size_t index = 0; index < network.ties.size(); ++index) {
    const auto& tie = network.ties[index];
    tables.ties += fmt::format("{},{},{},{},{}", escape_csv(actor_id(network, tie.source)),
                               escape_csv(actor_id(network, tie.target)),
                               goes_both_ways(tie.relation) ? "Undirected" : "Directed", tie_weight(tie), index);
    add_csv_cells(tables.ties, context, tie_columns(), tie);
  }
  return tables;
}

std::string cytoscape_json(const NetworkResult& network, const Study& study, Language language) {
  const auto context = graph_context(network, study, language);
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
  Json graph = {{"name", study.id}, {"title", study.title.in(language)}, {"provenance", id_of(study.provenance)}};
  if (!context.banner.empty()) graph["comment"] = context.banner;
  return dump({{"format_version", "1.0"},
               {"generated_by", "quickscan"},
               {"data", std::move(graph)},
               {"directed", true},
               {"multigraph", true},
               {"elements", {{"nodes", std::move(nodes)}, {"edges", std::move(edges)}}}});
}

}  // namespace quickscan
