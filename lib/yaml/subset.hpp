#pragma once

#include "yaml/parse.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace quickscan {

/// Reads a file that is written the way studies are: block mappings and lists, plain and quoted texts on one line or
/// several, `[…]` and `{…}`, blocks of text, comments. False, and a tree of no use, for anything else, also for
/// anything wrong: yaml-cpp then reads the file and reports the error.
///
/// What is taken here is what yaml-cpp would have given and check_strictness() would have passed, node by node and
/// place by place (tests/fuzz/reader_mutants.cpp). The file is tree.file, without an encoding fault; `begin` is the
/// size of its byte-order mark, `end` the place of the blanks at its end. `full_at` becomes the place of the first
/// value that is too many where all before it was taken: nothing else is then wrong, and yaml-cpp would only need
/// seconds to say so.
bool read_subset(YamlTree& tree, std::size_t begin, std::size_t end, const YamlLimits& limits,
                 std::optional<std::uint32_t>& full_at);

}  // namespace quickscan
