#pragma once

#include "study/framework.hpp"
#include "yaml/fields.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// Reads a framework from its tree.
Framework read_framework_tree(const Fields& fields);

/// Reads a framework from its text; nothing where the text is no YAML.
std::optional<Framework> read_framework(std::string_view text, std::uint32_t source, Diagnostics& diagnostics);

/// The ids of the frameworks that are built in.
std::vector<std::string> built_in_frameworks();

}  // namespace quickscan
