#pragma once

#include "yaml/parse.hpp"

#include <cstddef>

namespace quickscan {

/// Reads any file with yaml-cpp, and reports what is wrong with it in words. The file is tree.file from `begin`, the
/// size of its byte-order mark, to `end`, the place of the blanks at its end. False if it cannot be used; the tree
/// then holds what was read before that.
bool read_with_authority(YamlTree& tree, std::size_t begin, std::size_t end, Diagnostics& diagnostics,
                         const YamlLimits& limits);

}  // namespace quickscan
