#include "report/narrative.hpp"
#include "report/sections/sections.hpp"
#include "report/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace quickscan {

namespace {

// The recommendations that stand at a rung or higher at a level, of those with enough evidence.
struct LandedNames {
  std::vector<std::string> names;
  int of = 0;
  int all = 0;
  bool hidden = false;  ///< a cell is withheld
};

LandedNames landed_at(const ReportContext& context, LevelId level, int rung) {
  LandedNames landed;
  for (const auto& result : context.analysis.recommendations) {
    ++landed.all;
    const auto& cell = result.levels[level.index()];
    landed.hidden |= cell.withheld;
    if (!cell.sufficient || !cell.median) continue;
    ++landed.of;
    if (*cell.median < rung) continue;
    auto name = rec_short(context, result.rec);
    // So that nobody takes a rung that voices showed for a verdict that is certain.
    if (result.verdict && result.verdict->confidence && *result.verdict->confidence >= Grade::low) {
      const auto grade = grade_name(context, *result.verdict->confidence);
      name += fmt::format(" ({})", context.say("matrix.confidence", {{"grade", grade}}));
    }
    landed.names.push_back(std::move(name));
  }
  return landed;
}

std::string landed_sentence(const ReportContext& context) {
  std::vector<std::string> parts;
  std::vector<std::string> unknown;
  for (const auto level : context.framework().inside_levels()) {
    const auto landed = landed_at(context, level, context.accepted);
    const auto people = level_people(context, level);
    if (landed.of == 0) {
      unknown.push_back(context.say("summary.landed_among", {{"people", people}}));
      continue;
    }
    const auto unseen = landed.all - landed.of;
    const auto* why = landed.hidden ? "summary.landed_hidden" : "summary.landed_unseen";
    const auto count = static_cast<int>(landed.names.size());
    const auto* key = landed.all == 1 ? (count == 1 ? "summary.landed_yes" : "summary.landed_no")
                      : parts.empty() ? "summary.landed_first"
                                      : "summary.landed_at";
    parts.push_back(
        context.say(key, {{"people", people},
                          {"count", count == 0 ? context.say("summary.landed_none") : std::to_string(count)},
                          {"of", landed.all},
                          {"unseen", unseen == 0 ? std::string() : context.say(why, {{"count", unseen}})}}));
  }
  auto not_known = context.say("summary.landed_unknown", {{"people", context.say.list(unknown)}});
  const bool apart = !parts.empty() && !unknown.empty();
  if (parts.empty()) parts.push_back(not_known);
  auto text = context.say("summary.landed",
                          {{"rung", rung_name(context, context.accepted)}, {"levels", context.say.list(parts)}});
  return apart ? fmt::format("{} {}.", text, capitalised(std::move(not_known))) : text;
}

/// What those for whom it is meant notice: their own voices, or that only others spoke about them.
std::string clients_sentence(const ReportContext& context) {
  std::string text;
  for (std::size_t index = 0; index < context.framework().levels.size(); ++index) {
    const LevelId level(index);
    if (context.framework().levels[index].inside()) continue;
    const auto people = capitalised(level_people(context, level));
    std::vector<std::string> parts;
    for (const auto& result : context.analysis.recommendations) {
      const auto& cell = result.levels[index];
      if (!cell.sufficient || !cell.median) continue;
      parts.push_back(context.say("summary.clients_one", {{"recommendation", rec_short(context, result.rec)},
                                                          {"rung", rung_name(context, *cell.median)}}));
    }
    const auto spoken = context.analysis.coverage.spoken_about.find(level);
    const auto statements = spoken == context.analysis.coverage.spoken_about.end() ? 0 : spoken->second;
    if (!text.empty()) text += ' ';
    const bool heard = was_heard(context, level);
    if (parts.empty() && context.is_public() && heard) {
      text += people + ": " + context.say("withheld.shown") + '.';
      continue;
    }
    text += !parts.empty() ? context.say("summary.clients", {{"people", people}, {"parts", context.say.list(parts)}})
            : heard        ? context.say("summary.clients_few",
                                         {{"people", people}, {"voices", context.analysis.heard.levels[index].voices}})
            : statements == hidden_count
                ? context.say("summary.clients_outside_hidden", {{"people", people}})
                : context.say(statements > 0 ? "summary.clients_outside" : "summary.clients_unknown",
                              {{"people", people}, {"statements", statements}});
  }
  return text;
}

std::string clients_people(const ReportContext& context) {
  const auto& levels = context.framework().levels;
  const auto found = std::ranges::find(levels, false, &Level::inside);
  return found == levels.end() ? std::string()
                               : level_people(context, LevelId(static_cast<std::size_t>(found - levels.begin())));
}

std::string practice_sentence(const ReportContext& context) {
  std::vector<std::string> names;
  for (const auto* development : by_weight(context)) {
    const bool others = development->confirmation == DevelopmentConfirmation::independent;
    // Of what no source has named for long it is not known whether it still runs.
    if (!development->live || !others || old_source(context, development->development)) continue;
    auto name = quoted(development_name(context, development->development));
    const bool pilot = context.study[development->development].status == DevelopmentStatus::pilot;
    names.push_back(pilot ? context.say("summary.practice_pilot", {{"name", name}}) : std::move(name));
  }
  const auto count = static_cast<int>(names.size());
  if (count == 0) return context.say("summary.practice_none");
  if (count > 4) names.resize(3);
  return context.say(count > 4 ? "summary.practice_many" : "summary.practice",
                     {{"count", count}, {"names", context.say.list(names)}});
}

/// What is done in practice at the front line.
std::string answer_text(const ReportContext& context) {
  const auto rung = rung_name(context, context.landing);
  const auto landed = context.front == none ? LandedNames{} : landed_at(context, context.front, context.landing);
  if (landed.of == 0) {
    const bool unheard = context.front == none || !was_heard(context, context.front);
    return context.say(unheard ? "summary.answer_unheard" : "summary.answer_unknown", {{"rung", rung}});
  }
  const auto count = static_cast<int>(landed.names.size());
  auto answer =
      context.say(count == 0        ? "summary.answer_nothing"
                  : landed.all == 1 ? "summary.answer_one"
                                    : "summary.answer",
                  {{"rung", rung}, {"count", count}, {"of", landed.all}, {"names", context.say.list(landed.names)}});
  if (landed.of < landed.all) {
    answer += ' ' + context.say(landed.hidden ? "summary.answer_hidden" : "summary.answer_insufficient",
                                {{"count", landed.all - landed.of}});
  }
  return answer;
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
  for (const auto& [grade, count] : grades)
    parts.push_back(context.say("summary.certainty_part", {{"grade", grade_name(context, grade)}, {"count", count}}));
  if (without > 0) parts.push_back(context.say("summary.certainty_without", {{"count", without}}));
  // Until somebody signs a grade it is what the rules propose.
  const bool proposed = context.study.overrides.empty();
  auto text = grades.empty() ? context.say("summary.certainty_nowhere")
                             : context.say(proposed ? "summary.certainty_proposed" : "summary.certainty",
                                           {{"parts", context.say.list(parts)}});
  if (context.front == none) return text;
  const auto& heard = context.analysis.heard.levels[context.front.index()];
  if (heard.voices != hidden_count) {
    const auto some = [&](const RecommendationResult& result) {
      const auto& cell = result.levels[context.front.index()];
      return !cell.withheld && cell.n < heard.voices;
    };
    const auto* front = std::ranges::any_of(context.analysis.recommendations, some) ? "summary.certainty_front_some"
                                                                                    : "summary.certainty_front";
    text += ' ' + context.say(heard.voices == 0 ? "summary.certainty_unheard" : front,
                              {{"people", level_people(context, context.front)},
                               {"base", base_text(context, heard.voices, heard.organisations, heard.persons)}});
  }
  return text;
}

std::vector<Text> answers(const ReportContext& context) {
  const auto& say = context.say;
  std::vector<Text> answers = {labelled(say("summary.landed_label"), landed_sentence(context)),
                               labelled(say("summary.practice_label"), answer_text(context))};
  const auto clients = clients_sentence(context);
  if (!clients.empty())
    answers.push_back(labelled(say("summary.clients_label", {{"people", clients_people(context)}}), clients));
  return answers;
}

Section summary_section(const ReportContext& context) {
  const auto& say = context.say;
  Section section{"summary", say("summary.title"), {}};
  auto& blocks = section.blocks;
  for (auto& answer : answers(context)) blocks.push_back(Paragraph{std::move(answer), Paragraph::Role::lead});
  blocks.push_back(TableBlock{context.tracker, "tracker", false, {}});
  blocks.push_back(paragraph(say("tracker.reading"), Paragraph::Role::small));
  append(blocks, agenda_blocks(context));
  blocks.push_back(ListBlock{false,
                             {labelled(say("summary.works_label"), practice_sentence(context)),
                              labelled(say("summary.certainty_label"), certainty_text(context))}});
  append(blocks, own_text(context, "summary"));
  auto introduction = own_text(context, "introduction", 4);
  if (!introduction.empty()) {
    blocks.push_back(Heading{3, say("summary.introduction"), {}});
    append(blocks, std::move(introduction));
  }
  return section;
}

}  // namespace quickscan
