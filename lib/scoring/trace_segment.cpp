#include "scoring/trace_segment.hpp"

#include <fmt/format.h>

namespace quickscan {

namespace {

std::string stage_words(const Segment& segment) {
  switch (segment.stage) {
    case StageKind::not_given: return {};
    case StageKind::reached: return fmt::format("{}", segment.rung);
    case StageKind::denied: return fmt::format("<{}", segment.rung);
    case StageKind::unknown: return "unknown";
    case StageKind::not_applicable: return "na";
  }
  return {};
}

std::string file_of(const Study& study, const Interview& interview) {
  if (interview.source < study.sources.size()) return study.sources.path(interview.source);
  return "interviews/" + interview.id + ".yaml";
}

}  // namespace

std::string speaker_words(const Study& study, const Speaker& speaker) {
  return speaker.who.given() ? fmt::format("{} ({})", speaker.key, study[speaker.who].id) : speaker.key;
}

SegmentTrace trace_segment(const Study& study, const Interview& interview, const Segment& segment) {
  const Framework& framework = study.framework;
  SegmentTrace trace;
  trace.interview = interview.id;
  trace.file = file_of(study, interview);
  trace.line = segment.line;
  if (segment.rec.given()) trace.rec = framework[segment.rec].id;
  if (segment.about.given()) trace.about = framework[segment.about].id;
  trace.stage = stage_words(segment);
  if (segment.stage == StageKind::reached || segment.stage == StageKind::denied)
    trace.rung = framework[RungId(segment.rung)].name;
  trace.basis = segment.basis;
  trace.trend = segment.trend;
  if (segment.development != none) trace.development = study[segment.development].id;
  trace.at = interview.text(segment.at);
  trace.quote = interview.text(segment.quote);
  trace.note = interview.text(segment.note);
  return trace;
}

}  // namespace quickscan
