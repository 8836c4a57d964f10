#pragma once

#include "core/diagnostic.hpp"
#include "study/check/check_options.hpp"
#include "study/check/surroundings.hpp"
#include "study/read/read_study.hpp"

namespace quickscan {

/// Whether a finding is asked for. One that leaves a file unread always is: what was not checked must not seem clean.
bool is_wanted(const Diagnostic& one, const CheckOptions& options);

/// The one check: all findings of a study that was read. Those of reading come first, then the checks of the whole
/// study (counts, consistency, evidence, privacy across files, languages, the researcher's texts). In file order;
/// what comments set aside is moved to `study.suppressed`. What errors that were not asked for kept from being checked
/// is a finding too (QS165); `read.unchecked` has all of it.
Diagnostics check_study(ReadResult& read, const Surroundings& surroundings, const CheckOptions& options = {});

}  // namespace quickscan
