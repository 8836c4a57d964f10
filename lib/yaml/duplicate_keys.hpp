#pragma once

#include "core/diagnostic.hpp"
#include "yaml/parse.hpp"

namespace quickscan {

/// Adds a finding for every key that a mapping has again; whether there was one.
bool refuse_duplicate_keys(const YamlTree& tree, const YamlNode& mapping, Diagnostics& diagnostics);

}  // namespace quickscan
