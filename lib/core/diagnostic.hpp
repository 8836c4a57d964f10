#pragma once

#include "core/rules.hpp"
#include "core/source.hpp"

#include <string>
#include <vector>

namespace quickscan {

/// A second place that belongs to a finding: "first given here".
struct Label {
  Place place;
  std::string text;
};

/// One finding, as a value: nothing is printed where it is found.
/// Texts follow one style: what was found before what was expected, lower case, no full stop,
/// the user's own words in backticks. They never carry a quote, a note or a person's name.
struct Diagnostic {
  const Rule* rule = nullptr;
  std::string message;
  Place place;
  /// The words beside the caret; may be empty.
  std::string label;
  std::vector<Label> notes;
  /// The cure; where a finding has none of its own, sort_and_unify() gives it that of its rule.
  std::string help;
  /// Differs from the rule's own where one finding of a rule is graver than another.
  Severity severity = Severity::error;
  /// The place holds a name or number of a person: the line is not shown.
  bool confidential = false;

  bool is(const Rule& wanted) const { return rule == &wanted; }
};

/// A finding that the user's own comment set aside, with the reason given there.
struct Suppressed {
  Diagnostic diagnostic;
  std::string reason;
};

using Diagnostics = std::vector<Diagnostic>;

/// Starts a finding of a rule (`rule::unknown_level`), of the rule's severity.
Diagnostic finding(const Rule& rule, Place place, std::string message);

/// Where in one source, whose text this is, findings begin and end, for `Sources::keep()`.
std::vector<KnownPosition> positions_of(const Diagnostics& diagnostics, std::uint32_t source, std::string_view text);

/// Puts findings into file order, drops the same problem said twice, and gives each a cure.
void sort_and_unify(Diagnostics& diagnostics, const Sources& sources);

}  // namespace quickscan
