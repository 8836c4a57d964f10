#include "core/format.hpp"
#include "core/format_number.hpp"
#include "report/sections/sections.hpp"
#include "report/wording.hpp"

#include <fmt/format.h>

namespace quickscan {

namespace {

std::string names_of(const ReportContext& context, const std::vector<std::string>& ids) {
  std::vector<std::string> names;
  names.reserve(ids.size());
  for (const auto& id : ids) names.push_back(stakeholder_name(context, id));
  return context.say.list(names);
}

void add_heard(const ReportContext& context, std::vector<Block>& blocks) {
  const auto& say = context.say;
  const auto& heard = context.analysis.heard;
  Table table{say("heard.caption"),
              {say("word.level"), say("heard.voices"), say("heard.persons"), say("heard.organisations")},
              {},
              true};
  for (std::size_t level = 0; level < heard.levels.size(); ++level) {
    const auto& at = heard.levels[level];
    const auto& whole = context.framework().levels[level];
    const bool outside = !whole.inside() && at.voices == 0;
    table.rows.push_back(
        {{.text = capitalised(level_name(context, LevelId(level))),
          .detail = outside ? say("heard.outside") : std::string()},
         {.text = shown_count(say, at.voices), .number = true},
         {.text = shown_count(say, at.persons), .number = true},
         {.text = whole.clients ? std::string(missing_number) : shown_count(say, at.organisations), .number = true}});
  }
  blocks.push_back(TableBlock{std::move(table), {}, false, {}});
  blocks.push_back(paragraph(say("heard.voice_means"), Paragraph::Role::small));
}

void add_forms(const ReportContext& context, std::vector<Block>& blocks) {
  std::vector<std::string> parts;
  const auto& forms = context.analysis.heard.forms;
  // Both kinds of interviews are hidden together.
  if (std::ranges::find(forms, hidden_count) != forms.end()) parts.push_back(context.say("form.hidden"));
  for (std::size_t form = 0; form < forms.size(); ++form) {
    if (forms[form] == 0 || forms[form] == hidden_count) continue;
    parts.push_back(
        context.say(std::string("form.") + std::string(id_of(static_cast<Form>(form))), {{"count", forms[form]}}));
  }
  if (!parts.empty()) blocks.push_back(paragraph(context.say("heard.forms", {{"forms", context.say.list(parts)}})));
}

void add_frame(const ReportContext& context, ListBlock& list) {
  for (const auto& [level, frame] : context.analysis.coverage.frame) {
    const auto label = capitalised(level_name(context, level)) + ':';
    auto text = context.say("coverage.frame", {{"heard", frame.heard}, {"of", frame.of}});
    if (!frame.missing.empty()) text += context.say("coverage.missing", {{"names", names_of(context, frame.missing)}});
    text += '.';
    list.items.push_back(labelled(label, text));
  }
}

void add_contacts(const ReportContext& context, ListBlock& list) {
  for (const auto& contact : context.study.contacts) {
    if (context.study.was_reached(contact)) continue;
    const auto who = contact.who.stakeholder == none ? capitalised(context.say("coverage.somebody"))
                                                     : actor_name(context, context.study.actor_id(contact.who));
    auto text = context.say(contact.attempts > 0 ? "coverage.contact" : "coverage.contact_none",
                            {{"who", who},
                             {"attempts", contact.attempts},
                             {"outcome", context.say(std::string("outcome.") + std::string(id_of(contact.outcome)))}});
    if (!contact.note.empty()) {
      text += ' ' + capitalised(contact.note.in(context.language));
      if (!text.ends_with('.')) text += '.';
    }
    list.items.push_back(plain(std::move(text)));
  }
}

void add_gaps(const ReportContext& context, ListBlock& list) {
  const auto& say = context.say;
  const auto& coverage = context.analysis.coverage;
  std::vector<std::string> named;
  for (const auto& one : coverage.named_never_heard) {
    named.push_back(
        say("coverage.named_one", {{"name", stakeholder_name(context, one.stakeholder)}, {"ties", one.ties}}));
  }
  if (!named.empty()) list.items.push_back(plain(say("coverage.named", {{"names", say.list(named)}})));
  std::vector<std::string> partly;
  for (const auto& one : coverage.levels_not_heard) {
    std::vector<std::string> levels;
    for (const auto& id : one.levels) {
      const auto level = context.framework().find_level(id);
      levels.push_back(level == none ? id : level_name(context, level));
    }
    partly.push_back(fmt::format("{} ({})", stakeholder_name(context, one.organisation), join(levels, ", ")));
  }
  if (!partly.empty()) list.items.push_back(plain(say("coverage.levels", {{"names", say.list(partly)}})));
  for (const auto& one : coverage.dominant) {
    list.items.push_back(plain(say("coverage.dominant", {{"level", level_name(context, one.level)},
                                                         {"organisation", stakeholder_name(context, one.organisation)},
                                                         {"count", count_of(context, one.voices, one.of)}})));
  }
  for (const auto& [level, statements] : coverage.spoken_about) {
    if (statements == hidden_count || was_heard(context, level)) continue;
    list.items.push_back(
        plain(say("coverage.spoken_about", {{"people", level_people(context, level)}, {"statements", statements}})));
  }
}

}  // namespace

std::vector<Block> coverage_blocks(const ReportContext& context) {
  std::vector<Block> blocks;
  blocks.push_back(Heading{3, context.say("heard.title"), {}});
  add_heard(context, blocks);
  add_forms(context, blocks);
  ListBlock list;
  add_frame(context, list);
  add_contacts(context, list);
  add_gaps(context, list);
  if (!list.items.empty()) {
    blocks.push_back(Heading{3, context.say("coverage.title"), {}});
    blocks.push_back(std::move(list));
  }
  return blocks;
}

}  // namespace quickscan
