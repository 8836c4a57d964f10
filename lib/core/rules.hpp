#pragma once

#include <span>
#include <string_view>

namespace quickscan {

/// How grave a finding is: an error makes exit 1, a warning does with `--strict`, a note never.
enum class Severity { note, warning, error };

/// `error`, `warning` or `note`.
std::string_view name_of(Severity severity);

/// A rule of `check`: a stable code, a stable name, and a page in data/rules of the same code that is
/// its documentation, its test and the text of `quickscan explain`.
struct Rule {
  std::string_view code;
  std::string_view name;
  Severity severity = Severity::error;
  /// One line: what the rule guards.
  std::string_view summary;
};

/// All rules by code.
std::span<const Rule> rules();

/// The rule with this code or name, or null.
const Rule* find_rule(std::string_view code_or_name);

}  // namespace quickscan
