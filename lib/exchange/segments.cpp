#include "exchange/segments.hpp"

#include "core/utf8.hpp"
#include "exchange/columns.hpp"
#include "report/disclosure_control.hpp"
#include "scoring/agreement.hpp"
#include "scoring/evidence.hpp"
#include "scoring/trace_segment.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace quickscan {

namespace {

using TableRow = std::vector<nlohmann::ordered_json>;

bool fits_who(const Interview& interview, const Segment& segment, const SegmentFilter& filter) {
  const auto named = [&](const Actor& actor) {
    return actor.stakeholder == filter.who && (!filter.who_level.given() || actor.level == filter.who_level);
  };
  const auto names = [&](const TieClaim& tie) { return named(tie.from) || named(tie.to); };
  if (filter.ties_too && std::ranges::any_of(ties_of(interview, segment), names)) return true;
  return std::ranges::any_of(speakers_of(interview, segment), [&](std::uint16_t at) {
    const auto& speaker = interview.speakers[at];
    return (!filter.who.given() || speaker.who == filter.who) &&
           (!filter.who_level.given() || speaker.level == filter.who_level);
  });
}

bool fits_text(const Interview& interview, const Segment& segment, const std::string& wanted) {
  const auto holds = [&](TextRef ref) { return lower_case(interview.text(ref)).find(wanted) != std::string::npos; };
  return holds(segment.quote) || holds(segment.note);
}

bool fits(const Study& study, const Interview& interview, const Segment& segment, const SegmentFilter& filter) {
  if (!filter.recs.empty() && std::ranges::find(filter.recs, segment.rec) == filter.recs.end()) return false;
  if (filter.level.given()) {
    const auto levels = levels_about(study, interview, segment);
    if (std::ranges::find(levels, filter.level) == levels.end()) return false;
  }
  if (!filter.stage.empty() && trace_segment(study, interview, segment).stage != filter.stage) return false;
  if (!filter.basis.empty() && (!segment.rec.given() && !segment.barrier.given() && !segment.enabler.given()))
    return false;
  if (!filter.basis.empty() && id_of(segment.basis) != filter.basis) return false;
  if ((filter.who.given() || filter.who_level.given()) && !fits_who(interview, segment, filter)) return false;
  if (filter.factor.given() && segment.barrier != filter.factor && segment.enabler != filter.factor) return false;
  if (filter.development.given() && segment.development != filter.development) return false;
  if (!filter.interview.empty() && interview.id != filter.interview) return false;
  if (filter.scored && !interview.first_coding) return false;
  if (!filter.coder.empty() && coder_of(interview) != filter.coder) return false;
  if (!filter.text.empty() && !fits_text(interview, segment, filter.text)) return false;
  return !filter.quotable || (may_be_published(interview, segment) && !interview.text(segment.quote).empty());
}

template <typename RowId, typename Rows>
nlohmann::ordered_json id_cell(RowId id, const Rows& rows) {
  return id.given() ? text_cell(rows[id].id) : nullptr;
}

TableRow statement_row(const Study& study, const Columns& columns, const SegmentRef& ref) {
  const auto& interview = study[ref.interview];
  const auto& segment = interview.segments[ref.segment.index()];
  const auto& framework = study.framework;
  const bool rung = segment.stage == StageKind::reached || segment.stage == StageKind::denied;
  const bool evidence = segment.rec.given() || segment.barrier.given() || segment.enabler.given();
  const auto who = who_said(study, interview, segment);
  std::vector<std::string> levels;
  for (const auto level : levels_about(study, interview, segment)) levels.push_back(framework[level].id);
  const auto whole = segment.rec.given() ? framework.whole(segment.rec) : RecommendationId();
  const auto trace = trace_segment(study, interview, segment);
  TableRow row{interview.id,
               coder_of(interview),
               ref.segment.index() + 1,
               trace.file,
               segment.line,
               text_cell(to_string(interview.date)),
               std::string(id_of(interview.form)),
               id_cell(whole, framework),
               columns.rec_name(whole),
               whole == segment.rec ? nlohmann::ordered_json() : id_cell(segment.rec, framework),
               list_cell(levels)};
  const TableRow codes{list_cell(who.speakers),
                       list_cell(who.persons),
                       list_cell(who.organisations),
                       rung ? nlohmann::ordered_json(segment.rung) : nullptr,
                       rung ? columns.rung_name(segment.rung) : nullptr,
                       rung ? nlohmann::ordered_json(segment.stage == StageKind::denied) : nullptr,
                       std::string(stage_kind_of(segment)),
                       evidence ? text_cell(id_of(segment.basis)) : nullptr,
                       segment.trend == Trend::not_given ? nullptr : text_cell(id_of(segment.trend)),
                       id_cell(segment.development, study),
                       id_cell(segment.barrier, framework),
                       id_cell(segment.enabler, framework),
                       text_cell(trace.at),
                       text_cell(trace.quote),
                       segment.quote_ok == Stated::unstated ? nlohmann::ordered_json()
                                                            : nlohmann::ordered_json(segment.quote_ok == Stated::yes),
                       text_cell(trace.note)};
  row.insert(row.end(), codes.begin(), codes.end());
  return row;
}

/// What a voice is called: its interviews and its level, `g2@operational`.
std::string voice_id(const Study& study, const Voice& voice) {
  std::string id;
  for (const auto interview : voice.interviews) id += (id.empty() ? "" : "+") + study[interview].id;
  return id + "@" + study.framework[voice.level].id;
}

nlohmann::ordered_json interviews_of(const Study& study, const Voice& voice) {
  std::vector<std::string> ids;
  for (const auto interview : voice.interviews) ids.push_back(study[interview].id);
  return list_cell(ids);
}

std::string_view state_word(VoiceState state) {
  switch (state) {
    case VoiceState::value: return "value";
    case VoiceState::undefined: return "undefined";
    case VoiceState::unknown: return "unknown";
    case VoiceState::not_applicable: return "na";
    case VoiceState::silent: return "silent";
  }
  return "silent";
}

nlohmann::ordered_json number_cell(const std::optional<int>& value) {
  return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json();
}

// Codes of SPSS for why there is no value, above any rung.
constexpr int spss_unknown = 97;
constexpr int spss_not_applicable = 98;
constexpr int spss_silent = 99;

nlohmann::ordered_json spss_value(const Statement& statement) {
  switch (statement.state()) {
    case VoiceState::unknown: return spss_unknown;
    case VoiceState::not_applicable: return spss_not_applicable;
    case VoiceState::silent: return spss_silent;
    default: return number_cell(statement.value.value);
  }
}

}  // namespace

