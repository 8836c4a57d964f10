#include "study/check/study_check.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace quickscan {

namespace {

/// Whether a coding codes something that the change is about; a change that names nothing is about everything.
bool touches(const Framework& framework, const CodebookChange& change, const Interview& interview) {
  if (change.recs.empty() && change.factors.empty()) return !interview.segments.empty();
  const auto is_changed = [&](FactorId factor) {
    return factor != none && std::ranges::find(change.factors, factor) != change.factors.end();
  };
  return std::ranges::any_of(interview.segments, [&](const Segment& segment) {
    if (is_changed(segment.barrier) || is_changed(segment.enabler)) return true;
    return segment.rec != none && std::ranges::any_of(change.recs, [&](RecommendationId rec) {
             return rec == segment.rec || rec == framework.whole(segment.rec);
           });
  });
}

/// The last change that this coding does not follow yet. Where it does not say when it was coded, it was not before the
/// interview.
const CodebookChange* unfollowed_change(const Study& study, const Interview& interview) {
  const auto& coded = interview.coded.known() ? interview.coded : interview.date;
  const CodebookChange* last = nullptr;
  for (const auto& change : study.codebook) {
    if (!change.date.known() || !coded.known() || !earlier(coded, change.date)) continue;
    if (interview.reviewed.known() && !earlier(interview.reviewed, change.date)) continue;
    if (!touches(study.framework, change, interview)) continue;
    if (last == nullptr || earlier(last->date, change.date)) last = &change;
  }
  return last;
}

}  // namespace

void check_agreed_codings(const StudyCheck& check) {
  const auto& interviews = check.study.interviews;
  for (const auto& interview : interviews) {
    if (!interview.first_coding || interview.agreed_by.size() < 2) continue;
    const auto coded_alone = [&](const std::string& coder) {
      return std::ranges::any_of(interviews, [&](const Interview& other) {
        return !other.first_coding && other.id == interview.id && other.coder == coder;
      });
    };
    if (std::ranges::count_if(interview.agreed_by, coded_alone) >= 2) continue;
    const auto missing = std::ranges::find_if_not(interview.agreed_by, coded_alone);
    check
        .report(rule::agreed_coding_incomplete, check.files.value(interview.source, {"agreed_by"}),
                fmt::format("`{}` is agreed by coders who did not code it alone", interview.id))
        .help = fmt::format("add `interviews/{}.{}.yaml`, the coding of `{}` alone, or write `coder`", interview.id,
                            *missing, *missing);
  }
}

void check_single_coder_counts(const StudyCheck& check) {
  const auto& interviews = check.study.interviews;
  for (auto first = interviews.begin(); first != interviews.end();) {
    const auto next = std::find_if(first, interviews.end(), [&](const auto& one) { return one.id != first->id; });
    std::string others;
    for (auto other = first + 1; other != next; ++other)
      if (!other->segments.empty())
        others += (others.empty() ? "" : ", ") + (other->coder.empty() ? "another" : fmt::format("`{}`", other->coder));
    if (first->first_coding && !first->coder.empty() && !others.empty()) {
      check
          .report(rule::single_coder_counts, check.files.value(first->source, {"coder"}),
                  fmt::format("`{}` counts as `{}` coded it; also coded by {}", first->id, first->coder, others))
          .help = fmt::format("`quickscan new agreed {}` begins the coding that they agree on", first->id);
    }
    first = next;
  }
}

void check_codebook(const StudyCheck& check) {
  if (check.study.codebook.empty()) return;
  for (const auto& interview : check.study.interviews) {
    const auto* change = unfollowed_change(check.study, interview);
    if (change == nullptr) continue;
    const auto* key = interview.coded.known() ? "coded" : "date";
    auto& one = check.report(
        rule::coded_before_change, check.files.value(interview.source, {key}),
        fmt::format("`{}` was coded before the codebook changed on {}", interview.id, to_string(change->date)));
    one.notes.push_back({change->place, "the change"});
    one.help = interview.coded.known()
                   ? "read it once more by the changed codebook, and write `reviewed:` with the date"
                   : "say with `coded:` when it was coded, or write `reviewed:` once it was read again";
  }
}

void check_transcripts(const StudyCheck& check) {
  for (const auto& interview : check.study.interviews) {
    const auto& tracked = check.surroundings.tracked_transcripts;
    if (std::ranges::find(tracked, interview.transcript) == tracked.end()) continue;
    check
        .report(rule::transcript_in_git, check.files.value(interview.source, {"transcript"}),
                "the transcript is tracked by git")
        .help = "`git rm --cached` it, add its folder to .gitignore, and take it out of the history";
  }
}

}  // namespace quickscan
