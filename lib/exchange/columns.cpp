#include "exchange/columns.hpp"

#include <array>

namespace quickscan {

Column Columns::plain(std::string_view name, ColumnType type) const {
  return {.name = std::string(name), .type = type, .title = say_("columns." + std::string(name))};
}

Column Columns::levels(std::string_view name) const {
  auto column = plain(name);
  column.ordered = true;
  for (const auto& level : study_.framework.levels)
    column.categories.push_back({level.id, level.name.in(say_.language())});
  return column;
}

Column Columns::rungs(std::string_view name) const {
  auto column = plain(name, ColumnType::integer);
  column.ordered = true;
  for (int rung = 0; rung <= study_.framework.top(); ++rung) column.categories.push_back({rung, rung_name(rung)});
  return column;
}

Column Columns::grades(std::string_view name) const {
  constexpr std::array<std::string_view, 4> grades{"very-low", "low", "moderate", "high"};
  auto column = plain(name);
  column.ordered = true;
  for (const auto grade : grades) {
    const auto key = grade == "very-low" ? std::string("very_low") : std::string(grade);
    column.categories.push_back({std::string(grade), say_("grade." + key)});
  }
  return column;
}

Column Columns::label(std::string_view of) const {
  return {.name = std::string(of) + "_label",
          .type = ColumnType::text,
          .title = say_("export.label_of", {{"column", std::string(of)}})};
}

nlohmann::ordered_json Columns::level_name(LevelId level) const {
  return level.given() ? text_cell(study_.framework[level].name.in(say_.language())) : nullptr;
}

nlohmann::ordered_json Columns::rec_name(RecommendationId rec) const {
  return rec.given() ? text_cell(study_.framework[rec].name.in(say_.language())) : nullptr;
}

nlohmann::ordered_json Columns::rung_name(int rung) const {
  return text_cell(study_.framework[RungId(rung)].name.in(say_.language()));
}

DataTable Columns::table(std::string_view name, std::vector<std::string> key) const {
  return {
      .name = std::string(name), .title = say_("tables." + std::string(name)), .columns = {}, .key = std::move(key)};
}

nlohmann::ordered_json text_cell(std::string_view text) {
  if (text.empty()) return nullptr;
  return std::string(text);
}

nlohmann::ordered_json list_cell(const std::vector<std::string>& ids) {
  std::string text;
  for (const auto& id : ids) text += (text.empty() ? "" : ";") + id;
  return text_cell(text);
}

}  // namespace quickscan
