#include "scoring/trace.hpp"

#include "scoring/developments.hpp"
#include "scoring/evidence.hpp"
#include "scoring/level_gap.hpp"
#include "scoring/verdict.hpp"

#include <algorithm>
#include <set>

namespace quickscan {

namespace {

const Recommendation& recommendation_of(const Study& study, RecommendationId rec) { return study.framework[rec]; }

bool is_about(const Study& study, const Segment& segment, RecommendationId rec) {
  bool found = false;
  visit_recommendations(study.framework, segment, [&](RecommendationId named, bool) { found |= named == rec; });
  return found;
}

SegmentRemark remark_on(const Framework& framework, const Segment& segment, bool of_a_part, bool hearsay_dropped) {
  switch (segment.stage) {
    case StageKind::not_given: return SegmentRemark::no_rung;
    case StageKind::unknown: return SegmentRemark::unknown;
    case StageKind::not_applicable: return SegmentRemark::not_applicable;
    case StageKind::denied:
      if (of_a_part) return SegmentRemark::denial_of_part;
      break;
    case StageKind::reached: break;
  }
  if (hearsay_dropped) return SegmentRemark::hearsay_dropped;
  const bool capped = segment.stage == StageKind::reached && segment.rung > framework.highest_for(segment.basis);
  return capped ? SegmentRemark::capped : SegmentRemark::no_remark;
}

/// One segment of a voice's statement at a level.
SegmentTrace trace_statement(const Study& study, const Voice& voice, LevelId level, const Statement& statement,
                             const StatementSegment& one) {
  const Interview& interview = study[one.interview];
  const Segment& segment = interview.segments[one.segment.index()];
  SegmentTrace trace = trace_segment(study, interview, segment);
  trace.about = study.framework[level].id;
  for (const std::uint32_t speaker : one.speakers)
    trace.speakers.push_back(speaker_words(study, speaker_of(study, voice.speakers[speaker])));
  const bool dropped = segment.basis == Basis::heard && !statement.value.heard_only;
  trace.counts = gives_evidence(segment, one.of_a_part) && !dropped;
  trace.remark = remark_on(study.framework, segment, one.of_a_part, dropped);
  trace.counts_as = study.framework.highest_for(segment.basis);
  return trace;
}

/// A voice of any level on (rec, level).
VoiceTrace trace_voice(const Study& study, const Voice& voice, RecommendationId rec, LevelId level) {
  const Statement statement = statement_of(study, voice, rec, level);
  VoiceTrace trace;
  trace.level = voice.level;
  trace.value = statement.value;
  trace.tally = statement.tally;
  trace.state = statement.state();
  for (const InterviewId index : voice.interviews) {
    const Interview& interview = study[index];
    trace.interviews.push_back(interview.id);
    trace.asked |= std::ranges::any_of(interview.asked, [&](RecommendationId asked) {
      return asked == rec || recommendation_of(study, asked).parent == rec;
    });
  }
  for (const SpeakerRef& ref : voice.speakers) {
    trace.speakers.push_back(speaker_words(study, speaker_of(study, ref)));
    trace.interest |= speaker_of(study, ref).interest;
  }
  std::set<std::string> organisations;
  for (const SpeakerRef& ref : statement.speakers) {
    const StakeholderId who = speaker_of(study, ref).who;
    if (who.given()) organisations.insert(study.organisation_id(who));
  }
  trace.organisations.assign(organisations.begin(), organisations.end());
  for (const StatementSegment& one : statement.segments)
    trace.segments.push_back(trace_statement(study, voice, level, statement, one));
  return trace;
}

std::vector<SegmentTrace> trace_documents(const Study& study, RecommendationId rec, LevelId level) {
  std::vector<SegmentTrace> traces;
  for (const Interview& interview : study.interviews) {
    if (!interview.first_coding || (interview.form != Form::document && interview.form != Form::survey)) continue;
    for (const Segment& segment : interview.segments) {
      if (!is_about(study, segment, rec) || segment.about != level) continue;
      SegmentTrace one = trace_segment(study, interview, segment);
      one.counts = segment.stage == StageKind::reached;
      traces.push_back(std::move(one));
    }
  }
  return traces;
}

CellTrace trace_one(const Study& study, const Analysis& analysis, const std::vector<Voice>& voices,
                    RecommendationId rec, LevelId level) {
  CellTrace trace;
  if (const Cell* cell = find_cell(analysis, rec, level)) trace.cell = *cell;
  for (const Voice& voice : voices) {
    VoiceTrace one = trace_voice(study, voice, rec, level);
    if (voice.level == level) {
      trace.inside.push_back(std::move(one));
    } else if (!one.segments.empty()) {
      trace.outside.push_back(std::move(one));
    }
  }
  trace.documents = trace_documents(study, rec, level);
  return trace;
}

const RecommendationResult* find_result(const std::vector<RecommendationResult>& results, RecommendationId rec) {
  for (const RecommendationResult& result : results) {
    if (result.rec == rec) return &result;
    if (const RecommendationResult* part = find_result(result.parts, rec)) return part;
  }
  return nullptr;
}

std::vector<ConditionTrace> trace_conditions(const VerdictCondition& when, const VerdictFacts& facts) {
  using enum ConditionTrace::Kind;
  std::vector<ConditionTrace> list;
  const auto at_least = [&](ConditionTrace::Kind kind, const std::optional<int>& wanted,
                            const std::optional<int>& found) {
    if (wanted) list.push_back({kind, found && *found >= *wanted, *wanted, found, {}});
  };
  if (when.front_none) list.push_back({front_none, !facts.front(), 0, facts.front(), {}});
  if (when.above_none) list.push_back({above_none, !facts.highest_above(), 0, facts.highest_above(), {}});
  if (when.unheard) list.push_back({unheard, facts.unheard(), 0, std::nullopt, {}});
  at_least(front, when.front, facts.front());
  at_least(lowest_above, when.lowest_above, facts.lowest_above());
  at_least(highest_above, when.highest_above, facts.highest_above());
  at_least(live, when.live, facts.live);
  for (const VerdictCondition& one : when.any)
    list.push_back({alternative, holds(one, facts), 0, std::nullopt, trace_conditions(one, facts)});
  return list;
}

std::vector<RowTrace> trace_rows(const Framework& framework, const VerdictFacts& facts) {
  std::vector<RowTrace> rows;
  if (facts.medians.empty()) return rows;
  const VerdictRow* fitting = fitting_row(framework, facts);
  for (const VerdictRow& row : framework.verdicts) {
    rows.push_back({row.id, &row == fitting, trace_conditions(row.when, facts)});
    if (&row == fitting) break;
  }
  return rows;
}

std::vector<SegmentTrace> trace_mentions(const Study& study, DevelopmentId development) {
  std::vector<SegmentTrace> traces;
  for (const Interview& interview : study.interviews) {
    if (!interview.first_coding) continue;
    for (const Segment& segment : interview.segments) {
      if (segment.development != development) continue;
      SegmentTrace one = trace_segment(study, interview, segment);
      for (const std::uint16_t speaker : speakers_of(interview, segment))
        one.speakers.push_back(speaker_words(study, interview.speakers[speaker]));
      one.counts = confirms_development(segment) && (interview.has_voice() || interview.form == Form::document);
      traces.push_back(std::move(one));
    }
  }
  return traces;
}

/// The developments at the front line that name the recommendation, live or not.
std::vector<LiveTrace> trace_developments(const Study& study, const Analysis& analysis, RecommendationId rec) {
  std::vector<LiveTrace> traces;
  const auto inside = study.framework.inside_levels();
  const std::vector<DevelopmentId> counted = counted_developments(study, analysis.developments, rec);
  for (const DevelopmentResult& result : analysis.developments) {
    const Development& development = study[result.development];
    if (inside.empty() || development.level != inside.back()) continue;
    if (!concerns(study.framework, development, rec)) continue;
    const bool counts = std::ranges::find(counted, result.development) != counted.end();
    traces.push_back({development.id, development.name, result.live, counts, result.confirmation, result.confirmed_by,
                      result.interviews, result.documents, trace_mentions(study, result.development)});
  }
  return traces;
}

/// What meetings said of the finding on a recommendation, or on one of its cells where `level` is one.
std::vector<FindingTrace> trace_findings(const Study& study, RecommendationId rec, LevelId level) {
  std::vector<FindingTrace> traces;
  for (const Interview& interview : study.interviews) {
    if (!interview.first_coding || interview.form != Form::meeting) continue;
    for (const Segment& segment : interview.segments) {
      if (segment.member_check < 0) continue;
      const MemberCheck& check = interview.member_checks[static_cast<std::size_t>(segment.member_check)];
      if (check.rec != rec || (level != none && check.level != level)) continue;
      traces.push_back({check.level, check.response, trace_segment(study, interview, segment)});
    }
  }
  return traces;
}

GapTrace trace_gap(const Study& study, const std::vector<Voice>& voices, const RecommendationResult& result) {
  GapTrace trace;
  trace.gap = result.gap;
  trace.test = result.gap_test;
  auto groups = gap_groups(study, EvidenceIndex(study, voices), result.rec);
  trace.values = std::move(groups.values);
  for (const std::uint32_t voice : groups.excluded)
    for (const InterviewId index : voices[voice].interviews) trace.excluded.push_back(study[index].id);
  keep_distinct(trace.excluded);
  return trace;
}

NoVerdict why_no_verdict(const Study& study, const Analysis& analysis, RecommendationId rec) {
  if (recommendation_of(study, rec).parent != none) return NoVerdict::part_of_another;
  const bool unreliable = analysis.agreement && analysis.agreement->no_verdicts;
  return unreliable ? NoVerdict::unreliable_coding : NoVerdict::no_row_fits;
}

}  // namespace

TraceTarget find_trace_target(const Framework& framework, std::string_view text) {
  TraceTarget target;
  const std::size_t slash = text.find('/');
  const std::string_view rec = text.substr(0, slash);
  target.rec = framework.find_recommendation(rec);
  if (target.rec == none) target.unknown = rec;
  if (slash == std::string_view::npos) return target;
  const std::string_view level = text.substr(slash + 1);
  target.level = framework.find_level(level);
  if (target.level == none && target.unknown.empty()) target.unknown = level;
  return target;
}

CellTrace trace_cell(const Study& study, const Analysis& analysis, RecommendationId rec, LevelId level) {
  CellTrace trace = trace_one(study, analysis, find_voices(study), rec, level);
  trace.findings = trace_findings(study, rec, level);
  return trace;
}

VerdictTrace trace_verdict(const Study& study, const Analysis& analysis, RecommendationId rec) {
  VerdictTrace trace;
  trace.rec = rec;
  const RecommendationResult* result = find_result(analysis.recommendations, rec);
  if (result == nullptr) return trace;
  trace.live = result->live;
  trace.verdict = result->verdict;
  if (trace.verdict) {
    trace.rows = trace_rows(study.framework, {result->profile, result->live});
  } else {
    trace.no_verdict = why_no_verdict(study, analysis, rec);
  }
  trace.developments = trace_developments(study, analysis, rec);
  const std::vector<Voice> voices = find_voices(study);
  if (recommendation_of(study, rec).parent == none) trace.gap = trace_gap(study, voices, *result);
  trace.findings = trace_findings(study, rec, none);
  for (const Cell& cell : result->levels) {
    trace.levels.push_back(trace_one(study, analysis, voices, rec, cell.level));
    trace.levels.back().used =
        trace.verdict && std::ranges::find(trace.verdict->levels_used, cell.level) != trace.verdict->levels_used.end();
  }
  return trace;
}

}  // namespace quickscan
