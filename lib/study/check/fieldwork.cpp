#include "study/check/study_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace quickscan {

namespace {

/// Calls `function(interview, speaker)` for everybody who is heard: first codings of single and group interviews.
template <typename Function>
void each_heard(const Study& study, Function function) {
  for (const auto& interview : study.interviews) {
    if (!interview.first_coding || !interview.has_voice()) continue;
    for (const auto& speaker : interview.speakers) function(interview, speaker);
  }
}

bool heard(const Study& study, LevelId level) {
  bool found = false;
  each_heard(study, [&](const auto&, const Speaker& speaker) { found = found || speaker.level == level; });
  return found;
}

}  // namespace

void check_front_line(const StudyCheck& check) {
  const auto inside = check.study.framework.inside_levels();
  if (inside.empty() || heard(check.study, inside.back()) || speakers_unknown(check.study)) return;
  const auto& id = check.level_id(inside.back());
  auto& one = check.report(rule::front_line_never_heard, check.in_study({"frame", id}),
                           fmt::format("nobody of the front line, `{}`, was heard", id));
  one.help = "hear somebody of it: until then no recommendation gets a verdict";
}

void check_single_organisation(const StudyCheck& check) {
  for (const auto level : check.study.framework.inside_levels()) {
    std::set<StakeholderId> organisations;
    std::size_t speakers = 0;
    const Speaker* first = nullptr;
    each_heard(check.study, [&](const auto&, const Speaker& speaker) {
      if (speaker.level != level || speaker.who == none) return;
      const auto& who = check.study[speaker.who];
      organisations.insert(who.organisation == none ? speaker.who : who.organisation);
      ++speakers;
      if (first == nullptr) first = &speaker;
    });
    if (organisations.size() != 1) continue;
    const auto& organisation = check.study[*organisations.begin()];
    auto& one =
        check.report(rule::level_of_one_organisation, organisation.place,
                     fmt::format("level `{}` rests on one organisation, `{}`", check.level_id(level), organisation.id));
    one.label = speakers == 1 ? "the only speaker of the level" : fmt::format("all {} speakers of the level", speakers);
    one.notes.push_back({first->place, speakers == 1 ? "here" : "the first is here"});
    one.help = "hear a second organisation: a cell needs voices of two to be scored";
  }
}

namespace {

/// Whether somebody of this level spoke.
bool spoke_at(const StudyCheck& check, LevelId level) {
  return std::ranges::any_of(check.study.interviews, [&](const Interview& interview) {
    return interview.first_coding && interview.has_voice() &&
           std::ranges::count(interview.speakers, level, &Speaker::level) > 0;
  });
}

}  // namespace

void check_outside_levels(const StudyCheck& check) {
  const auto& levels = check.study.framework.levels;
  for (std::size_t level = 0; level < levels.size(); ++level) {
    if (levels[level].inside() || spoke_at(check, LevelId(level))) continue;
    std::size_t statements = 0;
    std::size_t interviews = 0;
    const Interview* first = nullptr;
    std::uint32_t begin = 0;
    for (const auto& interview : check.study.interviews) {
      if (!interview.first_coding) continue;
      const auto before = statements;
      for (const auto& segment : interview.segments) {
        if (segment.about != LevelId(level)) continue;
        ++statements;
        if (first != nullptr) continue;
        first = &interview;
        begin = segment.begin;
      }
      if (statements > before) ++interviews;
    }
    if (first == nullptr) continue;
    auto& one = check.report(rule::clients_never_heard, check.files.segment_value(first->source, begin, "about"),
                             fmt::format("{} {} about `{}` in {} {}, and nobody of that level was heard", statements,
                                         statements == 1 ? "statement" : "statements", levels[level].id, interviews,
                                         interviews == 1 ? "interview" : "interviews"));
    one.label = statements == 1 ? "" : "the first is here";
  }
}

namespace {

/// An optional key of interviews, and what is lost without it.
struct OptionalKey {
  std::string_view key;
  bool (*lacks)(const Interview&);
  std::string_view loss;
};

constexpr OptionalKey interview_keys[] = {
    {"asked", [](const Interview& each) { return each.has_voice() && !each.written.asked; },
     "silence cannot be told from a question never put"},
    {"notes_from", [](const Interview& each) { return each.has_voice() && !each.written.notes_from; },
     "what the quotes were taken from is unknown"},
    {"consent",
     [](const Interview& each) {
       return each.has_voice() && !each.written.consent &&
              std::ranges::any_of(each.segments, [](const Segment& segment) { return !segment.quote.empty(); });
     },
     "none of their quotes can be published"},
};

}  // namespace

void check_optional_keys(const StudyCheck& check) {
  const auto& study = check.study;
  if (study.frame.empty()) {
    check.report(rule::weakens_the_report, check.in_study({}), "no `frame`").label =
        "whom the study set out to hear is not said, so coverage is unknown";
  }
  if (!study.baseline_date.known() && !study.developments.empty()) {
    check.report(rule::weakens_the_report, check.in_study({}), "no `baseline_date`").label =
        "developments that began before cannot be told from those that began since";
  }
  for (const auto& row : interview_keys) {
    const auto lacking = std::ranges::count_if(study.interviews, row.lacks);
    if (lacking == 0) continue;
    const auto first = std::ranges::find_if(study.interviews, row.lacks);
    auto& one =
        check.report(rule::weakens_the_report, check.files.value(first->source, {}),
                     fmt::format("no `{}` in {} {}", row.key, lacking, lacking == 1 ? "interview" : "interviews"));
    one.label = row.loss;
  }
}

}  // namespace quickscan
