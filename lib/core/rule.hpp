#pragma once

#include <cstdint>
#include <string_view>

namespace quickscan {

/// How grave a finding is: an error makes exit 1, a warning does with `--strict`, a note never.
enum class Severity { note, warning, error };

/// `error`, `warning` or `note`.
std::string_view name_of(Severity severity);

/// A rule of `check`: the front matter of its page in data/rules, which is also its documentation, its test and the
/// text of `quickscan explain`. Each is a constant: `rule::unknown_recommendation`.
struct Rule {
  /// What has to be read before the rule can be checked.
  enum class Scope : std::uint8_t { file, study };
  /// For a rule of YAML itself: whether the rest of the file is still read as it was meant.
  enum class Reading : std::uint8_t { not_concerned, goes_on, stops };

  std::string_view code;  ///< stable: `QS201`
  std::string_view name;  ///< stable: `unknown-recommendation`
  Severity severity = Severity::error;
  Scope scope = Scope::file;
  /// It may expose a person: never left out because of another finding.
  bool privacy = false;
  /// A comment may set it aside, an error too.
  bool suppressible = false;
  /// It judges what a value means: left out, unless an error, where the value is itself in error.
  bool consequence = false;
  Reading reading = Reading::not_concerned;
  /// One line: what the rule guards.
  std::string_view summary;
  /// The cure that holds for all of its findings; may be empty where each gives its own.
  std::string_view help;
};

}  // namespace quickscan