std::span<const TieClaim> ties_of(const Interview& interview, const Segment& segment) {
  return std::span(interview.ties).subspan(segment.tie_first, segment.tie_count);
}

std::string_view stage_kind_of(const Segment& segment) {
  switch (segment.stage) {
    case StageKind::not_given: return "none";
    case StageKind::reached: return "reached";
    case StageKind::denied: return "denied";
    case StageKind::unknown: return "unknown";
    case StageKind::not_applicable: return "na";
  }
  return "none";
}

Who who_said(const Study& study, const Interview& interview, const Segment& segment) {
  Who who;
  const auto add = [](std::vector<std::string>& to, const std::string& id) {
    if (std::ranges::find(to, id) == to.end()) to.push_back(id);
  };
  for (const auto at : speakers_of(interview, segment)) {
    const auto& speaker = interview.speakers[at];
    add(who.speakers, speaker.key);
    add(who.persons, speaker.person.empty() ? interview.id + ":" + speaker.key : speaker.person);
    if (speaker.who.given()) add(who.organisations, study.organisation_id(speaker.who));
  }
  return who;
}

std::vector<nlohmann::ordered_json> voice_cells(const Study& study, const Voice& voice) {
  std::set<std::string> organisations;
  std::set<std::string> persons;
  for (const auto& ref : voice.speakers) {
    const auto& speaker = speaker_of(study, ref);
    if (speaker.who.given()) organisations.insert(study.organisation_id(speaker.who));
    persons.insert(speaker.person.empty() ? study[ref.interview].id + ":" + speaker.key : speaker.person);
  }
  return {voice_id(study, voice), list_cell({organisations.begin(), organisations.end()}), persons.size()};
}

std::vector<LevelId> levels_about(const Study& /*study*/, const Interview& interview, const Segment& segment) {
  if (segment.about.given()) return {segment.about};
  std::set<LevelId> levels;
  for (const auto at : speakers_of(interview, segment)) levels.insert(interview.speakers[at].level);
  return {levels.begin(), levels.end()};
}

