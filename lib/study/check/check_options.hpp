#pragma once

#include "core/rule.hpp"

#include <string>
#include <vector>

namespace quickscan {

/// Which findings are asked for.
struct CheckOptions {
  /// Codes, beginnings of codes (`QS2`), names or a severity (`error`); empty: all.
  std::vector<std::string> select;
  std::vector<std::string> ignore;
};

/// Whether findings of a rule, of this severity, are asked for.
bool asks_for(const CheckOptions& options, const Rule& rule, Severity severity);

}  // namespace quickscan
