#include "report/sections/levels.hpp"

#include "core/format_number.hpp"
#include "report/drawing/chart_levels.hpp"
#include "report/wording.hpp"
#include "scoring/recommendation.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace quickscan {

namespace {

std::string gap_cell(const ReportContext& context, const RecommendationResult& result) {
  if (!result.gap) return std::string(missing_number);
  return context.say(*result.gap > 0   ? "gap.rungs_higher"
                     : *result.gap < 0 ? "gap.rungs_lower"
                                       : "gap.rungs_same",
                     {{"rungs", std::abs(*result.gap)}});
}

Table gap_table(const ReportContext& context) {
  const auto& say = context.say;
  const auto levels = context.framework().inside_levels();
  Table table{say("gap.caption",
                  {{"first", level_name(context, levels.front())}, {"last", level_name(context, levels.back())}}),
              {say("word.recommendation"), say("gap.column")},
              {},
              true};
  for (const auto& result : context.analysis.recommendations) {
    table.rows.push_back({{.text = rec_name(context, result.rec)}, {.text = gap_cell(context, result)}});
  }
  return table;
}

std::vector<Text> gap_notes(const ReportContext& context) {
  std::vector<Text> notes;
  std::map<int, std::vector<std::string>> excluded;
  for (const auto& result : context.analysis.recommendations) {
    if (result.gap_test && result.gap_test->excluded > 0) {
      excluded[result.gap_test->excluded].push_back(rec_short(context, result.rec));
    }
  }
  for (const auto& [count, names] : excluded) {
    const bool every = names.size() == context.analysis.recommendations.size();
    notes.push_back(plain(context.say(every ? "gap.excluded_everywhere" : "gap.excluded",
                                      {{"count", count}, {"recommendations", context.say.list(names)}})));
  }
  for (const auto& result : context.analysis.recommendations) {
    if (result.spacing_stable && !*result.spacing_stable) {
      notes.push_back(plain(context.say("gap.spacing", {{"recommendation", rec_name(context, result.rec)}})));
    }
  }
  return notes;
}

}  // namespace

Section levels_section(const ReportContext& context) {
  const auto& say = context.say;
  Section section{"levels", say("gap.title"), {}};
  if (context.framework().inside_levels().size() < 2) return section;
  auto& blocks = section.blocks;
  add_figure(context, levels_chart(context), blocks);
  const auto has_gap = [](const RecommendationResult& result) { return result.gap.has_value(); };
  if (std::ranges::any_of(context.analysis.recommendations, has_gap)) {
    blocks.push_back(TableBlock{gap_table(context), "gap-table", false, {}});
  } else {
    const bool hidden = !context.options.withheld.empty();
    blocks.push_back(paragraph(hidden ? capitalised(say("withheld.shown")) + '.' : say("gap.none")));
  }
  auto notes = gap_notes(context);
  if (!notes.empty()) blocks.push_back(ListBlock{false, std::move(notes)});
  blocks.push_back(paragraph(say("method.purposive"), Paragraph::Role::small));
  return section;
}

}  // namespace quickscan
