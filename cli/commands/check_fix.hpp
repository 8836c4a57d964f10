#pragma once

#include "arguments.hpp"
#include "check_targets.hpp"
#include "terminal.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// A file's text in the form that every editor agrees on: no byte-order mark, every line ended by a
/// newline, the last one too. Never changes what was coded.
std::string fixed_form(std::string_view text);

/// Mends the form of all files of the targets; true where something was changed.
bool fix_form(const std::vector<CheckedTarget>& targets, const Options& options, Terminal& terminal);

}  // namespace quickscan
