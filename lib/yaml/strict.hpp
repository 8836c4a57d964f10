#pragma once

#include "core/diagnostic.hpp"
#include "yaml/parse.hpp"

#include <string_view>

namespace quickscan {

/// Refuses what yaml-cpp accepts although it is not YAML, or other readers refuse it: a key without a colon, an escape
/// or an empty place in a list that does not exist, a comment or text right behind a quotation mark or bracket, a line
/// that continues a value but is not indented, tabs that indent. `tree` is what yaml-cpp made of `text`. True if
/// nothing was found.
bool check_strictness(std::string_view text, const YamlTree& tree, Diagnostics& diagnostics);

}  // namespace quickscan
