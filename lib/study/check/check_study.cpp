#include "study/check/check_study.hpp"

#include "study/check/ignore_comments.hpp"
#include "study/check/study_check.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

namespace quickscan {

namespace {

/// What must have been read before a check means anything.
enum class Needs : std::uint8_t {
  nothing,
  references,  ///< the files that ids refer to, so that no id is unresolved
  all_files,   ///< every file: "never mentioned", "16 found"
  results      ///< a study without errors that no comment can set aside
};

void check_researcher_texts(const StudyCheck& check) {
  if (check.study.texts.empty()) return;
  std::ranges::move(check.surroundings.check_texts(check.study), std::back_inserter(check.diagnostics));
}

/// A check of the whole study; a new one is a function and a row.
struct CheckRow {
  void (*run)(const StudyCheck& check) = nullptr;
  Needs needs = Needs::all_files;
  /// Skipped where this rule already reports what the check would report again.
  const Rule* unless = nullptr;
};

// In the order in which they run.
constexpr auto check_rows = std::to_array<CheckRow>({
    {check_declared_persons},
    {check_declared_interviews},
    {check_declared_levels},
    {check_declared_actors},
    {check_headers, Needs::nothing},
    {check_previous, Needs::nothing},
    {check_agreed_codings},
    {check_single_coder_counts},
    {check_codebook, Needs::references},
    {check_transcripts, Needs::nothing},
    {check_development_dates, Needs::nothing},
    {check_study_dates, Needs::nothing},
    {check_mentions, Needs::all_files, &rule::unknown_development},
    {check_contacts, Needs::references},
    {check_development_status, Needs::references},
    {check_tie_statuses, Needs::references},
    {check_front_line},
    {check_single_organisation},
    {check_outside_levels},
    {check_optional_keys},
    {check_other_files, Needs::nothing},
    {check_file_names, Needs::nothing},
    {check_contact_notes, Needs::nothing},
    {check_section_texts, Needs::nothing},
    {check_key_file, Needs::nothing},
    {check_languages, Needs::nothing},
    {check_researcher_texts, Needs::results},
});

/// Whether a finding leaves a file, or a part of one that others count on, unread.
bool leaves_unread(const Diagnostic& one) {
  return one.severity == Severity::error && one.rule->reading != Rule::Reading::not_concerned;
}

bool prevents_results(const Diagnostic& one) { return one.severity == Severity::error && !one.rule->suppressible; }

bool can_run(const CheckRow& row, const ReadResult& read, const Diagnostics& found) {
  switch (row.needs) {
    case Needs::nothing: return true;
    case Needs::references: return read.references_followed;
    case Needs::all_files: return read.references_followed && std::ranges::none_of(found, leaves_unread);
    case Needs::results: return read.references_followed && std::ranges::none_of(found, prevents_results);
  }
  return false;
}

/// What a check makes of a value that is itself in error only follows from that error; an alias or a merge key also
/// seems to be a value, or a key, that is missing.
void drop_consequences(Diagnostics& found) {
  const auto is_refused = [](const Diagnostic& one) {
    return one.is(rule::anchor_or_alias) || one.is(rule::merge_key);
  };
  std::set<std::pair<std::uint32_t, std::uint32_t>> wrong, refused;
  for (const auto& one : found) {
    if (one.severity != Severity::error || !one.place.known()) continue;
    (is_refused(one) ? refused : wrong).emplace(one.place.source, one.place.begin);
  }
  std::erase_if(found, [&](const Diagnostic& one) {
    const std::pair place{one.place.source, one.place.begin};
    if (refused.contains(place)) return !is_refused(one) && !one.rule->privacy;
    return one.rule->consequence && one.severity != Severity::error && wrong.contains(place);
  });
}

}  // namespace

bool is_wanted(const Diagnostic& one, const CheckOptions& options) {
  const auto named = [&](const std::string& text) {
    return one.rule->name == text || one.rule->code.starts_with(text) || name_of(one.severity) == text;
  };
  const bool asked_for = options.select.empty() || std::ranges::any_of(options.select, named);
  return (asked_for && std::ranges::none_of(options.ignore, named)) || leaves_unread(one);
}

Diagnostics check_study(ReadResult& read, const Surroundings& surroundings, const CheckOptions& options) {
  auto& study = read.study;
  auto found = std::exchange(read.diagnostics, {});
  FileTrees files(study.sources, std::exchange(read.trees, {}));
  const auto reading_end = found.size();
  const auto of_reading = [&](const Rule* rule) {
    return rule != nullptr && std::any_of(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(reading_end),
                                          [&](const Diagnostic& one) { return one.rule == rule; });
  };
  for (const auto& row : check_rows)
    if (can_run(row, read, found) && !of_reading(row.unless)) row.run({study, surroundings, files, found, read.unread});
  drop_consequences(found);
  hide_names(study, found);
  sort_and_unify(found, study.sources);
  apply_suppressions(study, found);
  hide_names(study, found);  // of what comments that set aside add
  sort_and_unify(found, study.sources);
  const auto leaves_others_unchecked = [&](const Diagnostic& one) {
    return !read.references_followed && one.severity == Severity::error &&
           std::ranges::find(study.interviews, one.place.source, &Interview::source) == study.interviews.end();
  };
  std::erase_if(found,
                [&](const Diagnostic& one) { return !is_wanted(one, options) && !leaves_others_unchecked(one); });
  return found;
}

}  // namespace quickscan
