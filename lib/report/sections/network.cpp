#include "report/sections/network.hpp"

#include "report/drawing/network_map.hpp"
#include "report/network_statements.hpp"
#include "report/network_tables.hpp"
#include "report/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace quickscan {

namespace {

std::string step_name(const ReportContext& context, const std::string& id) {
  const auto& steps = context.study.escalation;
  const auto found = std::ranges::find(steps, id, &EscalationStep::id);
  if (found == steps.end()) return id;
  std::vector<std::string> names;
  for (const auto& actor : found->who) names.push_back(actor_name(context, context.study.actor_id(actor)));
  return names.empty() ? id : context.say.list(names);
}

std::string ladder_text(const ReportContext& context) {
  std::vector<std::string> steps;
  for (const auto& step : context.study.escalation) {
    auto name = step_name(context, step.id);
    if (step.optional) name += context.say("escalation.optional");
    steps.push_back(std::move(name));
  }
  return fmt::format("{}", fmt::join(steps, " → "));
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
  if (!context.study.escalation.empty()) {
    blocks.push_back(paragraph(say("escalation.steps", {{"steps", ladder_text(context)}})));
  }
  constexpr std::array<std::string_view, 6> keys = {"escalation.next", "escalation.skips", "escalation.skips_optional",
                                                    "escalation.same", "escalation.down",  "escalation.off_ladder"};
  ListBlock list;
  for (const auto& [kind, count] : counts) {
    list.items.push_back(plain(say(keys[static_cast<std::size_t>(kind)], {{"count", count}})));
  }
  for (const auto& [step, count] : skipped) {
    list.items.push_back(plain(say("escalation.skipped", {{"step", step_name(context, step)}, {"count", count}})));
  }
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

void add_statements(const ReportContext& context, std::vector<Block>& blocks) {
  const auto statements = network_statements(context.analysis.network, context.study, context.language);
  ListBlock first{true, {}};
  ListBlock rest;
  for (const auto& statement : statements) {
    (first.items.size() < most_first_statements ? first : rest).items.push_back(statement_text(context, statement));
  }
  if (first.items.empty()) return;
  blocks.push_back(Heading{3, context.say("network.first"), {}});
  blocks.push_back(std::move(first));
  if (rest.items.empty()) return;
  blocks.push_back(Heading{3, context.say("network.further"), {}});
  blocks.push_back(std::move(rest));
}

void add_drawings(const ReportContext& context, std::vector<Block>& blocks) {
  const auto& network = context.analysis.network;
  // Up to some thirty-five actors fit in one drawing; beyond that each panel is one.
  constexpr std::size_t most = 35;
  std::vector<MapPanel> panels = network.actors.size() <= most
                                     ? std::vector<MapPanel>{MapPanel::overview}
                                     : std::vector<MapPanel>{MapPanel::steering_and_funding,
                                                             MapPanel::cooperation_and_referral, MapPanel::escalation};
  std::erase_if(panels, [&](MapPanel panel) { return !has_ties(network, panel); });
  if (panels.empty()) return;
  MapOptions options;
  options.language = context.language;
  auto figures = network_map_figures(network, context.study, options, panels);
  if (!figures.front().sheet_note.empty()) {
    blocks.push_back(paragraph(figures.front().sheet_note, Paragraph::Role::small));
  }
  for (auto& figure : figures) {
    // The table of all ties follows the drawings, once.
    figure.data = {};
    add_figure(context, std::move(figure), blocks, true);
  }
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
    add_network_tables(context, section.blocks);
  }
  add_escalation(context, section.blocks);
  add_terms(context, section.blocks);
  return section;
}

}  // namespace quickscan
