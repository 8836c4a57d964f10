#include "study/check/study_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

namespace quickscan {

namespace {

/// A person: the `person` of a speaker, or the speaker of one interview.
using Person = std::pair<std::string, std::string>;

using SpeakerFilter = std::function<bool(const Interview&, const Speaker&)>;

/// The persons heard in single and group interviews who pass the filter.
std::size_t persons(const Study& study, const SpeakerFilter& filter) {
  std::set<Person> found;
  for (const auto& interview : study.interviews) {
    if (!interview.first_coding || !interview.has_voice()) continue;
    for (const auto& speaker : interview.speakers) {
      if (!filter(interview, speaker)) continue;
      found.insert(speaker.person.empty() ? Person{interview.id, speaker.key} : Person{std::string{}, speaker.person});
    }
  }
  return found.size();
}

std::string counted(std::size_t number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", number, number == 1 ? one : many);
}

Place declared_place(const StudyCheck& check, const std::string& path) {
  const auto found = check.study.declared.places.find(path);
  return found == check.study.declared.places.end() ? check.study.declared.place : found->second;
}

bool differs(int declared, std::size_t found) { return std::cmp_not_equal(declared, found); }

/// A few speakers as second places, so that the count can be followed.
void point_at_speakers(const StudyCheck& check, Diagnostic& one, const SpeakerFilter& filter) {
  constexpr std::size_t most = 9;
  std::set<Person> reported;
  for (const auto& interview : check.study.interviews) {
    if (!interview.first_coding || !interview.has_voice()) continue;
    for (const auto& speaker : interview.speakers) {
      if (!filter(interview, speaker) || one.notes.size() >= most) continue;
      const auto person =
          speaker.person.empty() ? Person{interview.id, speaker.key} : Person{std::string{}, speaker.person};
      if (reported.insert(person).second) one.notes.push_back({speaker.place, "one is here"});
    }
  }
}

}  // namespace

bool speakers_unknown(const Study& study) {
  return std::ranges::any_of(study.interviews, [](const Interview& each) {
    return each.first_coding && each.has_voice() &&
           (each.speakers.empty() || std::ranges::find(each.speakers, none, &Speaker::level) != each.speakers.end());
  });
}

void check_declared_persons(const StudyCheck& check) {
  const auto& declared = check.study.declared;
  if (!declared.given || !declared.persons || speakers_unknown(check.study)) return;
  const auto found = persons(check.study, [](const auto&, const auto&) { return true; });
  if (!differs(*declared.persons, found)) return;
  const auto single =
      persons(check.study, [](const Interview& interview, const auto&) { return interview.form == Form::single; });
  const auto group =
      persons(check.study, [](const Interview& interview, const auto&) { return interview.form == Form::group; });
  auto& one = check.report(
      rule::persons_differ, declared_place(check, "persons"),
      fmt::format("{} in the interviews, {} declared", counted(found, "person", "persons"), *declared.persons));
  one.label = fmt::format("{} in single and {} in group interviews", single, group);
}

void check_declared_interviews(const StudyCheck& check) {
  const auto& declared = check.study.declared;
  for (const auto& [form, number] : declared.interviews) {
    const auto found = static_cast<std::size_t>(std::ranges::count_if(
        check.study.interviews,
        [&, wanted = form](const Interview& each) { return each.first_coding && each.form == wanted; }));
    if (!differs(number, found)) continue;
    check.report(
        rule::interviews_differ, declared_place(check, fmt::format("interviews.{}", id_of(form))),
        fmt::format("{} of form `{}`, {} declared", counted(found, "interview", "interviews"), id_of(form), number));
  }
}

void check_declared_levels(const StudyCheck& check) {
  if (speakers_unknown(check.study)) return;
  for (const auto& [level, number] : check.study.declared.levels) {
    if (level == none) continue;
    const auto at_level = [wanted = level](const Interview&, const Speaker& speaker) {
      return speaker.level == wanted;
    };
    const auto found = persons(check.study, at_level);
    if (!differs(number, found)) continue;
    const auto& id = check.level_id(level);
    check.report(rule::level_counts_differ, declared_place(check, "levels." + id),
                 fmt::format("{} at level `{}`, {} declared", counted(found, "person", "persons"), id, number));
  }
}

void check_declared_actors(const StudyCheck& check) {
  if (speakers_unknown(check.study)) return;
  for (const auto& [actor, number] : check.study.declared.who) {
    if (actor.stakeholder == none) continue;
    const auto speaks = [&wanted = actor](const Interview&, const Speaker& speaker) {
      return speaker.who == wanted.stakeholder && (wanted.level == none || speaker.level == wanted.level);
    };
    const auto found = persons(check.study, speaks);
    if (!differs(number, found)) continue;
    const auto id = check.study.actor_id(actor);
    auto& one = check.report(rule::speaker_counts_differ, declared_place(check, "who." + id),
                             fmt::format("{} of `{}`, {} declared", counted(found, "person", "persons"), id, number));
    point_at_speakers(check, one, speaks);
  }
}

}  // namespace quickscan
