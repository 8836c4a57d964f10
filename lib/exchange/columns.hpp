#pragma once

#include "core/messages.hpp"
#include "exchange/table.hpp"
#include "study/study.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// Makes the columns and labels of a study's tables in one language.
class Columns {
 public:
  Columns(const Study& study, Language language) : study_(study), say_(language) {}

  /// A column with its meaning (message `columns.<name>`).
  Column plain(std::string_view name, ColumnType type = ColumnType::text) const;
  /// A column of ids with their names: `level` and the like.
  Column levels(std::string_view name) const;
  Column rungs(std::string_view name) const;
  Column grades(std::string_view name) const;
  /// A column with the name of what the column before it names.
  Column label(std::string_view of) const;

  nlohmann::ordered_json level_name(LevelId level) const;
  nlohmann::ordered_json rec_name(RecommendationId rec) const;
  nlohmann::ordered_json rung_name(int rung) const;
  /// A table without columns yet, with its meaning (message `tables.<name>`).
  DataTable table(std::string_view name, std::vector<std::string> key = {}) const;
  const Messages& say() const { return say_; }

 private:
  const Study& study_;
  Messages say_;
};

/// A text, or null where it is empty.
nlohmann::ordered_json text_cell(std::string_view text);

/// Ids in one cell: `a;b`.
nlohmann::ordered_json list_cell(const std::vector<std::string>& ids);

}  // namespace quickscan
