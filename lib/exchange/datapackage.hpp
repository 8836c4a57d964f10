#pragma once

#include "exchange/table.hpp"
#include "study/study.hpp"

#include <string>
#include <vector>

namespace quickscan {

/// A table with the bytes of its file.
struct TableFile {
  const DataTable& table;
  std::string path;
  std::string text;
};

/// The description of CSV files as a Frictionless Data Package 2.0, `datapackage.json`
/// (https://datapackage.org/standard/data-package/): fields with types, labels of values, keys and hashes.
std::string datapackage_json(const Study& study, const std::vector<TableFile>& files, CsvDialect dialect,
                             Language language);

}  // namespace quickscan
