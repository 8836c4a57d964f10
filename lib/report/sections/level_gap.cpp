#include "core/format_number.hpp"
#include "report/drawing/chart_levels.hpp"
#include "report/sections/sections.hpp"
#include "report/wording.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace quickscan {

namespace {

/// In how many pairs of a voice of the first level and one of the last the one stands higher.
std::string pair_words(const ReportContext& context, const GapTest& test) {
  const auto levels = context.framework().inside_levels();
  return context.say("gap.pairs", {{"pairs", test.pairs_higher + test.pairs_equal + test.pairs_lower},
                                   {"higher", test.pairs_higher},
                                   {"equal", test.pairs_equal},
                                   {"lower", test.pairs_lower},
                                   {"first", level_name(context, levels.front())},
                                   {"last", level_name(context, levels.back())}});
}

/// In rungs; from the least to the most where a median lies between two.
std::string gap_cell(const ReportContext& context, const RecommendationResult& result) {
  if (!result.gap) return std::string(missing_number);
  const auto levels = context.framework().inside_levels();
  const auto& first = result.levels[levels.front().index()].median_pair;
  const auto& last = result.levels[levels.back().index()].median_pair;
  const int low = first && last ? first->low - last->high : *result.gap;
  const int high = first && last ? first->high - last->low : *result.gap;
  if (low < 0 && high > 0) return context.say("gap.level_unclear");
  const auto key = high > 0 ? "gap.level_higher" : low < 0 ? "gap.level_lower" : "gap.rungs_same";
  const int least = std::min(std::abs(low), std::abs(high));
  const int most = std::max(std::abs(low), std::abs(high));
  auto rungs = format_count(most);
  if (least != most) rungs = context.say("word.from_to", {{"low", least}, {"high", most}});
  return context.say(key, {{"rungs", rungs}, {"count", most}, {"first", level_name(context, levels.front())}});
}

/// What of the comparison there is to show; a column in which nothing stands is left out.
struct GapColumns {
  bool gap = false;
  bool test = false;

  explicit GapColumns(const ReportContext& context) {
    for (const auto& result : context.analysis.recommendations) {
      gap |= result.gap.has_value();
      // Who said what in a reconstructed study is assumed, so no voices are compared.
      test |= result.gap_test.has_value() && context.study.provenance != Provenance::reconstructed;
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
  if (columns.test) table.columns.push_back(say("gap.words"));
  for (const auto& result : context.analysis.recommendations) {
    const auto& test = result.gap_test;
    std::vector<TableCell> row{{.text = rec_name(context, result.rec)}, {.text = gap_cell(context, result)}};
    if (columns.test) row.push_back({.text = test ? pair_words(context, *test) : not_tested(context, result)});
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::vector<Text> gap_notes(const ReportContext& context) {
  std::vector<Text> notes;
  std::map<int, std::vector<std::string>> excluded;
  for (const auto& result : context.analysis.recommendations) {
    if (result.gap_test && result.gap_test->excluded > 0)
      excluded[result.gap_test->excluded].push_back(rec_short(context, result.rec));
  }
  for (const auto& [count, names] : excluded) {
    const bool every = names.size() == context.analysis.recommendations.size();
    notes.push_back(plain(context.say(every ? "gap.excluded_everywhere" : "gap.excluded",
                                      {{"count", count}, {"recommendations", context.say.list(names)}})));
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
  if (columns.gap) {
    blocks.push_back(TableBlock{gap_table(context, columns), "gap-table", false, {}});
    const bool comparable = !context.is_public() && context.study.provenance != Provenance::reconstructed;
    if (!columns.test && comparable) blocks.push_back(paragraph(say("gap.none_tested"), Paragraph::Role::small));
  } else {
    const bool hidden = !context.options.withheld.empty();
    blocks.push_back(paragraph(hidden ? capitalised(say("withheld.shown")) + '.' : say("gap.none")));
  }
  auto notes = columns.test ? gap_notes(context) : std::vector<Text>{};
  if (!notes.empty()) blocks.push_back(ListBlock{false, std::move(notes)});
  if (columns.test) blocks.push_back(paragraph(say("gap.reading_pairs"), Paragraph::Role::small));
  blocks.push_back(paragraph(say("method.purposive"), Paragraph::Role::small));
  return section;
}

}  // namespace quickscan
