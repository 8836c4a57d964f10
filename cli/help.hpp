#pragma once

#include "arguments.hpp"

#include <string>
#include <string_view>

namespace quickscan {

/// The help of the whole program, or of the command that `topic` names; empty where it names none.
std::string help_text(std::string_view topic = {});

/// How a command is written, with the first example of its help: `usage: quickscan verify REPORT [STUDY], such as …`.
std::string usage_text(Command command);

}  // namespace quickscan
