#pragma once

#include "terminal.hpp"

#include <string>
#include <vector>

namespace quickscan {

/// Runs the program with these arguments (without its own name) and gives its exit code: 0 clean,
/// 1 findings, 2 usage error or the run failed, 3 publication refused.
int run(std::vector<std::string> arguments, const Terminal& given);

}  // namespace quickscan
