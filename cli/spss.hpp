#pragma once

#include "core/date.hpp"
#include "exchange/table.hpp"

#include <string>
#include <vector>

namespace quickscan {

/// A table as an SPSS data file, with what had to be cut to fit one.
struct SpssFile {
  std::string bytes;
  std::vector<std::string> cuts;
};

/// Labels, measures and user-missing values go along; names are letters, digits and `_`. Throws IoError.
SpssFile to_sav(const DataTable& table, const Date& date);

}  // namespace quickscan
