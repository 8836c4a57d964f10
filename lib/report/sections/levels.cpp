#include "report/sections/levels.hpp"

#include "core/format_number.hpp"
#include "report/drawing/chart_levels.hpp"
#include "report/wording.hpp"
#include "scoring/recommendation.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <map>

namespace quickscan {

namespace {

std::string gap_words(const ReportContext& context, const GapTest& test) {
  const auto& say = context.say;
  if (!test.p_holm) return say("gap.too_few");
  return say(
      *test.p_holm <= 0.05 ? "gap.rare" : "gap.common",
      {{"p", format_probability(*test.p_holm, context.language)}, {"method", test.exact ? "" : say("gap.normal")}});
}

std::string effect_text(const ReportContext& context, const GapTest& test) {
  auto text = format_number(test.cliffs_delta, 2, context.language);
  if (test.delta_p) text += context.say("gap.delta_p", {{"p", format_probability(*test.delta_p, context.language)}});
  return text;
}

std::string index_text(const ReportContext& context, const RecommendationResult& result) {
  if (!result.index) return std::string(missing_number);
  const int decimals = context.is_public() ? 0 : 1;
  auto text = format_number(*result.index, decimals, context.language);
  if (result.index_interval) {
    text += fmt::format(" [{}–{}]", format_number(result.index_interval->low, decimals, context.language),
                        format_number(result.index_interval->high, decimals, context.language));
  } else if (const auto range = index_without_one_voice(context.study, result); range && !context.is_public()) {
    // Only inside the house: from the two ends the value of a single voice can be computed.
    text += context.say("gap.without_one", {{"low", format_number(range->low, 0, context.language)},
                                            {"high", format_number(range->high, 0, context.language)}});
  }
  return text;
}

std::string gap_cell(const ReportContext& context, const RecommendationResult& result) {
  if (!result.gap) return std::string(missing_number);
  return context.say(*result.gap > 0   ? "gap.rungs_higher"
                     : *result.gap < 0 ? "gap.rungs_lower"
                                       : "gap.rungs_same",
                     {{"rungs", std::abs(*result.gap)}});
}

/// What of the comparison there is to show; a column in which nothing stands is left out.
struct GapColumns {
  bool gap = false;
  bool test = false;
  bool index = false;

  explicit GapColumns(const ReportContext& context) {
    for (const auto& result : context.analysis.recommendations) {
      gap |= result.gap.has_value();
      test |= result.gap_test.has_value();
      index |= result.index.has_value();
    }
  }
};

std::string not_tested(const ReportContext& context, const RecommendationResult& result) {
  // Where a public report shows both rungs but no test, the test was withheld.
  return context.say(context.is_public() && result.gap ? "withheld.shown" : "gap.not_tested");
}

Table gap_table(const ReportContext& context, const GapColumns& columns) {
  const auto& say = context.say;
  const auto levels = context.framework().inside_levels();
  Table table{say("gap.caption",
                  {{"first", level_name(context, levels.front())}, {"last", level_name(context, levels.back())}}),
              {say("word.recommendation"), say("gap.column")},
              {},
              true};
  if (columns.test) table.columns.insert(table.columns.end(), {say("gap.words"), say("gap.effect")});
  if (columns.index) table.columns.push_back(say("gap.index"));
  for (const auto& result : context.analysis.recommendations) {
    const auto& test = result.gap_test;
    std::vector<TableCell> row{{.text = rec_name(context, result.rec)}, {.text = gap_cell(context, result)}};
    if (columns.test) {
      row.push_back({.text = test ? gap_words(context, *test) : not_tested(context, result)});
      row.push_back({.text = test ? effect_text(context, *test) : std::string(missing_number)});
    }
    if (columns.index) row.push_back({.text = index_text(context, result)});
    table.rows.push_back(std::move(row));
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
    notes.push_back(plain(context.say(
        "gap.excluded",
        {{"count", count}, {"recommendations", every ? context.say("gap.every") : context.say.list(names)}})));
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
  const GapColumns columns(context);
  if (columns.gap || columns.index) {
    blocks.push_back(TableBlock{gap_table(context, columns), "gap-table", false, {}});
  } else {
    const bool hidden = !context.options.withheld.empty();
    blocks.push_back(paragraph(hidden ? capitalised(say("withheld.shown")) + '.' : say("gap.none")));
  }
  auto notes = gap_notes(context);
  if (!notes.empty()) blocks.push_back(ListBlock{false, std::move(notes)});
  std::string reading;
  if (columns.test) reading = say("gap.reading_test");
  if (columns.index) reading += (reading.empty() ? "" : " ") + say("gap.reading_index");
  if (!reading.empty()) blocks.push_back(paragraph(std::move(reading), Paragraph::Role::small));
  blocks.push_back(paragraph(say("method.purposive"), Paragraph::Role::small));
  return section;
}

}  // namespace quickscan
