#include "report/sections/factors.hpp"

#include "core/format_number.hpp"
#include "report/wording.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace quickscan {

namespace {

TableCell rating_cell(const ReportContext& context, const FactorRating& rating) {
  TableCell cell;
  if (rating.withheld) return {.text = context.say("withheld.shown"), .shade = Shade::withheld};
  if (rating.kind == FactorRating::Kind::missing || rating.voices == 0) {
    cell.text = missing_number;
    return cell;
  }
  if (rating.kind == FactorRating::Kind::mixed) {
    cell.text = context.say("rating.mixed");
  } else {
    constexpr std::array<std::string_view, 5> keys = {"rating.hinders_strongly", "rating.hinders", "rating.mixed",
                                                      "rating.helps", "rating.helps_strongly"};
    const int key = rating.rating + 2;
    cell.text = context.say(keys[static_cast<std::size_t>(key)]);
    cell.shade = rating.rating == 2 || rating.rating == -2 ? Shade::step_2 : Shade::step_0;
  }
  cell.detail = context.say("count.voices", {{"voices", rating.voices}});
  return cell;
}

// The inside levels, and an outside one only if somebody named a factor there.
std::vector<LevelId> named_levels(const ReportContext& context, const std::vector<const FactorResult*>& factors) {
  std::vector<LevelId> levels;
  for (std::size_t level = 0; level < context.framework().levels.size(); ++level) {
    const auto named = [&](const auto* factor) {
      return factor->levels[level].voices > 0 || factor->levels[level].withheld;
    };
    if (context.framework().levels[level].inside() || std::ranges::any_of(factors, named)) {
      levels.emplace_back(level);
    }
  }
  return levels;
}

Table factor_table(const ReportContext& context, const std::string& caption,
                   const std::vector<const FactorResult*>& factors) {
  Table table{caption, {context.say("word.factor")}, {}, true};
  const auto levels = named_levels(context, factors);
  for (const auto level : levels) table.columns.push_back(capitalised(level_name(context, level)));
  table.columns.push_back(context.say("factors.total"));
  for (const auto* factor : factors) {
    std::vector<TableCell> row{{.text = factor_name(context, factor->factor)}};
    for (const auto level : levels) row.push_back(rating_cell(context, factor->levels[level.index()]));
    row.push_back(factor->withheld
                      ? TableCell{.text = context.say("withheld.shown")}
                      : TableCell{.text = context.say("factors.base", {{"voices", factor->voices},
                                                                       {"organisations", factor->organisations}})});
    table.rows.push_back(std::move(row));
  }
  return table;
}

/// The factors that documents, meetings and surveys name, and how many of them; voices are counted in the tables.
std::vector<Text> named_beside(const ReportContext& context) {
  constexpr std::array<std::string_view, 3> forms = {"factors.documents", "factors.meetings", "factors.surveys"};
  std::vector<Text> lines;
  for (const auto& factor : context.analysis.factors) {
    std::vector<std::string> parts;
    for (std::size_t form = 0; form < forms.size(); ++form) {
      const auto& [barrier, enabler] = factor.beside.at(form);
      if (barrier > 0)
        parts.push_back(context.say(forms.at(form), {{"count", barrier}}) + context.say("factors.as_barrier"));
      if (enabler > 0)
        parts.push_back(context.say(forms.at(form), {{"count", enabler}}) + context.say("factors.as_enabler"));
    }
    if (parts.empty()) continue;
    lines.push_back(plain(fmt::format("{}: {}", factor_name(context, factor.factor), fmt::join(parts, ", "))));
  }
  return lines;
}

}  // namespace

Section factors_section(const ReportContext& context) {
  const auto& say = context.say;
  Section section{"factors", say("factors.title"), {}};
  const std::array<std::pair<Sign, std::string>, 3> groups = {{{Sign::barrier, say("factors.barriers")},
                                                               {Sign::enabler, say("factors.enablers")},
                                                               {Sign::both, say("factors.both")}}};
  for (const auto& [sign, caption] : groups) {
    const auto factors = ranked_factors(context, sign);
    if (!factors.empty()) section.blocks.push_back(TableBlock{factor_table(context, caption, factors), {}, false, {}});
  }
  if (auto lines = named_beside(context); !lines.empty()) {
    section.blocks.push_back(Heading{3, say("factors.beside"), {}});
    section.blocks.push_back(ListBlock{false, std::move(lines)});
  }
  if (!section.blocks.empty()) section.blocks.push_back(paragraph(say("factors.reading"), Paragraph::Role::small));
  return section;
}

}  // namespace quickscan
