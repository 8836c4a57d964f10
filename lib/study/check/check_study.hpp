#pragma once

#include "core/diagnostic.hpp"
#include "study/read/read_study.hpp"

#include <string>
#include <vector>

namespace quickscan {

/// What `check` looks at and how strictly.
struct CheckOptions {
  /// Codes or prefixes (`QS2`, `QS401`); empty: all.
  std::vector<std::string> select;
  std::vector<std::string> ignore;
};

/// Everything `check` finds in a study that was read: what reading found, and then the checks that
/// need the whole study (counts, consistency, evidence, privacy across files). In file order,
/// suppressions applied and moved to `study.suppressed`.
Diagnostics check_study(ReadResult& read, const CheckOptions& options = {});

}  // namespace quickscan
