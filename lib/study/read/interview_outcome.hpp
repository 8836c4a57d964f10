#pragma once

#include "study/check/interview.hpp"
#include "study/check/unchecked.hpp"
#include "study/study.hpp"

#include <string>
#include <vector>

namespace quickscan {

/// What reading an interview gave besides itself. A place in its transcript has the source `in_transcript`, for
/// sources are added by one thread.
struct InterviewOutcome {
  static constexpr std::uint32_t in_transcript = Place::nowhere - 1;
  Diagnostics diagnostics;
  std::vector<Suppressed> suppressed;
  std::vector<KnownPosition> positions;
  std::vector<Unchecked> unchecked;
  std::string sha256;
  bool usable = false;
};

/// Checks an interview that was read: its statements only where it has no error, its writing always. Findings are added
/// to those of `outcome`, and what is not checked is kept there.
void judge_interview(const InterviewCheck& check, bool references_followed, InterviewOutcome& outcome);

/// Keeps what was not checked because of the first error of a file; no rules: nothing was.
void leave_unchecked(std::vector<const Rule*> rules, InterviewOutcome& outcome);

/// Whether what was found leaves a whole tree behind: a doubled key or a tag does. A broken line leaves one that ends
/// too early, and what it then seems to lack is not worth a finding.
bool is_complete(const Diagnostics& diagnostics);

/// Forgets positions, quotes and notes, but for quotes that a report may show where those are kept.
void forget_texts(Interview& interview, bool but_quotable);

}  // namespace quickscan
