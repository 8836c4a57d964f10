#pragma once

#include "exchange/table.hpp"
#include "formats/json/analysis.hpp"

#include <vector>

namespace quickscan {

/// What tables are made from. For a public export `study` and `analysis` are those that the publication gate let
/// through, so that the tables hold what the public report holds.
struct ExportInput {
  const Study& study;
  const Analysis& analysis;
  JsonOptions json;  ///< language, audience, what was withheld
};

/// All tables of a study, `quickscan-tables/1` (manual/exchange.md#tables). Results are read from the analysis as JSON,
/// so that a table and `summary --json` cannot differ. A public export has no table of single voices or interviews.
std::vector<DataTable> export_tables(const ExportInput& input);

}  // namespace quickscan
