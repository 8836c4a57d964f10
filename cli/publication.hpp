#pragma once

#include "arguments.hpp"
#include "report/disclosure_control.hpp"
#include "terminal.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// Why nothing of a study may be published yet: interviewees whose names are not known cannot be searched for. Nothing
/// where there is a key, a reason was given (`--no-key`), or nobody was interviewed.
std::optional<std::string> missing_key(const Study& study, const Options& options);

/// Prints why a public edition is refused, each with what to change, and what helps as well; gives the exit code.
int refuse_publication(const std::vector<std::string>& reasons, Terminal& terminal, std::string_view help = {});

/// Refuses what the gate does not let through, with the reasons; nothing where it lets all through. `--suppress` helps
/// against all but a name that identifies a person.
std::optional<int> refused_by_gate(const Publication& gate, const Options& options, Terminal& terminal);

}  // namespace quickscan
