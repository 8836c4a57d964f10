#include "core/format.hpp"
#include "core/format_number.hpp"
#include "report/drawing/chart_time.hpp"
#include "report/network_statements.hpp"
#include "report/reasons.hpp"
#include "report/sections/sections.hpp"
#include "report/shared_names.hpp"
#include "report/wording.hpp"
#include "scoring/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace quickscan {

namespace {

std::string rung_with_base(const ReportContext& context, const VoiceGroup& group) {
  const auto base = context.say("count.voices", {{"voices", group.n}});
  if (!group.sufficient || !group.median) return fmt::format("{} ({})", context.say("matrix.insufficient"), base);
  return fmt::format("{} ({})", rung_name(context, *group.median), base);
}

std::string change_text(const ReportContext& context, const CellChange& cell) {
  if (!cell.change) {
    const auto refusal = refusal_text(context.say, cell);
    return refusal.empty() ? std::string(missing_number) : refusal;
  }
  const int change = *cell.change;
  return context.say(change > 0   ? "gap.rungs_higher"
                     : change < 0 ? "gap.rungs_lower"
                                  : "gap.rungs_same",
                     {{"rungs", std::abs(change)}});
}

void add_cells(const ReportContext& context, const WaveComparison& found, std::vector<Block>& blocks) {
  const auto& say = context.say;
  Table table{say("waves.cells"),
              {say("word.recommendation"), say("word.level"), say("waves.before_matched"), say("waves.after_matched"),
               say("waves.change")},
              {},
              true};
  for (const auto& cell : found.cells) {
    const auto rec = context.framework().find_recommendation(cell.rec);
    const auto level = context.framework().find_level(cell.level);
    if (rec == none || level == none || context.framework().whole(rec) != rec) continue;
    if (!context.framework()[level].inside()) continue;
    table.rows.push_back({{.text = rec_name(context, rec)},
                          {.text = level_name(context, level)},
                          {.text = rung_with_base(context, cell.matched.before)},
                          {.text = rung_with_base(context, cell.matched.after)},
                          {.text = change_text(context, cell)}});
  }
  if (!table.rows.empty()) blocks.push_back(TableBlock{std::move(table), {}, false, {}});
}

std::string wave_verdict(const ReportContext& context, const std::optional<Verdict>& verdict) {
  if (!verdict) return context.say("verdict.not_given");
  return verdict_text(context.say, *verdict);
}

void add_verdicts(const ReportContext& context, const WaveComparison& found, std::vector<Block>& blocks) {
  const auto& say = context.say;
  Table table{say("waves.verdicts"),
              {say("word.recommendation"), say("waves.before"), say("waves.after"), say("waves.same_voices")},
              {},
              true};
  for (const auto& verdict : found.verdicts) {
    const auto rec = context.framework().find_recommendation(verdict.rec);
    if (rec == none) continue;
    auto matched = refusal_text(context.say, verdict);
    if (verdict.changed) matched = say(*verdict.changed ? "waves.differs" : "waves.same");
    table.rows.push_back({{.text = rec_name(context, rec)},
                          {.text = wave_verdict(context, verdict.before)},
                          {.text = wave_verdict(context, verdict.after)},
                          {.text = matched.empty() ? std::string(missing_number) : matched}});
  }
  if (!table.rows.empty()) blocks.push_back(TableBlock{std::move(table), {}, false, {}});
}

/// `further on (pilot → running)`.
std::string step_text(const Messages& say, const DevelopmentChange& change) {
  std::vector<std::string> statuses;
  for (const auto& status : {change.status_before, change.status_after})
    if (status) statuses.push_back(say(fmt::format("status.{}", id_of(*status))));
  return fmt::format("{} ({})", say("step." + std::string(id_of(change.step))), join(statuses, " → "));
}

void add_development_steps(const ReportContext& context, const WaveComparison& found, std::vector<Block>& blocks) {
  const SharedNames names({context.options.previous_study, &context.study}, context.language);
  ListBlock list;
  for (const auto& change : found.developments) {
    if (change.step == DevelopmentStep::same) continue;
    list.items.push_back(labelled(names.development(change.development) + ":", step_text(context.say, change)));
  }
  if (list.items.empty()) return;
  blocks.push_back(Heading{3, context.say("word.developments"), {}});
  blocks.push_back(std::move(list));
}

}  // namespace

Section waves_section(const ReportContext& context) {
  Section section{"waves", context.say("waves.title"), {}};
  const auto* study = context.options.previous_study;
  const auto* analysis = context.options.previous_analysis;
  if (study == nullptr || analysis == nullptr) return section;
  auto& blocks = section.blocks;
  // The earlier wave has not been through the publication gate of this one.
  if (context.is_public()) {
    blocks.push_back(paragraph(context.say("waves.internal_only")));
    return section;
  }
  const auto found = compare_waves({*study, *analysis}, {context.study, context.analysis});
  blocks.push_back(
      paragraph(context.say("waves.heard", {{"date", format_date(study->reference_date, context.language)},
                                            {"organisations", static_cast<int>(found.organisations_in_both.size())},
                                            {"persons", persons_in_both_text(context.say, found)}})));
  std::vector<std::string> reasons;
  for (const auto& reason : found.refused) reasons.push_back(incomparable_text(context.say, reason));
  blocks.push_back(paragraph(reasons.empty() ? context.say("waves.matched_only")
                                             : context.say("waves.refused", {{"reasons", join(reasons, "; ")}})));
  // Of waves in the wrong order every step and every tie would be told backwards.
  const auto backwards = [](const Incomparable& one) { return one.kind == Incomparable::Kind::wrong_order; };
  if (std::ranges::any_of(found.refused, backwards)) return section;
  ListBlock cautions;
  for (const auto& note : found.notes) cautions.items.push_back(plain(note_text(context.say, note)));
  if (!cautions.items.empty()) blocks.push_back(std::move(cautions));
  add_figure(context, waves_chart(context, found), blocks);
  add_verdicts(context, found, blocks);
  add_cells(context, found, blocks);
  add_development_steps(context, found, blocks);
  if (analysis->network.ties.empty() && context.analysis.network.ties.empty()) return section;
  ListBlock network;
  for (auto& sentence :
       network_change_sentences(found.network, {analysis->network, *study}, {context.analysis.network, context.study},
                                context.language, Coefficients::in_words)) {
    network.items.push_back(plain(std::move(sentence)));
  }
  blocks.push_back(Heading{3, context.say("waves.network"), {}});
  blocks.push_back(std::move(network));
  return section;
}

}  // namespace quickscan
