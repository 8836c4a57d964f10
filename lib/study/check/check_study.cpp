#include "study/check/check_study.hpp"

#include "study/check/hidden_names.hpp"
#include "study/check/ignore_comments.hpp"
#include "study/check/study_check.hpp"
#include "study/check/unchecked.hpp"

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

void check_placeholder_names(const StudyCheck& check) {
  std::ranges::move(check.surroundings.check_texts(check.study, TextCheck::placeholders),
                    std::back_inserter(check.diagnostics));
}

void check_numbers_in_texts(const StudyCheck& check) {
  std::ranges::move(check.surroundings.check_texts(check.study, TextCheck::numbers),
                    std::back_inserter(check.diagnostics));
}

/// A check of the whole study; a new one is a function and a row.
struct CheckRow {
  void (*run)(const StudyCheck& check) = nullptr;
  Needs needs = Needs::nothing;
  /// What it finds, and in which folder, for those who are told that it did not run; it needs something, then.
  const Rule* finds = nullptr;
  std::string_view folder{};
  /// Skipped where this rule already reports what the check would report again.
  const Rule* unless = nullptr;
};

constexpr std::string_view codings_folder = "interviews/";

// In the order in which they run.
constexpr auto check_rows = std::to_array<CheckRow>({
    {check_declared_persons, Needs::all_files, &rule::persons_differ},
    {check_declared_interviews, Needs::all_files, &rule::interviews_differ},
    {check_declared_levels, Needs::all_files, &rule::level_counts_differ},
    {check_declared_actors, Needs::all_files, &rule::speaker_counts_differ},
    {check_headers},
    {check_previous},
    {check_agreed_codings, Needs::all_files, &rule::agreed_coding_incomplete, codings_folder},
    {check_single_coder_counts, Needs::all_files, &rule::single_coder_counts, codings_folder},
    {check_codebook, Needs::references, &rule::coded_before_change, codings_folder},
    {check_transcripts},
    {check_development_dates},
    {check_coding_dates},
    {check_study_dates},
    {check_mentions, Needs::all_files, &rule::development_never_mentioned, "", &rule::unknown_development},
    {check_contacts, Needs::references, &rule::contact_heard_after_all},
    {check_development_status, Needs::references, &rule::status_against_rung},
    {check_tie_statuses, Needs::references, &rule::two_statuses, codings_folder},
    {check_front_line, Needs::all_files, &rule::front_line_never_heard},
    {check_single_organisation, Needs::all_files, &rule::level_of_one_organisation},
    {check_outside_levels, Needs::all_files, &rule::clients_never_heard},
    {check_optional_keys, Needs::all_files, &rule::weakens_the_report},
    {check_other_files},
    {check_file_names},
    {check_contact_notes},
    {check_section_texts},
    {check_key_file},
    {check_languages},
    {check_placeholder_names, Needs::references, &rule::unknown_placeholder, "text/"},
    {check_numbers_in_texts, Needs::results, &rule::typed_number_differs, "text/"},
});

/// Whether a finding leaves a file, or a part of one that others count on, unread.
bool leaves_unread(const Diagnostic& one) {
  return one.severity == Severity::error && one.rule->reading != Rule::Reading::not_concerned;
}

/// Whether a finding may be why references are not followed.
bool is_of_shared_file(const ReadResult& read, const Diagnostic& one) {
  return one.severity == Severity::error &&
         std::ranges::find(read.study.interviews, one.place.source, &Interview::source) == read.study.interviews.end();
}

bool prevents_results(const Diagnostic& one) { return one.severity == Severity::error && !one.rule->suppressible; }

/// The error that is in the way of a check; null where none is.
const Diagnostic* obstacle(const CheckRow& row, const ReadResult& read, const Diagnostics& found) {
  const auto first = [&](auto is_obstacle) {
    const auto at = std::ranges::find_if(found, is_obstacle);
    return at == found.end() ? nullptr : &*at;
  };
  if (row.needs == Needs::nothing) return nullptr;
  if (!read.references_followed) return first([&](const Diagnostic& one) { return is_of_shared_file(read, one); });
  if (row.unless != nullptr)
    if (const auto* said = first([&](const Diagnostic& one) { return one.rule == row.unless; })) return said;
  if (row.needs == Needs::all_files) return first(leaves_unread);
  return row.needs == Needs::results ? first(prevents_results) : nullptr;
}

/// Without the files that all others refer to, little of those others is checked.
void leave_all_unchecked(ReadResult& read, const Diagnostics& found) {
  const auto cause = std::ranges::find_if(found, [&](const Diagnostic& one) { return is_of_shared_file(read, one); });
  if (cause != found.end()) read.unchecked.push_back({.rules = {}, .cause = *cause});
}

/// What a check makes of a value that is itself in error only follows from that error; an alias or a merge key also
/// seems to be a value, or a key, that is missing, and a tag a text that is empty.
void drop_consequences(Diagnostics& found) {
  const auto is_refused = [](const Diagnostic& one) {
    return one.is(rule::anchor_or_alias) || one.is(rule::merge_key) || one.is(rule::tag);
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
  return asks_for(options, *one.rule, one.severity) || leaves_unread(one);
}

Diagnostics check_study(ReadResult& read, const Surroundings& surroundings, const CheckOptions& options) {
  auto& study = read.study;
  auto found = std::exchange(read.diagnostics, {});
  FileTrees files(study.sources, std::exchange(read.trees, {}));
  const NameIndex names(study.confidential_names);
  for (const auto& row : check_rows) {
    if (const auto* error = obstacle(row, read, found)) {
      read.unchecked.push_back({.rules = {row.finds}, .cause = *error, .folder = row.folder});
    } else {
      row.run({study, surroundings, files, found, names, read.unread});
    }
  }
  if (!read.references_followed) leave_all_unchecked(read, found);
  drop_consequences(found);
  const HiddenNames hidden(study.sources, names, found);
  hidden.hide_in(found, study.suppressed);
  sort_and_unify(found, study.sources);
  apply_suppressions(study, read.unchecked, found);
  hidden.hide_in(found, study.suppressed);  // and in what comments that set aside add
  sort_and_unify(found, study.sources);
  std::erase_if(found, [&](const Diagnostic& one) {
    return !is_wanted(one, options) && (read.references_followed || !is_of_shared_file(read, one));
  });
  report_unchecked(read.unchecked, options, study.sources, found);
  return found;
}

}  // namespace quickscan