std::vector<SegmentRef> find_segments(const Study& study, const SegmentFilter& given) {
  auto filter = given;
  filter.text = lower_case(given.text);
  std::vector<SegmentRef> found;
  for (std::size_t i = 0; i < study.interviews.size(); ++i) {
    const auto& interview = study.interviews[i];
    for (std::size_t s = 0; s < interview.segments.size(); ++s)
      if (fits(study, interview, interview.segments[s], filter)) found.push_back({InterviewId(i), SegmentId(s)});
  }
  return found;
}

DataTable statements_table(const Study& study, const std::vector<SegmentRef>& segments, Language language) {
  const Columns columns(study, language);
  using enum ColumnType;
  const auto plain = [&](std::string_view name, ColumnType type = text) { return columns.plain(name, type); };
  auto table = columns.table("statements", {"interview", "coder", "segment"});
  table.columns = {plain("interview"),
                   plain("coder"),
                   plain("segment", integer),
                   plain("file"),
                   plain("line", integer),
                   plain("date", date),
                   plain("form"),
                   plain("rec"),
                   columns.label("rec"),
                   plain("part"),
                   plain("level_about"),
                   plain("speakers"),
                   plain("persons_of"),
                   plain("organisations_of"),
                   columns.rungs("stage"),
                   columns.label("stage"),
                   plain("denied", boolean),
                   plain("stage_kind"),
                   plain("basis"),
                   plain("trend"),
                   plain("development"),
                   plain("barrier"),
                   plain("enabler"),
                   plain("at"),
                   plain("quote"),
                   plain("quote_ok", boolean),
                   plain("note")};
  table.foreign_keys = {{{"interview", "coder"}, "interviews", {"interview", "coder"}},
                        {{"development"}, "developments", {"development"}}};
  for (const auto& ref : segments) table.rows.push_back(statement_row(study, columns, ref));
  return table;
}

nlohmann::ordered_json statements_json(const Study& study, const std::vector<SegmentRef>& segments, Language language) {
  auto rows = to_json(statements_table(study, segments, language));
  for (std::size_t at = 0; at < segments.size(); ++at) {
    const auto& interview = study[segments[at].interview];
    auto& ties = rows[at]["ties"] = nlohmann::ordered_json::array();
    for (const auto& tie : ties_of(interview, interview.segments[segments[at].segment.index()]))
      ties.push_back({{"from", study.actor_id(tie.from)},
                      {"to", study.actor_id(tie.to)},
                      {"relation", id_of(tie.relation)},
                      {"status", id_of(tie.status)}});
  }
  return rows;
}

DataTable quotes_table(const Study& study, Language language) {
  const Columns columns(study, language);
  auto table = columns.table("quotes");
  table.columns = {columns.plain("rec"), columns.label("rec"), columns.plain("level_about"), columns.plain("quote")};
  std::set<std::tuple<RecommendationId, LevelId, std::string>> quotes;
  SegmentFilter quotable;
  quotable.quotable = true;
  for (const auto& ref : find_segments(study, quotable)) {
    const auto& interview = study[ref.interview];
    const auto& segment = interview.segments[ref.segment.index()];
    if (!interview.first_coding || !segment.rec.given()) continue;
    for (const auto level : levels_about(study, interview, segment))
      quotes.emplace(segment.rec, level, interview.text(segment.quote));
  }
  for (const auto& [rec, level, quote] : quotes)
    table.rows.push_back({study.framework[rec].id, columns.rec_name(rec), study.framework[level].id, quote});
  return table;
}

