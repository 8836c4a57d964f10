#include "core/format.hpp"
#include "core/format_number.hpp"
#include "report/drawing/chart_levels.hpp"
#include "report/narrative.hpp"
#include "report/reasons.hpp"
#include "report/sections/sections.hpp"
#include "report/wording.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace quickscan {

namespace {

std::string agreement_words(const ReportContext& context, const Cell& cell) {
  if (!cell.consensus) return std::string(missing_number);
  auto words = consensus_text(context.say, *cell.consensus);
  if (cell.split.value_or(false)) words += context.say("consensus.split");
  return words;
}

constexpr std::ptrdiff_t agreement_column = 3;

std::vector<TableCell> level_row(const ReportContext& context, const Cell& cell) {
  std::vector<TableCell> row{{.text = capitalised(level_name(context, cell.level))}};
  if (cell.withheld) {
    row.resize(4, {.text = context.say("withheld.shown"), .shade = Shade::withheld});
    return row;
  }
  const std::string missing(missing_number);
  if (cell.sufficient && cell.median) {
    const auto reach = cell.reach[static_cast<std::size_t>(context.landing) - 1];
    row.push_back({.text = fmt::format("{} ({})", rung_name(context, *cell.median), median_text(cell))});
    row.push_back({.text = count_of(context, reach, cell.n)});
    row.push_back({.text = agreement_words(context, cell)});
  } else {
    row.push_back({.text = context.say("matrix.insufficient")});
    row.push_back({.text = missing});
    row.push_back({.text = missing});
  }
  row.push_back({.text = base_text(context.say, cell)});
  row.push_back({.text = cell.confidence ? grade_name(context, cell.confidence->grade) : missing});
  if (context.is_public()) row.erase(row.begin() + agreement_column);
  if (context.is_public()) row.pop_back();
  return row;
}

Table level_table(const ReportContext& context, const RecommendationResult& result) {
  const auto& say = context.say;
  Table table{
      say("level.caption", {{"recommendation", rec_name(context, result.rec)}}),
      {say("word.level"), say("level.rung"), say("level.reach", {{"rung", rung_name(context, context.landing)}}),
       say("level.agreement"), say("level.base"), say("word.confidence")},
      {},
      true};
  for (const auto& cell : result.levels)
    if (context.framework()[cell.level].inside()) table.rows.push_back(level_row(context, cell));
  // Clients who spoke have a row of their own: it counts for no verdict.
  for (const auto& cell : result.levels) {
    if (!cell.clients || (cell.n == 0 && (context.is_public() || cell.undefined == 0))) continue;
    auto row = level_row(context, cell);
    row.front().text = capitalised(say("level.clients", {{"people", level_people(context, cell.level)}}));
    table.rows.push_back(std::move(row));
  }
  if (context.is_public()) {
    // Agreement and confidence are made from all values of a level.
    table.columns.erase(table.columns.begin() + agreement_column);
    table.columns.pop_back();
  }
  return table;
}

/// The reasons that hold at every level with a grade, so that they are said once.
std::vector<std::string> shared_reasons(const ReportContext& context, const RecommendationResult& result) {
  std::vector<std::string> shared;
  int graded = 0;
  for (const auto& cell : result.levels) {
    if (!cell.confidence) continue;
    const auto own = confidence_reasons(context.say, *cell.confidence, Coefficients::in_words);
    if (++graded == 1) shared = own;
    std::erase_if(shared, [&](const auto& reason) { return std::ranges::find(own, reason) == own.end(); });
  }
  return graded > 1 ? shared : std::vector<std::string>{};
}

std::vector<Text> confidence_reasons(const ReportContext& context, const RecommendationResult& result) {
  std::vector<Text> reasons;
  const auto shared = shared_reasons(context, result);
  if (!shared.empty()) reasons.push_back(labelled(context.say("confidence.every_level"), join(shared, "; ")));
  for (const auto& cell : result.levels) {
    if (!cell.confidence) continue;
    std::string text;
    for (const auto& reason : confidence_reasons(context.say, *cell.confidence, Coefficients::in_words))
      if (std::ranges::find(shared, reason) == shared.end()) text += (text.empty() ? "" : "; ") + reason;
    if (cell.confidence->overridden) {
      text += (text.empty() ? "" : "; ") +
              context.say("confidence.override", {{"proposed", grade_name(context, cell.confidence->proposed)},
                                                  {"grade", grade_name(context, cell.confidence->grade)},
                                                  {"reason", cell.confidence->overridden->reason}});
    }
    if (text.empty()) continue;
    reasons.push_back(labelled(fmt::format("{}, {}:", capitalised(level_name(context, cell.level)),
                                           grade_name(context, cell.confidence->grade)),
                               text));
  }
  return reasons;
}

void add_verdict(const ReportContext& context, const RecommendationResult& result, std::vector<Block>& blocks) {
  std::string sure;
  if (result.verdict && result.verdict->confidence)
    sure = context.say("verdict.confidence", {{"grade", grade_name(context, *result.verdict->confidence)}});
  if (result.verdict && result.verdict->robustness)
    sure += (sure.empty() ? "" : " ") + robustness_text(context, *result.verdict->robustness);
  if (!sure.empty()) blocks.push_back(paragraph(sure));
}

void add_parts(const ReportContext& context, const RecommendationResult& result, std::vector<Block>& blocks) {
  if (result.parts.empty()) return;
  const auto levels = context.framework().inside_levels();
  const auto enough = [&](const RecommendationResult& part) {
    return std::ranges::any_of(levels, [&](LevelId level) { return part.levels[level.index()].sufficient; });
  };
  Table table{context.say("parts.caption", {{"recommendation", rec_name(context, result.rec)}}),
              {context.say("parts.part")},
              {},
              true};
  for (const auto level : levels) table.columns.push_back(capitalised(level_name(context, level)));
  std::vector<std::string> without;
  for (const auto& part : result.parts) {
    if (!enough(part)) {
      without.push_back(rec_name(context, part.rec));
      continue;
    }
    std::vector<TableCell> row{{.text = rec_name(context, part.rec)}};
    for (const auto level : levels) row.push_back(matrix_cell(context, part.levels[level.index()]));
    table.rows.push_back(std::move(row));
  }
  if (!table.rows.empty()) blocks.push_back(TableBlock{std::move(table), {}, false, {}});
  if (!without.empty()) {
    std::string names;
    for (const auto& name : without) names += (names.empty() ? "" : "; ") + name;
    blocks.push_back(paragraph(context.say("parts.insufficient", {{"parts", names}})));
  }
}

void add_developments(const ReportContext& context, const RecommendationResult& result, std::vector<Block>& blocks) {
  const auto own = developments_of(context, result.rec);
  if (own.empty()) return;
  blocks.push_back(
      TableBlock{development_table(
                     context, context.say("developments.of", {{"recommendation", rec_name(context, result.rec)}}), own),
                 {},
                 false,
                 {}});
}

void add_factors(const ReportContext& context, const std::string& title,
                 const std::vector<RecommendationEvidence::FactorCount>& counts, std::vector<Block>& blocks) {
  if (counts.empty()) return;
  ListBlock list;
  for (const auto& count : counts) {
    if (list.items.size() == 6) break;
    list.items.push_back(plain(factor_text(context, count.factor, count.voices, count.beside)));
  }
  blocks.push_back(Heading{4, title, {}});
  blocks.push_back(std::move(list));
}

/// The barriers of the level at which the recommendation gets stuck; they were named for no recommendation.
void add_level_barriers(const ReportContext& context, const RecommendationResult& result, std::vector<Block>& blocks) {
  const auto level = where_it_stalls(context, result);
  if (level == none) return;
  std::vector<std::string> names;
  for (const auto* factor : barriers_at(context, level)) names.push_back(quoted(factor_name(context, factor->factor)));
  if (names.empty()) return;
  blocks.push_back(paragraph(context.say(context.is_public() ? "factors.of_level_public" : "factors.of_level",
                                         {{"level", level_name(context, level)},
                                          {"count", static_cast<int>(names.size())},
                                          {"names", context.say.list(names)}})));
}

void add_quotes(const ReportContext& context, const RecommendationEvidence& evidence, std::vector<Block>& blocks) {
  if (evidence.quotes.empty()) return;
  blocks.push_back(Heading{4, context.say("quotes.title"), {}});
  for (const auto& quote : evidence.quotes) blocks.push_back(Quotation{quote.text, level_people(context, quote.level)});
}

void add_member_checks(const ReportContext& context, const RecommendationResult& result, std::vector<Block>& blocks) {
  const auto& say = context.say;
  std::vector<std::string> findings;
  for (const auto& check : context.analysis.member_checks) {
    if (check.rec != result.rec) continue;
    std::vector<std::string> answers;
    if (check.confirmed == hidden_count) answers.push_back(say("withheld.shown"));
    if (check.confirmed > 0) answers.push_back(say("checks.confirmed", {{"count", check.confirmed}}));
    if (check.nuanced > 0) answers.push_back(say("checks.nuanced", {{"count", check.nuanced}}));
    if (check.contested > 0) answers.push_back(say("checks.contested", {{"count", check.contested}}));
    findings.push_back(
        say("checks.result", {{"finding", check.level == none ? say("checks.whole") : level_name(context, check.level)},
                              {"answers", say.list(answers)}}));
  }
  if (findings.empty()) return;
  blocks.push_back(paragraph(say("checks.intro", {{"findings", join(findings, "; ")}})));
}

void add_recommendation(const ReportContext& context, const RecommendationResult& result,
                        const RecommendationEvidence& evidence, std::vector<Block>& blocks) {
  const auto& rec = context.framework()[result.rec];
  blocks.push_back(Heading{3, rec_name(context, result.rec), "rec-" + rec.id, true,
                           capitalised(verdict_text(context, result)) + '.'});
  if (!rec.question.empty()) blocks.push_back(Paragraph{{{rec.question.in(context.language), Run::Style::emphasis}}});
  add_verdict(context, result, blocks);
  if (auto position = position_text(context, result.rec); !position.empty())
    blocks.push_back(paragraph(std::move(position)));
  append(blocks, own_text(context, "rec-" + rec.id, 4));
  auto texts = remarks(context, result);
  if (!texts.empty()) blocks.push_back(ListBlock{false, std::move(texts)});
  add_member_checks(context, result, blocks);
  add_factors(context, context.say("factors.helps"), evidence.enablers, blocks);
  add_factors(context, context.say("factors.hinders"), evidence.barriers, blocks);
  add_level_barriers(context, result, blocks);
  add_quotes(context, evidence, blocks);
  add_parts(context, result, blocks);
}

}  // namespace

Section recommendations_section(const ReportContext& context) {
  Section section{"recommendations", context.say("recommendations.title"), {}};
  section.blocks.push_back(paragraph(context.say("recommendations.reading"), Paragraph::Role::small));
  for (const auto& result : context.analysis.recommendations)
    add_recommendation(context, result, context.evidence[result.rec.index()], section.blocks);
  return section;
}

Section grounds_annex(const ReportContext& context) {
  Section section{"grounds", context.say("annex.grounds"), {}, true};
  for (const auto& result : context.analysis.recommendations) {
    std::vector<Block> blocks;
    blocks.push_back(TableBlock{level_table(context, result), {}, false, {}});
    add_figure(context, ladder_chart(context, result), blocks);
    add_developments(context, result, blocks);
    auto reasons = confidence_reasons(context, result);
    if (!reasons.empty()) blocks.push_back(ListBlock{false, std::move(reasons)});
    if (blocks.empty()) continue;
    section.blocks.push_back(Heading{3, rec_name(context, result.rec), {}});
    append(section.blocks, std::move(blocks));
  }
  add_leaders(context, section.blocks);
  return section;
}

}  // namespace quickscan
