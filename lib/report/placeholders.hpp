#pragma once

#include "report/context.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// The value of a placeholder of a researcher's text (`n.persons`, `verdict.access`,
/// `rung.access.operational`), or nothing if there is no such placeholder.
std::optional<std::string> placeholder_value(const ReportContext& context, std::string_view name);

/// Every placeholder that has a value in a study with this framework.
std::vector<std::string> placeholder_names(const Framework& framework);

}  // namespace quickscan
