#pragma once

#include "arguments.hpp"

#include <string>
#include <string_view>

namespace quickscan {

/// The help of the whole program, or of the command that `topic` names; empty where it names none.
std::string help_text(std::string_view topic = {});

/// A completion script for `bash`, `zsh` or `fish`; empty for any other shell.
std::string completion_script(std::string_view shell);

}  // namespace quickscan