DataTable voices_table(const Study& study, Language language) {
  const Columns columns(study, language);
  using enum ColumnType;
  auto table = columns.table("voices", {"voice", "rec", "level_about"});
  table.columns = {columns.plain("voice"),
                   columns.levels("level"),
                   columns.plain("rec"),
                   columns.label("rec"),
                   columns.levels("level_about"),
                   columns.plain("interviews_of"),
                   columns.plain("organisations_of"),
                   columns.plain("persons", integer),
                   columns.plain("state"),
                   columns.rungs("value"),
                   columns.rungs("ceiling"),
                   columns.plain("mixed", boolean),
                   columns.plain("heard_only", boolean),
                   columns.plain("shown", boolean),
                   columns.rungs("claimed")};
  for (const auto& voice : find_voices(study)) {
    const auto who = voice_cells(study, voice);
    for (std::size_t r = 0; r < study.framework.recommendations.size(); ++r) {
      for (std::size_t l = 0; l < study.framework.levels.size(); ++l) {
        const auto statement = statement_of(study, voice, RecommendationId(r), LevelId(l));
        const bool own = LevelId(l) == voice.level;
        if (!own && statement.state() == VoiceState::silent) continue;
        const auto& value = statement.value;
        const bool given = value.value || value.ceiling;
        table.rows.push_back({who[0], study.framework[voice.level].id, study.framework.recommendations[r].id,
                              columns.rec_name(RecommendationId(r)), study.framework.levels[l].id,
                              interviews_of(study, voice), who[1], who[2], std::string(state_word(statement.state())),
                              number_cell(value.value), number_cell(value.ceiling),
                              given ? nlohmann::ordered_json(value.mixed) : nullptr,
                              given ? nlohmann::ordered_json(value.heard_only) : nullptr,
                              given ? nlohmann::ordered_json(value.shown) : nullptr, number_cell(value.claimed)});
      }
    }
  }
  return table;
}

DataTable wide_voices_table(const Study& study, Language language) {
  const Columns columns(study, language);
  auto table = columns.table("voices");
  table.columns = {columns.plain("voice"), columns.levels("level"), columns.plain("interviews_of"),
                   columns.plain("organisations_of"), columns.plain("persons", ColumnType::integer)};
  for (std::size_t r = 0; r < study.framework.recommendations.size(); ++r) {
    const auto name = columns.rec_name(RecommendationId(r)).get<std::string>();
    auto value = columns.rungs("value");
    value.name = study.framework.recommendations[r].id;
    value.title = name;
    value.categories.push_back({spss_unknown, columns.say()("export.unknown"), true});
    value.categories.push_back({spss_not_applicable, columns.say()("export.not_applicable"), true});
    value.categories.push_back({spss_silent, columns.say()("export.silent"), true});
    auto claimed = columns.rungs("claimed");
    claimed.name = value.name + "_claimed";
    claimed.title = name + ": " + claimed.title;
    table.columns.push_back(std::move(value));
    table.columns.push_back(std::move(claimed));
  }
  for (const auto& voice : find_voices(study)) {
    const auto who = voice_cells(study, voice);
    TableRow row{who[0], study.framework[voice.level].id, interviews_of(study, voice), who[1], who[2]};
    for (std::size_t r = 0; r < study.framework.recommendations.size(); ++r) {
      const auto statement = statement_of(study, voice, RecommendationId(r), voice.level);
      row.push_back(spss_value(statement));
      row.push_back(number_cell(statement.value.claimed));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

DataTable interviews_table(const Study& study, Language language) {
  const Columns columns(study, language);
  using enum ColumnType;
  auto table = columns.table("interviews", {"interview", "coder"});
  table.columns = {columns.plain("interview"),
                   columns.plain("coder"),
                   columns.plain("date", date),
                   columns.plain("form"),
                   columns.plain("notes_from"),
                   columns.plain("levels"),
                   columns.plain("persons", integer),
                   columns.plain("segments", integer),
                   columns.plain("consent_quotes", boolean)};
  for (const auto& interview : study.interviews) {
    std::set<LevelId> levels;
    std::set<std::string> persons;
    for (const auto& speaker : interview.speakers) {
      levels.insert(speaker.level);
      persons.insert(speaker.person.empty() ? speaker.key : speaker.person);
    }
    std::vector<std::string> ids;
    for (const auto level : levels) ids.push_back(study.framework[level].id);
    table.rows.push_back(
        {interview.id, coder_of(interview), text_cell(to_string(interview.date)), std::string(id_of(interview.form)),
         interview.notes_from == NotesFrom::unstated ? nullptr : text_cell(id_of(interview.notes_from)), list_cell(ids),
         persons.size(), interview.segments.size(),
         interview.consent.given ? nlohmann::ordered_json(interview.consent.quotes) : nullptr});
  }
  return table;
}

}  // namespace quickscan
