#pragma once

#include "arguments.hpp"
#include "study/study.hpp"

#include <optional>
#include <string>

namespace quickscan {

/// Why nothing of a study may be published yet: interviewees whose names are not known cannot be searched for. Nothing
/// where there is a key, a reason was given (`--no-key`), or nobody was interviewed.
std::optional<std::string> missing_key(const Study& study, const Options& options);

}  // namespace quickscan
