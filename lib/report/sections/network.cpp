#include "core/format.hpp"
#include "report/drawing/network_map.hpp"
#include "report/drawing/network_matrix.hpp"
#include "report/network_statements.hpp"
#include "report/network_tables.hpp"
#include "report/network_wording.hpp"
#include "report/sections/sections.hpp"
#include "report/wording.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace quickscan {

namespace {

std::string step_name(const ReportContext& context, const std::string& id) {
  const auto& steps = context.study.escalation;
  const auto found = std::ranges::find(steps, id, &EscalationStep::id);
  if (found == steps.end()) return id;
  std::vector<std::string> names;
  for (const auto& actor : found->who) names.push_back(actor_name(context, context.study.actor_id(actor)));
  auto name = names.empty() ? id : context.say.list(names);
  if (found->optional) name += context.say("escalation.optional");
  return name;
}

std::string ladder_text(const ReportContext& context) {
  std::vector<std::string> steps;
  for (const auto& step : context.study.escalation) steps.push_back(step_name(context, step.id));
  return join(steps, " → ");
}

void add_escalation(const ReportContext& context, std::vector<Block>& blocks) {
  if (context.analysis.escalation.empty()) return;
  const auto& say = context.say;
  std::map<EscalationKind, int> counts;
  std::map<std::string, int> skipped;
  for (const auto& move : context.analysis.escalation) {
    ++counts[move.kind];
    for (const auto& step : move.skipped) ++skipped[step];
  }
  blocks.push_back(Heading{3, say("escalation.title"), {}});
  if (context.study.escalation.empty()) {
    const auto count = static_cast<int>(context.analysis.escalation.size());
    blocks.push_back(paragraph(say("escalation.without_route", {{"count", count}})));
    return;
  }
  blocks.push_back(paragraph(say("escalation.steps", {{"steps", ladder_text(context)}})));
  constexpr std::array<std::string_view, 6> keys = {"escalation.next", "escalation.skips", "escalation.skips_optional",
                                                    "escalation.same", "escalation.down",  "escalation.off_ladder"};
  ListBlock list;
  for (const auto& [kind, count] : counts)
    list.items.push_back(plain(say(keys[static_cast<std::size_t>(kind)], {{"count", count}})));
  for (const auto& [step, count] : skipped)
    list.items.push_back(plain(say("escalation.skipped", {{"step", step_name(context, step)}, {"count", count}})));
  blocks.push_back(std::move(list));
}

void add_terms(const ReportContext& context, std::vector<Block>& blocks) {
  if (context.analysis.terms.empty()) return;
  const auto& say = context.say;
  Table table{say("terms.caption"), {say("terms.concept"), say("terms.word"), say("terms.who")}, {}, true};
  for (const auto& term : context.analysis.terms) {
    const auto& concept_name = context.framework()[term.concept_index].name;
    for (const auto& [word, stakeholders] : term.words) {
      std::vector<std::string> names;
      for (const auto& id : stakeholders) names.push_back(stakeholder_name(context, id));
      table.rows.push_back({{.text = concept_name.in(context.language)}, {.text = word}, {.text = say.list(names)}});
    }
  }
  if (table.rows.empty()) return;
  blocks.push_back(Heading{3, say("terms.title"), {}});
  blocks.push_back(TableBlock{std::move(table), {}, false, {}});
}

Text statement_text(const ReportContext& context, const NetworkStatement& statement) {
  Text text{{statement.text}};
  const auto add = [&](std::string_view label, const std::string& more) {
    if (more.empty()) return;
    text.push_back({' ' + context.say(label) + ' ', Run::Style::emphasis});
    text.push_back({more});
  };
  add("network.evidence_label", statement.evidence);
  add("network.change_label", statement.change);
  return text;
}

/// The first findings, one plain sentence each; what they rest on stands in the annex.
void add_statements(const ReportContext& context, std::vector<Block>& blocks) {
  ListBlock list;
  for (const auto& statement : network_statements(context.analysis.network, context.study, context.language)) {
    if (list.items.size() == most_first_statements) break;
    list.items.push_back(plain(statement.plain.empty() ? statement.text : statement.plain));
  }
  if (!list.items.empty()) blocks.push_back(std::move(list));
}

void add_drawings(const ReportContext& context, std::vector<Block>& blocks) {
  const auto& network = context.analysis.network;
  // A larger network gets crowded on any paper that is at hand.
  constexpr std::size_t most_drawn = 40;
  MapOptions options;
  options.language = context.language;
  const auto add_matrix = [&] {
    auto figure = network_matrix_figure(network, context.study, context.language);
    const bool wide = !figure.sheet.empty();
    add_figure(context, std::move(figure), blocks, wide);
  };
  const auto ties = std::ranges::count_if(network.ties, [&](const TieResult& tie) { return is_shown(network, tie); });
  const bool lines = static_cast<std::size_t>(ties) <= most_drawn_ties;
  if (lines && network.actors.size() > most_drawn) return add_matrix();
  auto figure = std::move(network_map_figures(network, context.study, options, {MapPanel::overview}).front());
  if (lines && (figure.sheet == "A2" || figure.sheet == "A1")) return add_matrix();
  if (!figure.sheet_note.empty()) blocks.push_back(paragraph(figure.sheet_note, Paragraph::Role::small));
  std::set<Relation> relations;
  for (const auto& tie : network.ties)
    if (lines && is_shown(network, tie)) relations.insert(tie.relation);
  for (const auto relation : relations)
    figure.filters.emplace_back(id_of(relation), context.say("network.relation_" + std::string(id_of(relation))));
  figure.filter_title = context.say("network.legend_relations");
  add_figure(context, std::move(figure), blocks, true);
}

void add_network_tables(const ReportContext& context, std::vector<Block>& blocks) {
  const auto& network = context.analysis.network;
  const auto add = [&](Table table, const std::string& id, const std::string& title) {
    if (!table.rows.empty()) blocks.push_back(TableBlock{std::move(table), id, true, title});
  };
  add(network_level_table(network, context.study, context.language), "network-levels", context.say("graph.levels"));
  add(network_actor_table(network, context.study, context.language), "network-actors", context.say("graph.actors"));
  add(network_tie_table(network, context.study, context.language), "network-ties", context.say("graph.ties"));
}

}  // namespace

Section network_section(const ReportContext& context) {
  Section section{"network", context.say("network.title"), {}};
  if (!context.analysis.network.ties.empty()) {
    add_statements(context, section.blocks);
    add_drawings(context, section.blocks);
  }
  add_escalation(context, section.blocks);
  add_terms(context, section.blocks);
  return section;
}

Section network_annex(const ReportContext& context) {
  Section section{"network-annex", context.say("annex.network"), {}, true};
  ListBlock list;
  for (const auto& statement : network_statements(context.analysis.network, context.study, context.language))
    list.items.push_back(statement_text(context, statement));
  if (!list.items.empty()) section.blocks.push_back(std::move(list));
  if (!context.analysis.network.ties.empty()) add_network_tables(context, section.blocks);
  return section;
}

}  // namespace quickscan
