#include "formats/json/network.hpp"

#include "formats/graph_columns.hpp"
#include "formats/json/context.hpp"

namespace quickscan {

namespace {

const std::string& id(const NetworkResult& network, std::size_t actor) { return network.actors[actor].id; }

Json ids(const NetworkResult& network, const std::vector<std::size_t>& actors) {
  Json list = Json::array();
  for (const auto actor : actors) list.push_back(id(network, actor));
  return list;
}

Json id_groups(const NetworkResult& network, const std::vector<std::vector<std::size_t>>& groups) {
  Json list = Json::array();
  for (const auto& group : groups) list.push_back(ids(network, group));
  return list;
}

/// A tie by the three things that it is known by.
Json tie_ref(const NetworkResult& network, std::size_t index) {
  const auto& tie = network.ties[index];
  return {{"source", id(network, tie.source)}, {"target", id(network, tie.target)}, {"relation", id_of(tie.relation)}};
}

Json tie_refs(const NetworkResult& network, const std::vector<std::size_t>& ties) {
  Json list = Json::array();
  for (const auto tie : ties) list.push_back(tie_ref(network, tie));
  return list;
}

Json group_json(const ExternalInternal& groups) {
  Json own = Json::object();
  for (const auto& [group, index] : groups.groups) own[group] = number_or_null(index);
  Json blocks = Json::array();
  for (const auto& block : groups.blocks) {
    blocks.push_back(
        {{"a", block.a},
         {"b", block.b},
         {"ties", block.ties},
         {"possible", block.possible},
         {"density", block.possible == 0 ? Json() : number(static_cast<double>(block.ties) / block.possible)}});
  }
  return {{"index", number_or_null(groups.index)},
          {"expected", number_or_null(groups.expected)},
          {"external", groups.external},
          {"internal", groups.internal},
          {"groups", std::move(own)},
          {"blocks", std::move(blocks)}};
}

Json undirected_json(const NetworkResult& network) {
  const auto& u = network.undirected;
  Json bridges = Json::array();
  for (const auto& [a, b] : u.bridges) bridges.push_back({id(network, a), id(network, b)});
  Json json = {{"n", u.n},
               {"m", u.m},
               {"density", number_or_null(u.density)},
               {"fragmentation", number_or_null(u.fragmentation)},
               {"compactness", number_or_null(u.compactness)},
               {"mean_distance", number_or_null(u.mean_distance)},
               {"reachable_share", number_or_null(u.reachable_share)},
               {"diameter", or_null(u.diameter)},
               {"transitivity", number_or_null(u.transitivity)},
               {"mean_clustering", number_or_null(u.mean_clustering)},
               {"centralization_degree", number_or_null(u.centralization_degree)},
               {"centralization_betweenness", number_or_null(u.centralization_betweenness)},
               {"components", u.components.size()},
               {"component_members", id_groups(network, u.components)},
               {"articulation_points", ids(network, u.articulation_points)},
               {"bridges", std::move(bridges)}};
  json["communities"] = {{"q", u.m == 0 ? Json() : number(u.modularity)},
                         {"clear", u.m > 0 && u.modularity >= 0.3},
                         {"groups", id_groups(network, u.communities)}};
  json["ei"] = {{"sector", group_json(u.by_sector)}, {"level", group_json(u.by_level)}};
  return json;
}

Json directed_json(const DirectedMetrics& d) {
  return {{"m", d.m},
          {"density", number_or_null(d.density)},
          {"reciprocity_arc", number_or_null(d.reciprocity_arc)},
          {"reciprocity_dyadic", number_or_null(d.reciprocity_dyadic)},
          {"centralization_in", number_or_null(d.centralization_in)},
          {"centralization_out", number_or_null(d.centralization_out)}};
}

Json brokerage_json(const std::optional<Brokerage>& roles) {
  if (!roles) return {};
  return {{"coordinator", (*roles)[0]},
          {"consultant", (*roles)[1]},
          {"representative", (*roles)[2]},
          {"gatekeeper", (*roles)[3]},
          {"liaison", (*roles)[4]}};
}

Json actor_json(const NetworkResult& network, const ActorResult& actor, const Study& study, Language language) {
  Json json = {{"id", actor.id},
               {"label", actor.label.in(language)},
               {"kind", id_of(actor.kind)},
               {"organisation", actor.organisation},
               {"sector", text_or_null(actor.sector)},
               {"level", Json()},
               {"heard", network.hides_heard ? Json() : Json(actor.heard)},
               {"interviews", actor.interviews},
               {"entry", actor.entry},
               {"help", actor.help},
               {"degree", actor.degree},
               {"in_degree", actor.in_degree},
               {"out_degree", actor.out_degree},
               {"betweenness", number_or_null(actor.betweenness)},
               {"betweenness_raw", number(actor.betweenness_raw)},
               {"betweenness_directed", number_or_null(actor.betweenness_directed)},
               {"closeness", number_or_null(actor.closeness)},
               {"harmonic", number_or_null(actor.harmonic)},
               {"clustering", number(actor.clustering)},
               {"core", actor.core},
               {"constraint", number_or_null(actor.constraint)},
               {"constraint_undirected", number_or_null(actor.constraint_undirected)},
               {"effective_size", number_or_null(actor.effective_size)},
               {"brokerage", brokerage_json(actor.brokerage)},
               {"brokerage_sector", brokerage_json(actor.brokerage_sector)},
               {"ei_level", number_or_null(actor.ei_level)},
               {"ei_sector", number_or_null(actor.ei_sector)},
               {"community", actor.community},
               {"rank", actor.rank},
               {"rank_range", Json()}};
  if (actor.level != none) json["level"] = study.framework[actor.level].id;
  if (actor.rank_range) json["rank_range"] = {actor.rank_range->first, actor.rank_range->second};
  return json;
}

Json network_tie_json(const NetworkResult& network, const TieResult& tie, const StudyPaths& path_of) {
  Json claims = Json::array();
  for (const auto& claim : tie.claims) {
    if (network.published) break;
    claims.push_back({{"interview", claim.interview},
                      {"actor", text_or_null(claim.actor)},
                      {"status", id_of(claim.status)},
                      {"segment", claim.segment.index() + 1},
                      {"file", path_of(claim.source)},
                      {"line", claim.line}});
  }
  return {{"source", id(network, tie.source)},
          {"target", id(network, tie.target)},
          {"relation", id_of(tie.relation)},
          {"status", id_of(tie.status)},
          {"claims", std::move(claims)},
          {"confirmation", network.hides_heard ? Json() : Json(id_of(tie.confirmation))},
          {"in_network", tie.in_network},
          {"registered", tie.registered.has_value()},
          {"mutual", goes_both_ways(tie.relation)}};
}

const std::string& level_id(const Study& study, LevelId level) { return study.framework[level].id; }

const std::string& stakeholder_id(const Study& study, StakeholderId index) { return study[index].id; }

Json coverage_findings(const NetworkResult& network, const Study& study) {
  const auto& findings = network.findings;
  Json never = Json::array();
  for (const auto& row : findings.never_heard) {
    never.push_back({{"stakeholder", stakeholder_id(study, row.stakeholder)},
                     {"actors", ids(network, row.actors)},
                     {"ties", tie_refs(network, row.ties)}});
  }
  Json levels = Json::array();
  for (const auto& row : findings.unheard_levels) {
    Json list = Json::array();
    for (const LevelId level : row.levels) list.push_back(level_id(study, level));
    levels.push_back({{"organisation", stakeholder_id(study, row.organisation)}, {"levels", std::move(list)}});
  }
  return {{"named_never_heard", std::move(never)},
          {"levels_not_heard", std::move(levels)},
          {"heard_never_named", ids(network, findings.heard_never_named)},
          {"planned_only", tie_refs(network, findings.planned_only)}};
}

Json escalation_findings(const NetworkResult& network, const Study& study) {
  const auto step_id = [&](int step) { return study.escalation[static_cast<std::size_t>(step)].id; };
  const auto step_or_null = [&](const std::optional<int>& step) { return step ? Json(step_id(*step)) : Json(); };
  Json moves = Json::array();
  for (const auto& row : network.findings.escalation) {
    Json skipped = Json::array();
    for (const int step : row.move.skipped) skipped.push_back(step_id(step));
    moves.push_back({{"tie", tie_ref(network, row.tie)},
                     {"from_step", step_or_null(row.move.from_step)},
                     {"to_step", step_or_null(row.move.to_step)},
                     {"kind", id_of(row.move.kind)},
                     {"skipped", std::move(skipped)}});
  }
  return {{"ties", std::move(moves)},
          {"front_line_without_way_up", ids(network, network.findings.front_line_without_way_up)}};
}

Json referral_findings(const NetworkResult& network) {
  const auto& findings = network.findings;
  Json handoffs = Json::array();
  for (const auto& row : findings.handoffs) {
    handoffs.push_back(
        {{"entry", id(network, row.entry)}, {"steps", or_null(row.steps)}, {"path", ids(network, row.path)}});
  }
  return {{"handoffs", std::move(handoffs)},
          {"loops", id_groups(network, findings.referral_loops)},
          {"dead_ends", ids(network, findings.referral_dead_ends)}};
}

Json dependence_findings(const NetworkResult& network) {
  const auto& findings = network.findings;
  Json articulation = Json::array();
  for (const auto& row : findings.articulation) {
    articulation.push_back({{"actor", id(network, row.actor)},
                            {"parts", row.parts},
                            {"cut_off", ids(network, row.cut_off)},
                            {"pairs_lost", row.pairs_lost},
                            {"always", findings.left_out ? Json(row.always) : Json()}});
  }
  Json fragile = Json::array();
  for (const auto& row : findings.fragile_bridges) {
    fragile.push_back({{"a", id(network, row.a)},
                       {"b", id(network, row.b)},
                       {"no_working_tie", row.no_working_tie},
                       {"not_confirmed", row.not_confirmed}});
  }
  return {{"brokers", ids(network, findings.brokers)},
          {"articulation", std::move(articulation)},
          {"sometimes_articulation", findings.left_out ? ids(network, findings.sometimes_articulation) : Json()},
          {"fragile_bridges", std::move(fragile)}};
}

Json findings_json(const NetworkResult& network, const Study& study) {
  const auto& findings = network.findings;
  Json counts = Json::object();
  for (std::size_t kind = 0; kind < findings.confirmation.size(); ++kind)
    counts[std::string(id_of(static_cast<Confirmation>(kind)))] = count_or_null(findings.confirmation[kind]);
  counts["registered-only"] = findings.registered_only;
  Json together = Json::array();
  for (const auto& row : findings.co_participation)
    together.push_back({{"a", id(network, row.a)}, {"b", id(network, row.b)}, {"weight", number(row.weight)}});
  Json resting = Json::object();
  for (const auto& [interview, ties] : findings.rest_on_one) resting[interview] = ties;
  return {{"confirmation", {{"counts", std::move(counts)}, {"rate", number_or_null(findings.confirmation_rate)}}},
          {"coverage", coverage_findings(network, study)},
          {"escalation", escalation_findings(network, study)},
          {"referral", referral_findings(network)},
          {"levels",
           {{"leaps", tie_refs(network, findings.leaps)},
            {"distance",
             {{"same", findings.level_distance[0]},
              {"adjacent", findings.level_distance[1]},
              {"leap", findings.level_distance[2]}}}}},
          {"isolates", ids(network, findings.isolates)},
          {"dependence", dependence_findings(network)},
          {"leave_one_interview_out",
           {{"interviews", count_or_null(findings.interviews)},
            {"computed", findings.left_out},
            {"rest_on_one", std::move(resting)}}},
          {"co_participation", std::move(together)}};
}

Json statuses_json(const NetworkOptions& options) {
  Json list = Json::array();
  for (const auto status : options.statuses) list.push_back(id_of(status));
  return list;
}

/// Empty: all of them.
Json relations_json(const NetworkOptions& options) {
  Json list = Json::array();
  for (const auto relation : options.relations) list.push_back(id_of(relation));
  return list;
}

Json conventions_json(const NetworkOptions& options) {
  return {{"n", "all actors, isolates included"},
          {"undirected", "simple projection: a tie in either direction, loops and doubles dropped"},
          {"directed", "simple projection; a tie that holds both ways is two arcs"},
          {"relations", "a tie of another relation is left out altogether; empty: all relations"},
          {"status", "only ties of these statuses are in the network; the others are listed with in_network false"},
          {"density", "undirected 2m/n(n-1), directed m/n(n-1)"},
          {"fragmentation", "1 - sum of s(s-1)/n(n-1) over components"},
          {"compactness", "mean of 1/d over ordered pairs, unreachable pairs 0"},
          {"mean_distance", "over reachable pairs only; reachable_share says how many those are"},
          {"transitivity", "3 triangles / two-paths"},
          {"mean_clustering", "an actor of degree below 2 counts 0"},
          {"betweenness", "undirected: raw 2/((n-1)(n-2)); directed: raw/((n-1)(n-2)); none below n = 3"},
          {"closeness", "(r/sum d)(r/(n-1)), r the others reached; an isolate 0"},
          {"harmonic", "sum of 1/d, over n-1"},
          {"centralization",
           "degree: sum of (max - x)/((n-1)(n-2)); in and out: over (n-1)^2; betweenness: sum of (max - normed)/(n-1)"},
          {"reciprocity", "arc: 2M/(2M+A); dyadic: M/(M+A)"},
          {"ei", "(E-I)/(E+I), platforms left out; expected from the sizes of the groups"},
          {"brokerage", options.unit == NetworkUnit::actor ? "Gould-Fernandez between levels, platforms left out"
                                                           : "Gould-Fernandez between sectors, platforms left out"},
          {"constraint", "Burt with p = (a_ij + a_ji)/sum on the directed projection; an isolate has none"},
          {"effective_size", "degree - 2t/degree"},
          {"communities", "deterministic local moving; q below 0.3 means no clear groups"},
          {"rank", "by betweenness, equals share the better rank; rank_range over all interviews left out one by one"},
          {"confirmation_rate", "confirmed / (confirmed + one-sided)"},
          {"co_participation", "sum of 1/(k-1) over shared platforms of k members"}};
}

void add_network(Json& json, const NetworkResult& network, const Study& study, Language language) {
  json["network"] = {{"undirected", undirected_json(network)}, {"directed", directed_json(network.directed)}};
  auto& actors = json["actors"] = Json::array();
  for (const auto& actor : network.actors) actors.push_back(actor_json(network, actor, study, language));
  auto& ties = json["ties"] = Json::array();
  const StudyPaths path_of(study);
  for (const auto& tie : network.ties) ties.push_back(network_tie_json(network, tie, path_of));
  json["findings"] = findings_json(network, study);
}

}  // namespace

Json network_json(const NetworkResult& network, const Study& study, Language language) {
  Json json = {{"unit", id_of(network.options.unit)}, {"status", statuses_json(network.options)}};
  Json whole;
  add_network(whole, network, study, language);
  const auto heard = std::ranges::count(network.actors, true, &ActorResult::heard);
  json["counts"] = {{"actors", network.actors.size()},
                    {"heard", network.hides_heard ? Json() : Json(heard)},
                    {"ties", network.ties.size()}};
  json["metrics"] = std::move(whole["network"]);
  json["actors"] = std::move(whole["actors"]);
  json["ties"] = std::move(whole["ties"]);
  json["findings"] = std::move(whole["findings"]);
  return json;
}

std::string graph_json(const NetworkResult& network, const Study& study, Language language) {
  const auto banner = graph_context(network, study, language).banner;
  Json json = {{"quickscan", "graph/1"},
               {"provenance", id_of(study.provenance)},
               {"banner", text_or_null(banner)},
               {"unit", id_of(network.options.unit)},
               {"status", statuses_json(network.options)},
               {"relations", relations_json(network.options)},
               {"with_partners", network.options.with_partners},
               {"conventions", conventions_json(network.options)}};
  add_network(json, network, study, language);
  return dump(json);
}

}  // namespace quickscan
