#include "exchange/datapackage.hpp"

#include "core/sha256.hpp"
#include "report/provenance.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace quickscan {

namespace {

constexpr std::string_view profiles = "https://datapackage.org/profiles/2.0/";

nlohmann::ordered_json field_json(const Column& column, bool is_key) {
  const auto* type = column.type == ColumnType::integer   ? "integer"
                     : column.type == ColumnType::real    ? "number"
                     : column.type == ColumnType::boolean ? "boolean"
                                                          : "string";
  nlohmann::ordered_json field{{"name", column.name}, {"title", column.title}, {"type", type}};
  if (is_key) field["constraints"] = {{"required", true}};
  if (column.categories.empty()) return field;
  auto& categories = field["categories"] = nlohmann::ordered_json::array();
  for (const auto& category : column.categories)
    categories.push_back({{"value", category.value}, {"label", category.label}});
  if (column.ordered) field["categoriesOrdered"] = true;
  return field;
}

nlohmann::ordered_json schema_json(const DataTable& table) {
  nlohmann::ordered_json schema{{"$schema", fmt::format("{}tableschema.json", profiles)},
                                {"fields", nlohmann::ordered_json::array()}};
  for (const auto& column : table.columns)
    schema["fields"].push_back(field_json(column, std::ranges::find(table.key, column.name) != table.key.end()));
  schema["missingValues"] = {{{"value", ""}, {"label", "not coded"}}};
  if (!table.key.empty()) schema["primaryKey"] = table.key;
  for (const auto& key : table.foreign_keys) {
    schema["foreignKeys"].push_back(
        {{"fields", key.columns}, {"reference", {{"resource", key.table}, {"fields", key.their_columns}}}});
  }
  return schema;
}

}  // namespace

std::string datapackage_json(const Study& study, const std::vector<TableFile>& files, CsvDialect dialect,
                             Language language) {
  nlohmann::ordered_json package{{"$schema", fmt::format("{}datapackage.json", profiles)},
                                 {"name", study.id},
                                 {"title", study.title.in(language)},
                                 {"version", "quickscan-tables/1"}};
  if (const auto banner = banner_of(study.provenance, language))
    package["description"] = banner->title + ". " + banner->text;
  // A date and time is asked for; a reference date of a month or a year begins on its first day.
  const auto day = first_day(study.reference_date);
  package["created"] = fmt::format("{:04}-{:02}-{:02}T00:00:00Z", day / 10000, day / 100 % 100, day % 100);
  for (const auto& author : study.authors) package["contributors"].push_back({{"title", author.in(language)}});
  package["resources"] = nlohmann::ordered_json::array();
  for (const auto& file : files) {
    nlohmann::ordered_json resource{{"$schema", fmt::format("{}dataresource.json", profiles)},
                                    {"name", file.table.name},
                                    {"title", file.table.title},
                                    {"type", "table"},
                                    {"path", file.path},
                                    {"format", "csv"},
                                    {"mediatype", "text/csv"},
                                    {"encoding", "utf-8"},
                                    {"bytes", file.text.size()},
                                    {"hash", "sha256:" + sha256_hex(file.text)}};
    if (dialect == CsvDialect::excel_nl) resource["dialect"] = {{"delimiter", ";"}, {"lineTerminator", "\r\n"}};
    resource["schema"] = schema_json(file.table);
    if (dialect == CsvDialect::excel_nl) {
      for (auto& field : resource["schema"]["fields"])
        if (field["type"] == "number") field["decimalChar"] = ",";
    }
    package["resources"].push_back(std::move(resource));
  }
  return package.dump(2) + "\n";
}

}  // namespace quickscan
