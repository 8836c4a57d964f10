#include "exchange/table.hpp"

#include <algorithm>

namespace quickscan {

namespace {

void add_csv_cell(std::string& out, const nlohmann::ordered_json& cell, CsvDialect dialect) {
  auto text = cell_text(cell);
  const bool excel = dialect == CsvDialect::excel_nl;
  if (excel && cell.is_number_float()) std::ranges::replace(text, '.', ',');
  if (excel && cell.is_string() && !text.empty() &&
      std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos)
    text.insert(0, 1, '\'');
  const std::string_view special = excel ? ";\"\r\n" : ",\"\r\n";
  const bool blank_end = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  if (!blank_end && text.find_first_of(special) == std::string::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char letter : text) {
    if (letter == '"') out += '"';
    out += letter;
  }
  out += '"';
}

}  // namespace

std::string cell_text(const nlohmann::ordered_json& cell) {
  if (cell.is_null()) return {};
  return cell.is_string() ? cell.get<std::string>() : cell.dump();
}

std::string to_csv(const DataTable& table, CsvDialect dialect) {
  const bool excel = dialect == CsvDialect::excel_nl;
  const std::string_view line_end = excel ? "\r\n" : "\n";
  const char separator = excel ? ';' : ',';
  std::string out = excel ? "\xEF\xBB\xBF" : "";
  for (std::size_t at = 0; at < table.columns.size(); ++at) {
    if (at > 0) out += separator;
    add_csv_cell(out, table.columns[at].name, dialect);
  }
  out += line_end;
  for (const auto& row : table.rows) {
    for (std::size_t at = 0; at < row.size(); ++at) {
      if (at > 0) out += separator;
      add_csv_cell(out, row[at], dialect);
    }
    out += line_end;
  }
  return out;
}

nlohmann::ordered_json to_json(const DataTable& table) {
  auto rows = nlohmann::ordered_json::array();
  for (const auto& row : table.rows) {
    nlohmann::ordered_json object = nlohmann::ordered_json::object();
    for (std::size_t at = 0; at < row.size(); ++at) object[table.columns[at].name] = row[at];
    rows.push_back(std::move(object));
  }
  return rows;
}

}  // namespace quickscan
