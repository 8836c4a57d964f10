#pragma once

#include "core/diagnostic.hpp"
#include "study/study.hpp"

namespace quickscan {

/// The texts that a report in `language` has to show in the other language (QS701), for when such a
/// report is asked for.
Diagnostics check_language(const Study& study, Language language);

}  // namespace quickscan
