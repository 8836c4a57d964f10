#pragma once

#include "core/date.hpp"
#include "exchange/table.hpp"

#include <string>
#include <vector>

namespace quickscan {

/// What a workbook says of itself.
struct WorkbookFacts {
  std::string title;
  std::string author;
  Date created;                                            ///< the reference date, so that two runs write the same file
  std::vector<std::pair<std::string, std::string>> facts;  ///< of the first sheet, `read-me`
};

/// A text that a cell of Excel cannot hold whole. Rows count from 1, the header.
struct CutCell {
  std::string sheet, column;
  int row = 0;
};

/// What `to_xlsx` cuts, the cut shown by an ellipsis.
std::vector<CutCell> cut_cells(const std::vector<DataTable>& tables);

/// Tables as an XLSX, one sheet each after the first. Text is written as text, so nothing is run as a formula.
/// Temporary files are made in `folder`. Throws IoError.
std::string to_xlsx(const std::vector<DataTable>& tables, const WorkbookFacts& facts, const std::string& folder);

}  // namespace quickscan
