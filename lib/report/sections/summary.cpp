#include "report/sections/summary.hpp"

#include "core/format_number.hpp"
#include "report/narrative.hpp"
#include "report/wording.hpp"

#include <algorithm>
#include <map>

namespace quickscan {

namespace {

// The recommendations that stand at the landing rung or higher at a level, of those with enough evidence.
struct LandedNames {
  std::vector<std::string> names;
  int of = 0;
  int all = 0;
  int voices_low = 0;
  int voices_high = 0;
};

LandedNames landed_at(const ReportContext& context, LevelId level) {
  LandedNames landed;
  for (const auto& result : context.analysis.recommendations) {
    ++landed.all;
    const auto& cell = result.levels[level.index()];
    if (!cell.sufficient || !cell.median) continue;
    landed.voices_low = landed.of == 0 ? cell.n : std::min(landed.voices_low, cell.n);
    landed.voices_high = std::max(landed.voices_high, cell.n);
    ++landed.of;
    if (*cell.median >= context.landing) landed.names.push_back(rec_short(context, result.rec));
  }
  return landed;
}

std::string voices_range(const ReportContext& context, const LandedNames& landed) {
  if (landed.voices_low == landed.voices_high) return context.say("count.voices", {{"voices", landed.voices_high}});
  return context.say("count.voices_range", {{"low", landed.voices_low}, {"high", landed.voices_high}});
}

std::string landed_sentence(const ReportContext& context) {
  std::vector<std::string> parts;
  for (const auto level : context.framework().inside_levels()) {
    const auto landed = landed_at(context, level);
    const auto people = level_people(context, level);
    parts.push_back(landed.of == 0 ? context.say("summary.landed_unknown", {{"people", people}})
                                   : context.say("summary.landed_at", {{"people", people},
                                                                       {"count", static_cast<int>(landed.names.size())},
                                                                       {"of", landed.of},
                                                                       {"base", voices_range(context, landed)}}));
  }
  return context.say("summary.landed",
                     {{"rung", rung_name(context, context.landing)}, {"levels", context.say.list(parts)}});
}

std::string practice_sentence(const ReportContext& context) {
  std::vector<std::string> names;
  for (const auto& development : context.analysis.developments) {
    if (development.live) names.push_back(development_name(context, development.development));
  }
  const auto count = static_cast<int>(names.size());
  if (count == 0) return context.say("summary.practice_none");
  if (count > 4) names.resize(3);
  return context.say(count > 4 ? "summary.practice_many" : "summary.practice",
                     {{"count", count}, {"names", context.say.list(names)}});
}

std::string hinders_sentence(const ReportContext& context) {
  std::vector<std::string> parts;
  for (const auto* factor : ranked_factors(context, Sign::barrier)) {
    if (parts.size() == 3) break;
    parts.push_back(
        context.say("summary.factor", {{"factor", factor_name(context, factor->factor)},
                                       {"count", count_of(context, factor->voices, context.analysis.heard.voices)}}));
  }
  if (parts.empty()) return context.say("summary.hinders_none");
  std::string joined;
  for (const auto& part : parts) joined += (joined.empty() ? "" : "; ") + part;
  return context.say("summary.hinders", {{"factors", joined}});
}

const RecommendationResult* widest_gap(const ReportContext& context) {
  const RecommendationResult* widest = nullptr;
  for (const auto& result : context.analysis.recommendations) {
    if (result.gap && *result.gap > 0 && (widest == nullptr || *result.gap > *widest->gap)) widest = &result;
  }
  return widest;
}

void ask_about_gap(const ReportContext& context, std::vector<std::string>& questions) {
  const auto* widest = widest_gap(context);
  if (widest == nullptr) return;
  const auto levels = context.framework().inside_levels();
  questions.push_back(context.say("ask.gap", {{"recommendation", rec_name(context, widest->rec)},
                                              {"first", level_people(context, levels.front())},
                                              {"first_rung", rung_name(context, *widest->profile.front())},
                                              {"last", level_people(context, levels.back())},
                                              {"last_rung", rung_name(context, *widest->profile.back())}}));
}

void ask_about_pilots(const ReportContext& context, std::vector<std::string>& questions) {
  for (const auto& result : context.analysis.developments) {
    const auto& development = context.study[result.development];
    if (result.decision_overdue) {
      questions.push_back(context.say("ask.overdue", {{"development", development_name(context, result.development)},
                                                      {"date", format_date(development.decide_by, context.language)}}));
      return;
    }
  }
  std::vector<std::string> pilots;
  for (const auto& result : context.analysis.developments) {
    const auto& development = context.study[result.development];
    if (result.live && development.status == DevelopmentStatus::pilot) {
      pilots.push_back(development_name(context, result.development));
    }
  }
  if (pilots.size() > 3) pilots.resize(3);
  if (!pilots.empty()) questions.push_back(context.say("ask.pilots", {{"developments", context.say.list(pilots)}}));
}

void ask_about_barrier(const ReportContext& context, std::vector<std::string>& questions) {
  const auto barriers = ranked_factors(context, Sign::barrier);
  if (barriers.empty()) return;
  questions.push_back(context.say("ask.barrier", {{"factor", factor_name(context, barriers.front()->factor)}}));
}

void ask_about_the_unheard(const ReportContext& context, std::vector<std::string>& questions) {
  for (const auto& [level, statements] : context.analysis.coverage.spoken_about) {
    if (statements == 0) continue;
    questions.push_back(context.say("ask.unheard", {{"people", level_people(context, level)}}));
    return;
  }
}

}  // namespace

std::string certainty_text(const ReportContext& context) {
  std::map<Grade, int> grades;
  int without = 0;
  for (const auto& result : context.analysis.recommendations) {
    if (result.verdict && result.verdict->confidence) {
      ++grades[*result.verdict->confidence];
    } else {
      ++without;
    }
  }
  std::vector<std::string> parts;
  parts.reserve(grades.size());
  for (const auto& [grade, count] : grades) {
    parts.push_back(context.say("summary.certainty_part", {{"grade", grade_name(context, grade)}, {"count", count}}));
  }
  if (without > 0) parts.push_back(context.say("summary.certainty_without", {{"count", without}}));
  auto text = context.say("summary.certainty", {{"parts", context.say.list(parts)}});
  if (context.front != none) {
    const auto& heard = context.analysis.heard.levels[context.front.index()];
    text += ' ' + context.say(heard.voices == 0 ? "summary.certainty_unheard" : "summary.certainty_front",
                              {{"people", level_people(context, context.front)},
                               {"base", base_text(context, heard.voices, heard.organisations, heard.persons)}});
  }
  return text;
}

std::string answer_text(const ReportContext& context) {
  if (context.front == none) return context.say("summary.answer_unknown", {{"people", ""}});
  const auto landed = landed_at(context, context.front);
  const auto people = level_people(context, context.front);
  if (landed.of == 0) return context.say("summary.answer_unknown", {{"people", people}});
  const auto count = static_cast<int>(landed.names.size());
  auto answer = context.say(count == 0 ? "summary.answer_nothing" : "summary.answer",
                            {{"people", people},
                             {"rung", rung_name(context, context.landing)},
                             {"count", count},
                             {"of", landed.of},
                             {"names", context.say.list(landed.names)},
                             {"base", voices_range(context, landed)}});
  if (landed.of < landed.all) {
    answer += ' ' + context.say("summary.answer_insufficient", {{"count", landed.all - landed.of}});
  }
  return answer;
}

std::vector<std::string> council_questions(const ReportContext& context) {
  std::vector<std::string> questions;
  ask_about_gap(context, questions);
  ask_about_pilots(context, questions);
  ask_about_barrier(context, questions);
  ask_about_the_unheard(context, questions);
  if (questions.size() > 3) questions.resize(3);
  return questions;
}

Section summary_section(const ReportContext& context) {
  const auto& say = context.say;
  Section section{"summary", say("summary.title"), {}};
  auto& blocks = section.blocks;
  blocks.push_back(paragraph(answer_text(context), Paragraph::Role::lead));
  blocks.push_back(ListBlock{false,
                             {labelled(say("summary.landed_label"), landed_sentence(context)),
                              labelled(say("summary.practice_label"), practice_sentence(context)),
                              labelled(say("summary.hinders_label"), hinders_sentence(context)),
                              labelled(say("summary.certainty_label"), certainty_text(context))}});
  append(blocks, own_text(context, "summary"));
  const auto questions = council_questions(context);
  if (!questions.empty()) {
    blocks.push_back(Heading{3, say("ask.title"), {}});
    ListBlock list{true, {}};
    for (const auto& question : questions) list.items.push_back(plain(question));
    blocks.push_back(std::move(list));
  }
  auto introduction = own_text(context, "introduction", 4);
  if (!introduction.empty()) {
    blocks.push_back(Heading{3, say("summary.introduction"), {}});
    append(blocks, std::move(introduction));
  }
  return section;
}

}  // namespace quickscan
