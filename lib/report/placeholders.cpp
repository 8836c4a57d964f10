#include "report/placeholders.hpp"

#include "core/format_number.hpp"
#include "report/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace quickscan {

namespace {

struct Name {
  std::string_view head;
  std::string_view rest;
};

Name cut(std::string_view name) {
  const auto dot = name.find('.');
  if (dot == std::string_view::npos) return {name, {}};
  return {name.substr(0, dot), name.substr(dot + 1)};
}

std::optional<int> total_count(const ReportContext& context, std::string_view what) {
  const auto& heard = context.analysis.heard;
  if (what == "interviews") return heard.interviews;
  if (what == "persons") return heard.persons;
  if (what == "voices") return heard.voices;
  if (what == "organisations") return heard.organisations;
  if (what == "recommendations") return static_cast<int>(context.analysis.recommendations.size());
  if (what == "developments") return static_cast<int>(context.study.developments.size());
  if (what == "live")
    return static_cast<int>(std::ranges::count(context.analysis.developments, true, &DevelopmentResult::live));
  for (std::size_t form = 0; form < heard.forms.size(); ++form)
    if (what == id_of(static_cast<Form>(form))) return heard.forms[form];
  return std::nullopt;
}

std::optional<int> level_count(const ReportContext& context, std::string_view what, std::string_view level_id) {
  const auto level = context.framework().find_level(level_id);
  if (level == none) return std::nullopt;
  const auto& heard = context.analysis.heard.levels[level.index()];
  if (what == "persons") return heard.persons;
  if (what == "voices") return heard.voices;
  if (what == "organisations") return heard.organisations;
  return std::nullopt;
}

const RecommendationResult* find_with_parts(const ReportContext& context, std::string_view id) {
  const auto rec = context.framework().find_recommendation(id);
  if (rec == none) return nullptr;
  const auto* whole = find_result(context, context.framework().whole(rec));
  if (whole == nullptr || whole->rec == rec) return whole;
  const auto part = std::ranges::find(whole->parts, rec, &RecommendationResult::rec);
  return part == whole->parts.end() ? nullptr : &*part;
}

// `access.operational`: the level is what follows the last dot, for the recommendation may be a part.
const Cell* cell_of(const ReportContext& context, std::string_view name) {
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos) return nullptr;
  const auto* result = find_with_parts(context, name.substr(0, dot));
  const auto level = context.framework().find_level(name.substr(dot + 1));
  return result == nullptr || level == none ? nullptr : &result->levels[level.index()];
}

std::optional<std::string> cell_value(const ReportContext& context, std::string_view what, std::string_view name) {
  const auto* cell = cell_of(context, name);
  if (cell == nullptr) return std::nullopt;
  if (cell->withheld) return context.say("withheld.shown");
  if (what == "voices") return format_count(cell->n);
  if (!cell->sufficient || !cell->median) return context.say("matrix.insufficient");
  if (what == "rung") return rung_name(context, *cell->median);
  if (what == "median") return median_text(*cell);
  return count_of(context, cell->reach[static_cast<std::size_t>(context.landing) - 1], cell->n);
}

std::optional<std::string> rec_value(const ReportContext& context, std::string_view what, std::string_view name) {
  const auto* result = find_with_parts(context, name);
  if (result == nullptr) return std::nullopt;
  if (what == "verdict") return verdict_text(context, *result);
  if (what == "live") return format_count(result->live);
  return rec_name(context, result->rec);
}

}  // namespace

std::optional<std::string> placeholder_value(const ReportContext& context, std::string_view name) {
  const auto [head, rest] = cut(name);
  if (head == "n") {
    const auto [what, level] = cut(rest);
    const auto count = level.empty() ? total_count(context, what) : level_count(context, what, level);
    return count ? std::optional(shown_count(context.say, *count)) : std::nullopt;
  }
  if (name == "date.reference") return format_date(context.study.reference_date, context.language);
  if (name == "date.baseline") return format_date(context.study.baseline_date, context.language);
  constexpr std::array<std::string_view, 4> of_cells = {"voices", "rung", "median", "reach"};
  if (std::ranges::find(of_cells, head) != of_cells.end()) return cell_value(context, head, rest);
  constexpr std::array<std::string_view, 3> of_recommendations = {"verdict", "live", "name"};
  if (std::ranges::find(of_recommendations, head) != of_recommendations.end()) return rec_value(context, head, rest);
  return std::nullopt;
}

std::vector<std::string> placeholder_names(const Framework& framework) {
  std::vector<std::string> names = {"date.reference", "date.baseline"};
  for (const auto* what : {"interviews", "persons", "voices", "organisations", "recommendations", "developments",
                           "live", "single", "group", "meeting", "document", "survey"}) {
    names.push_back(fmt::format("n.{}", what));
  }
  for (const auto& level : framework.levels) {
    for (const auto* what : {"persons", "voices", "organisations"})
      names.push_back(fmt::format("n.{}.{}", what, level.id));
  }
  for (const auto& rec : framework.recommendations) {
    for (const auto* what : {"verdict", "live", "name"}) names.push_back(fmt::format("{}.{}", what, rec.id));
    for (const auto& level : framework.levels) {
      for (const auto* what : {"voices", "rung", "median", "reach"})
        names.push_back(fmt::format("{}.{}.{}", what, rec.id, level.id));
    }
  }
  return names;
}

}  // namespace quickscan
