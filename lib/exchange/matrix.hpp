#pragma once

#include "exchange/tables.hpp"
#include "report/document.hpp"

#include <vector>

namespace quickscan {

/// The framework matrix (Ritchie & Spencer): `matrix`, voices by recommendations with rung, basis, quotes and notes,
/// and `levels`, recommendations by levels with the median and what may be quoted. A public one has levels for rows.
/// `tables` are those of export_tables().
std::vector<DataTable> matrix_tables(const ExportInput& input, const std::vector<DataTable>& tables);

/// The same as a page.
Document matrix_document(const ExportInput& input, const std::vector<DataTable>& tables);

}  // namespace quickscan
