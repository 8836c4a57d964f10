#include "core/format.hpp"
#include "core/format_number.hpp"
#include "report/sections/sections.hpp"
#include "report/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace quickscan {

namespace {

/// How many voices name it; what they say of it, where that is not what the whole table is about.
TableCell rating_cell(const ReportContext& context, const FactorRating& rating, Sign sign) {
  TableCell cell;
  if (rating.withheld) return {.text = context.say("withheld.shown"), .shade = Shade::withheld};
  if (rating.kind == FactorRating::Kind::missing || rating.voices == 0) {
    cell.text = missing_number;
    return cell;
  }
  const auto count = context.say("count.voices", {{"voices", rating.voices}});
  const bool rated = rating.kind == FactorRating::Kind::rated;
  const bool strong = rated && (rating.rating == 2 || rating.rating == -2);
  if (rated) cell.shade = strong ? Shade::step_2 : Shade::step_0;
  const bool expected = rated && sign != Sign::both && (rating.rating < 0) == (sign == Sign::barrier);
  constexpr std::array<std::string_view, 5> keys = {"rating.hinders_strongly", "rating.hinders", "rating.mixed",
                                                    "rating.helps", "rating.helps_strongly"};
  const auto key =
      expected ? std::string_view("rating.strongly") : keys.at(static_cast<std::size_t>(rated ? rating.rating + 2 : 2));
  cell.text = expected && !strong ? count : fmt::format("{}: {}", context.say(key), count);
  return cell;
}

// The inside levels, and an outside one only if somebody named a factor there.
std::vector<LevelId> named_levels(const ReportContext& context, const std::vector<const FactorResult*>& factors) {
  std::vector<LevelId> levels;
  for (std::size_t level = 0; level < context.framework().levels.size(); ++level) {
    const auto named = [&](const auto* factor) {
      return factor->levels[level].voices > 0 || factor->levels[level].withheld;
    };
    if (context.framework().levels[level].inside() || std::ranges::any_of(factors, named)) levels.emplace_back(level);
  }
  return levels;
}

/// The documents, meetings and surveys that name it; how, where not all mean the same.
TableCell beside_cell(const ReportContext& context, const FactorResult& factor) {
  const auto hinders = beside_text(context, named_beside(factor, true));
  const auto helps = beside_text(context, named_beside(factor, false));
  if (hinders.empty() || helps.empty()) return {.text = hinders.empty() ? helps : hinders};
  return {.text = fmt::format("{}: {}; {}: {}", context.say("rating.hinders"), hinders, context.say("rating.helps"),
                              helps)};
}

Table factor_table(const ReportContext& context, const std::string& caption,
                   const std::vector<const FactorResult*>& factors, Sign sign) {
  Table table{caption, {context.say("word.factor")}, {}, true};
  const auto levels = named_levels(context, factors);
  for (const auto level : levels) table.columns.push_back(capitalised(level_name(context, level)));
  table.columns.push_back(context.say("factors.total"));
  std::vector<TableCell> beside;
  for (const auto* factor : factors) beside.push_back(beside_cell(context, *factor));
  const bool any_beside = std::ranges::any_of(beside, [](const TableCell& cell) { return !cell.text.empty(); });
  if (any_beside) table.columns.push_back(context.say("factors.beside"));
  for (std::size_t at = 0; at < factors.size(); ++at) {
    const auto* factor = factors[at];
    std::vector<TableCell> row{{.text = factor_name(context, factor->factor)}};
    for (const auto level : levels) row.push_back(rating_cell(context, factor->levels[level.index()], sign));
    row.push_back(factor->withheld ? TableCell{.text = context.say("withheld.shown")}
                  : factor->voices == 0
                      ? TableCell{.text = std::string(missing_number)}
                      : TableCell{.text = context.say("factors.base", {{"voices", factor->voices},
                                                                       {"organisations", factor->organisations}})});
    if (any_beside && beside[at].text.empty()) beside[at].text = missing_number;
    if (any_beside) row.push_back(std::move(beside[at]));
    table.rows.push_back(std::move(row));
  }
  return table;
}

/// Named by voices of which no count may be shown, and in no document: a row of it would hold no number.
bool without_numbers(const ReportContext& context, const FactorResult& factor) {
  return factor.withheld && beside_cell(context, factor).text.empty() &&
         std::ranges::all_of(factor.levels, [](const auto& level) { return level.withheld || level.voices == 0; });
}

/// Those, by their names and the levels they were named for.
Paragraph names_without_numbers(const ReportContext& context, const std::vector<const FactorResult*>& factors) {
  std::vector<std::string> names;
  for (const auto* factor : factors) {
    std::vector<std::string> levels;
    for (std::size_t level = 0; level < factor->levels.size(); ++level)
      if (factor->levels[level].withheld) levels.push_back(level_name(context, LevelId(level)));
    names.push_back(fmt::format("{} ({})", quoted(factor_name(context, factor->factor)), join(levels, ", ")));
  }
  return paragraph(context.say("factors.without_numbers", {{"names", context.say.list(names)}}),
                   Paragraph::Role::small);
}

}  // namespace

Section factors_section(const ReportContext& context) {
  const auto& say = context.say;
  Section section{"factors", say("factors.title"), {}};
  const std::array<std::pair<Sign, std::string>, 3> groups = {
      {{Sign::barrier, say("factors.barriers")},
       {Sign::enabler, say("factors.enablers")},
       {Sign::both, say(context.is_public() ? "factors.both_public" : "factors.both")}}};
  for (const auto& [sign, caption] : groups) {
    auto factors = ranked_factors(context, sign);
    if (factors.empty()) continue;
    auto bare = std::stable_partition(factors.begin(), factors.end(),
                                      [&](const auto* one) { return !without_numbers(context, *one); });
    if (bare == factors.begin()) bare = factors.end();
    const std::vector<const FactorResult*> named(bare, factors.end());
    factors.erase(bare, factors.end());
    section.blocks.push_back(TableBlock{factor_table(context, caption, factors, sign), {}, false, {}});
    if (!named.empty()) section.blocks.push_back(names_without_numbers(context, named));
  }
  if (!section.blocks.empty()) section.blocks.push_back(paragraph(say("factors.reading"), Paragraph::Role::small));
  return section;
}

}  // namespace quickscan
