#include "study/check/check_study.hpp"

#include "study/check/consistency.hpp"
#include "study/check/declared_counts.hpp"
#include "study/check/evidence.hpp"
#include "study/check/privacy.hpp"
#include "study/check/suppressions.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace quickscan {

namespace {

/// A check of the whole study; a new one is a function and a row.
struct CheckRow {
  void (*run)(const StudyCheck& check) = nullptr;
  /// Only meaningful when every file could be read: "never mentioned", "16 found".
  bool needs_all_files = true;
  /// Skipped where this rule already reports what the check would report again.
  std::string_view unless = {};
};

// In the order in which they run.
constexpr auto checks = std::to_array<CheckRow>({
    {check_declared_persons},
    {check_declared_interviews},
    {check_declared_levels},
    {check_declared_actors},
    {check_headers, false},
    {check_development_dates, false},
    {check_study_dates, false},
    {check_mentions, true, "QS204"},
    {check_contacts, false},
    {check_development_status, false},
    {check_tie_statuses, false},
    {check_front_line},
    {check_single_organisation},
    {check_outside_levels},
    {check_optional_keys},
    {check_other_files_for_names, false},
    {check_contact_notes, false},
});

/// Whether a file, or a part of one that others count on, could not be read.
bool incomplete(const Diagnostics& found) {
  return std::ranges::any_of(
      found, [](const Diagnostic& one) { return one.severity == Severity::error && one.rule->code < "QS150"; });
}

bool matches(const Diagnostic& one, const std::vector<std::string>& wanted) {
  return std::ranges::any_of(
      wanted, [&](const std::string& each) { return one.rule->code.starts_with(each) || one.rule->name == each; });
}

/// What a check makes of a value that is itself in error only follows from that error, but for what may expose a
/// person (QS5). Findings on the file itself (QS1, QS2) stand on their own.
void drop_consequences(Diagnostics& found) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> wrong;
  for (const auto& one : found) {
    if (one.severity == Severity::error && one.place.known()) wrong.emplace(one.place.source, one.place.begin);
  }
  std::erase_if(found, [&](const Diagnostic& one) {
    const bool follows = one.rule->code >= "QS3" && !one.rule->code.starts_with("QS5");
    return follows && one.severity != Severity::error && wrong.contains({one.place.source, one.place.begin});
  });
}

}  // namespace

Diagnostics check_study(ReadResult& read, const CheckOptions& options) {
  auto& study = read.study;
  auto diagnostics = std::move(read.diagnostics);
  read.diagnostics.clear();
  const bool some_missing = incomplete(diagnostics);
  FileTrees files(study.sources, std::exchange(read.trees, {}));
  Diagnostics added;
  for (const auto& row : checks) {
    if (row.needs_all_files && (some_missing || study.framework.levels.empty())) continue;
    const bool said = !row.unless.empty() && std::ranges::any_of(diagnostics, [&](const Diagnostic& one) {
      return one.rule->code == row.unless;
    });
    if (!said) row.run({study, files, added});
  }
  diagnostics.insert(diagnostics.end(), std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
  drop_consequences(diagnostics);
  sort_and_unify(diagnostics, study.sources);
  apply_suppressions(study, diagnostics);
  sort_and_unify(diagnostics, study.sources);
  std::erase_if(diagnostics, [&](const Diagnostic& one) {
    return (!options.select.empty() && !matches(one, options.select)) || matches(one, options.ignore);
  });
  return diagnostics;
}

}  // namespace quickscan
