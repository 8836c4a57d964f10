#include "formats/graph_columns.hpp"
#include "formats/graph_files.hpp"
#include "formats/json/network.hpp"
#include "network_study.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace quickscan;
using namespace quickscan::test;
using nlohmann::json;

namespace {

NetworkStudy two_organisations() {
  NetworkStudy made;
  made.study.id = "klein";
  made.study.title.nl = made.study.title.en = "Klein";
  made.add_stakeholder("gemeente", "tactical operational", "public");
  made.add_stakeholder("arosa", "operational", "shelter");
  made.stakeholder("gemeente").name.nl = "Gemeente";
  made.stakeholder("arosa").name.nl = "Arosa";
  auto& interview = made.add_interview("r1", {"gemeente@operational"});
  made.add_tie(interview, "gemeente@operational", "arosa@operational", Relation::refers);
  made.add_tie(interview, "gemeente@operational", "gemeente@tactical", Relation::works_with, TieStatus::planned);
  return made;
}

}  // namespace

TEST_CASE("the CSV pair holds every actor and every tie") {
  const auto made = two_organisations();
  const auto tables = graph_csv(analyse_network(made.study), made.study);
  CHECK(tables.actors ==
        "Id,Label,Name,Kind,Organisation,Sector,Level,Heard,Entry,Help,Interviews,Degree,In_degree,Out_degree,"
        "Betweenness,Closeness,Harmonic,Clustering,Core,Constraint,Community,Provenance\n"
        "arosa@operational,Arosa (operational),Arosa,organisation,arosa,shelter,operational,false,false,false,0,1,1,0,"
        "0,0.5,0.5,0,1,1,0,\n"
        "gemeente@operational,Gemeente (operational),Gemeente,organisation,gemeente,public,operational,true,false,"
        "false,1,1,0,1,0,0.5,0.5,0,1,1,0,\n"
        "gemeente@tactical,Gemeente (tactical),Gemeente,organisation,gemeente,public,tactical,false,false,false,0,0,0,"
        "0,0,0,0,0,0,,1,\n");
  CHECK(tables.ties ==
        "Source,Target,Type,Weight,Id,Relation,Status,Confirmation,Mutual,In_network,Interviews,Claims,Provenance\n"
        "gemeente@operational,arosa@operational,Directed,1,0,refers,working,unverifiable,false,true,1,"
        "gemeente@operational (r1),\n"
        "gemeente@operational,gemeente@tactical,Undirected,1,1,works-with,planned,unverifiable,true,false,1,"
        "gemeente@operational (r1),\n");
}

TEST_CASE("the JSON has the keys that other tools are written against") {
  const auto made = two_organisations();
  const auto parsed = json::parse(graph_json(analyse_network(made.study), made.study));
  CHECK(parsed["quickscan"] == "graph/1");
  CHECK(parsed["unit"] == "actor");
  CHECK(parsed["status"] == json::array({"working", "pilot", "problematic"}));
  CHECK(parsed["relations"] == json::array());
  CHECK(parsed["with_partners"] == false);
  const auto some = analyse_network(made.study, {.relations = {Relation::refers}, .with_partners = true});
  CHECK(json::parse(graph_json(some, made.study))["relations"] == json::array({"refers"}));
  CHECK(json::parse(graph_json(some, made.study))["with_partners"] == true);
  for (const auto* key :
       {"n", "m", "density", "fragmentation", "compactness", "mean_distance", "reachable_share", "diameter",
        "transitivity", "mean_clustering", "centralization_degree", "centralization_betweenness", "components",
        "articulation_points", "bridges", "communities", "ei"}) {
    CHECK_MESSAGE(parsed["network"]["undirected"].contains(key), key);
  }
  for (const auto* key :
       {"m", "density", "reciprocity_arc", "reciprocity_dyadic", "centralization_in", "centralization_out"}) {
    CHECK_MESSAGE(parsed["network"]["directed"].contains(key), key);
  }
  for (const auto* key :
       {"id",        "label",     "kind",       "sector",      "level",           "heard",
        "degree",    "in_degree", "out_degree", "betweenness", "betweenness_raw", "betweenness_directed",
        "closeness", "harmonic",  "clustering", "core",        "constraint",      "effective_size",
        "brokerage", "community", "rank_range"}) {
    CHECK_MESSAGE(parsed["actors"][0].contains(key), key);
  }
  CHECK(parsed["network"]["undirected"]["components"] == 2);
  CHECK(parsed["network"]["undirected"]["bridges"] == json::array({{"arosa@operational", "gemeente@operational"}}));
  CHECK(parsed["actors"][2]["constraint"].is_null());
  CHECK(parsed["ties"][0]["claims"][0]["line"] == 10);
  CHECK(parsed["ties"][1]["in_network"] == false);
  CHECK(parsed["findings"]["coverage"]["named_never_heard"][0]["stakeholder"] == "arosa");
  CHECK(parsed["network"]["undirected"]["transitivity"].is_null());
}

