#include "core/format_number.hpp"
#include "report/sections/sections.hpp"
#include "report/wording.hpp"
#include "scoring/voices.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <set>

namespace quickscan {

namespace {

bool is_over(DevelopmentStatus status) {
  return status == DevelopmentStatus::ended || status == DevelopmentStatus::withdrawn ||
         status == DevelopmentStatus::superseded;
}

Date a_year_later(Date date) {
  ++date.year;
  return date;
}

void ask_about_agenda(const ReportContext& context, std::vector<std::string>& questions) {
  const auto agenda = decision_agenda(context);
  if (agenda.empty()) return;
  const auto& first = agenda.front();
  constexpr std::array<std::string_view, 3> keys = {"ask.overdue", "ask.decision", "ask.ends"};
  questions.push_back(context.say(keys.at(static_cast<std::size_t>(first.kind)),
                                  {{"development", development_name(context, first.development)},
                                   {"date", format_date(first.date, context.language)}}));
}

void ask_about_gap(const ReportContext& context, std::vector<std::string>& questions) {
  const RecommendationResult* widest = nullptr;
  for (const auto& result : context.analysis.recommendations) {
    if (!result.gap || *result.gap == 0) continue;
    if (widest == nullptr || std::abs(*result.gap) > std::abs(*widest->gap)) widest = &result;
  }
  if (widest == nullptr) return;
  const auto levels = context.framework().inside_levels();
  const auto first = *widest->profile.front();
  const auto last = *widest->profile.back();
  questions.push_back(
      context.say(last > first ? "ask.gap_upwards" : "ask.gap", {{"recommendation", rec_name(context, widest->rec)},
                                                                 {"first", level_people(context, levels.front())},
                                                                 {"first_rung", rung_name(context, first)},
                                                                 {"last", level_people(context, levels.back())},
                                                                 {"last_rung", rung_name(context, last)}}));
}

/// How many voices name each factor as a barrier. In public only its total is shown, so a factor that also helps has
/// none.
std::map<FactorId, int> voices_that_hinder(const ReportContext& context) {
  std::map<FactorId, int> counts;
  if (context.is_public()) {
    for (const auto& factor : context.analysis.factors) {
      const bool one_sign = context.framework()[factor.factor].sign == Sign::barrier;
      if (one_sign && !factor.withheld) counts[factor.factor] = factor.voices;
    }
    return counts;
  }
  for (const auto& voice : context.voices) {
    std::set<FactorId> named;
    visit_segments(context.study, voice, [&](InterviewId interview, SegmentId at, const auto&) {
      const auto& segment = context.study[interview].segments[at.index()];
      if (segment.barrier.given()) named.insert(segment.barrier);
    });
    for (const auto factor : named) ++counts[factor];
  }
  return counts;
}

// Ties in rank are said as ties. Where counts are withheld, no rank is known to those who read.
void ask_about_barriers(const ReportContext& context, std::vector<std::string>& questions) {
  auto counts = voices_that_hinder(context);
  auto barriers = ranked_factors(context, Sign::barrier);
  const auto voices = [&](const FactorResult* factor) { return counts[factor->factor]; };
  const bool ranked = std::erase_if(barriers,
                                    [&](const FactorResult* factor) {
                                      return factor->withheld || (factor->voices > 0 && voices(factor) == 0);
                                    }) == 0 ||
                      !context.is_public();
  std::ranges::stable_sort(barriers, std::ranges::greater{}, voices);
  if (barriers.empty()) return;
  constexpr std::size_t most = 3;
  std::vector<std::string> others;
  for (const auto* factor : barriers)
    if (voices(factor) == 0 && others.size() < most) others.push_back(quoted(factor_name(context, factor->factor)));
  const auto count = static_cast<int>(others.size());
  if (voices(barriers.front()) == 0) {
    questions.push_back(context.say("ask.barriers_beside", {{"factor", context.say.list(others)}, {"count", count}}));
    return;
  }
  const auto also =
      others.empty() ? std::string() : ' ' + context.say("ask.barriers_also", {{"factor", context.say.list(others)}});
  std::vector<std::string> names;
  int tied = 0;
  for (const auto* factor : barriers) {
    if (voices(factor) != voices(barriers.front())) break;
    if (++tied <= static_cast<int>(most)) names.push_back(quoted(factor_name(context, factor->factor)));
  }
  // No other barrier was named by a voice.
  const bool only = std::size_t(tied) == barriers.size() || voices(barriers[std::size_t(tied)]) == 0;
  questions.push_back(context.say(!ranked                             ? "ask.barriers_some"
                                  : tied == 1                         ? (only ? "ask.barrier_only" : "ask.barrier")
                                  : names.size() != std::size_t(tied) ? "ask.barriers_many"
                                  : only                              ? "ask.barriers_only"
                                                                      : "ask.barriers",
                                  {{"factor", context.say.list(names)}, {"count", tied}, {"also", also}}));
}

void ask_about_the_unheard(const ReportContext& context, std::vector<std::string>& questions) {
  for (const auto& [level, statements] : context.analysis.coverage.spoken_about) {
    if (statements == 0 || was_heard(context, level)) continue;
    questions.push_back(context.say("ask.unheard", {{"people", level_people(context, level)}}));
    return;
  }
}

}  // namespace

std::vector<AgendaItem> dated_items(const ReportContext& context) {
  std::vector<AgendaItem> items;
  const auto now = context.study.reference_date;
  const auto to_come = [&](const Date& date) { return date.known() && last_day(date) >= first_day(now); };
  for (const auto& result : context.analysis.developments) {
    const auto& one = context.study[result.development];
    const auto add = [&](AgendaItem::Kind kind, const Date& date) {
      items.push_back({kind, date, result.development});
    };
    if (result.decision_overdue) {
      add(AgendaItem::Kind::overdue, one.decide_by);
    } else if (to_come(one.decide_by)) {
      add(AgendaItem::Kind::decision, one.decide_by);
    }
    if (is_over(one.status)) continue;
    if (to_come(one.end) && one.end != one.decide_by) add(AgendaItem::Kind::ends, one.end);
    const bool waits = one.status == DevelopmentStatus::planned || one.status == DevelopmentStatus::idea;
    if (waits && to_come(one.start)) add(AgendaItem::Kind::starts, one.start);
  }
  std::ranges::stable_sort(items, {}, [](const AgendaItem& item) { return last_day(item.date); });
  return items;
}

std::vector<AgendaItem> decision_agenda(const ReportContext& context) {
  auto items = dated_items(context);
  const auto limit = last_day(a_year_later(context.study.reference_date));
  std::erase_if(items, [&](const AgendaItem& item) {
    return item.kind == AgendaItem::Kind::starts || first_day(item.date) > limit;
  });
  return items;
}

std::string agenda_kind(const ReportContext& context, const AgendaItem& item) {
  constexpr std::array<std::string_view, 4> keys = {"agenda.overdue", "agenda.decision", "agenda.ends",
                                                    "agenda.starts"};
  const auto& one = context.study[item.development];
  if (item.kind == AgendaItem::Kind::decision && one.end == one.decide_by) return context.say("agenda.ends_decision");
  return context.say(keys.at(static_cast<std::size_t>(item.kind)));
}

std::string due_text(const ReportContext& context, const AgendaItem& item) {
  return context.say("tracker.due", {{"date", format_short_date(item.date, context.language)},
                                     {"development", development_name(context, item.development)},
                                     {"what", agenda_kind(context, item)}});
}

std::vector<std::string> agenda_lines(const ReportContext& context) {
  std::vector<std::string> lines;
  for (const auto& item : decision_agenda(context)) lines.push_back(due_text(context, item));
  if (lines.empty())
    lines.push_back(
        context.say("agenda.none", {{"date", format_date(context.study.reference_date, context.language)}}));
  return lines;
}

std::vector<Block> agenda_blocks(const ReportContext& context) {
  const auto& say = context.say;
  std::vector<Block> blocks{Heading{3, say("agenda.title"), "agenda"}};
  Table table{say("agenda.caption", {{"date", format_date(context.study.reference_date, context.language)}}),
              {say("developments.dates"), say("word.development"), say("agenda.what"), say("leaders.leader")},
              {},
              true,
              true};
  for (const auto& item : decision_agenda(context)) {
    const auto& one = context.study[item.development];
    table.rows.push_back({{.text = format_short_date(item.date, context.language)},
                          {.text = development_name(context, item.development)},
                          {.text = agenda_kind(context, item)},
                          {.text = one.leader ? actor_name(context, context.study.actor_id(*one.leader))
                                              : std::string(missing_number)}});
  }
  if (table.rows.empty()) {
    blocks.push_back(paragraph(agenda_lines(context).front()));
  } else {
    blocks.push_back(TableBlock{std::move(table), "agenda-table", false, {}});
  }
  const auto questions = commissioner_questions(context);
  if (questions.empty()) return blocks;
  blocks.push_back(Heading{3, say("ask.title", {{"commissioner", commissioner_name(context)}}), {}});
  ListBlock list{true, {}};
  for (const auto& question : questions) list.items.push_back(plain(question));
  blocks.push_back(std::move(list));
  return blocks;
}

std::vector<std::string> commissioner_questions(const ReportContext& context) {
  std::vector<std::string> questions;
  ask_about_agenda(context, questions);
  ask_about_gap(context, questions);
  ask_about_barriers(context, questions);
  ask_about_the_unheard(context, questions);
  if (questions.size() > 3) questions.resize(3);
  return questions;
}

}  // namespace quickscan
