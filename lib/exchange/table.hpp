#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace quickscan {

/// A tidy table as a value: one fact a row, columns with a type and a meaning. Every file format is written from it.

/// `text` may be long and is wrapped; `date` is ISO at its own precision, so it is kept as text.
enum class ColumnType : std::uint8_t { text, date, integer, real, boolean };

/// A value that a column may have, with its label; `missing`: it says why there is no value (SPSS: user-missing).
struct Category {
  nlohmann::ordered_json value;
  std::string label;
  bool missing = false;
};

struct Column {
  std::string name;
  ColumnType type = ColumnType::text;
  std::string title = {};  ///< what it means, for people
  std::vector<Category> categories = {};
  bool ordered = false;  ///< the categories have an order
};

/// Columns of a table whose values are those of columns of another.
struct ForeignKey {
  std::vector<std::string> columns;
  std::string table;
  std::vector<std::string> their_columns;
};

/// A cell is a text, a number, true, false, or null for a missing value.
struct DataTable {
  std::string name;
  std::string title;
  std::vector<Column> columns;
  std::vector<std::vector<nlohmann::ordered_json>> rows = {};
  std::vector<std::string> key = {};
  std::vector<ForeignKey> foreign_keys = {};
};

/// `excel_nl`: what a Dutch Excel opens at a double click: semicolons, decimal commas, a byte-order mark, CRLF, and
/// a `'` before a text that it would take for a formula.
enum class CsvDialect : std::uint8_t { standard, excel_nl };

std::string to_csv(const DataTable& table, CsvDialect dialect = CsvDialect::standard);

/// The rows as an array of objects by column name.
nlohmann::ordered_json to_json(const DataTable& table);

/// A cell as text: numbers in their shortest exact form, nothing for null.
std::string cell_text(const nlohmann::ordered_json& cell);

}  // namespace quickscan