TEST_CASE("an empty network is an empty file of every kind") {
  NetworkStudy made;
  made.study.id = "leeg";
  const auto network = analyse_network(made.study);
  CHECK(json::parse(graph_json(network, made.study))["actors"].empty());
  CHECK(json::parse(cytoscape_json(network, made.study))["elements"]["nodes"].empty());
  CHECK(graphml(network, made.study).ends_with("  </graph>\n</graphml>\n"));
  CHECK(gexf(network, made.study).find("<nodes>\n    </nodes>") != std::string::npos);
  CHECK(dot(network, made.study).starts_with("digraph \"leeg\" {\n"));
  CHECK(graph_csv(network, made.study).ties.ends_with(",Claims,Provenance\n"));
}

TEST_CASE("every graph file of data that are no fieldwork carries what they are") {
  auto made = two_organisations();
  const auto network = analyse_network(made.study);
  const auto files = [&] {
    const auto english = Language::en;
    const auto tables = graph_csv(network, made.study, english);
    return std::vector<std::string>{graph_json(network, made.study, english),
                                    graphml(network, made.study, english),
                                    gexf(network, made.study, english),
                                    dot(network, made.study, english),
                                    cytoscape_json(network, made.study, english),
                                    tables.actors,
                                    tables.ties};
  };
  const std::string title = "Reconstructed from a published report: these are no interview data";
  for (const auto& text : files()) CHECK(text.find(title) == std::string::npos);
  made.study.provenance = Provenance::reconstructed;
  for (const auto& text : files()) CHECK(text.find(title) != std::string::npos);
  CHECK(graph_csv(network, made.study, Language::en).actors.starts_with("Id,Label,"));
}

TEST_CASE("in XML a label stays a label") {
  CHECK(escape_xml("<script>alert('1' & \"2\")</script>") ==
        "&lt;script&gt;alert(&apos;1&apos; &amp; &quot;2&quot;)&lt;/script&gt;");
  CHECK(escape_xml("a\tb\nc") == "a&#9;b&#10;c");
  CHECK(escape_xml("]]>") == "]]&gt;");
  CHECK(escape_xml(std::string_view("\0\x01\x0b\x1f", 4)) == "\uFFFD\uFFFD\uFFFD\uFFFD");
  CHECK(escape_xml("\xef\xbf\xbe\xef\xbf\xbf") == "\uFFFD\uFFFD");
  CHECK(escape_xml("\x7f\xc2\x85\xc2\xa0") == "&#127;&#133;\xc2\xa0");
  CHECK(escape_xml("Eén café \u202e") == "Eén café \u202e");
}

TEST_CASE("in DOT a backslash stays a backslash and a reference stays text") {
  CHECK(escape_dot("a\\\"]; node [URL=evil]; //") == "a\\\\\\\"]; node [URL=evil]; //");
  CHECK(escape_dot("\\N\\G") == "\\\\N\\\\G");
  CHECK(escape_dot("a\nb\tc") == "a\\nb c");
  CHECK(escape_dot("&lt;b&gt;") == "&amp;lt;b&amp;gt;");
  CHECK(escape_dot("Jeugd & Gezin") == "Jeugd & Gezin");
}

TEST_CASE("in CSV a cell that a spreadsheet would run is text") {
  CHECK(escape_csv("=1+1") == "'=1+1");
  CHECK(escape_csv("@cmd, a") == "\"'@cmd, a\"");
  CHECK(escape_csv("zegt \"nee\"") == "\"zegt \"\"nee\"\"\"");
  CHECK(escape_csv("een\ntwee") == "\"een\ntwee\"");
  CHECK(escape_csv(" ") == "\" \"");
  CHECK(escape_csv("gewoon") == "gewoon");
  CHECK(escape_csv("").empty());
}
