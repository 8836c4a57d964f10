#include "core/format.hpp"
#include "core/format_number.hpp"
#include "report/pages/pages.hpp"
#include "report/wording.hpp"

#include <fmt/format.h>

namespace quickscan {

namespace {

void add_heard(const ReportContext& context, Document& page) {
  const auto& say = context.say;
  const auto& heard = context.analysis.heard;
  auto& section = add_section(page, say("header.heard"));
  auto table = page_table({"", ""});
  for (std::size_t level = 0; level < heard.levels.size(); ++level) {
    const LevelId index(level);
    const auto& row = heard.levels[level];
    if (!context.framework()[index].inside() && !was_heard(context, index)) continue;
    table.rows.push_back({{.text = level_name(context, index)},
                          {.text = base_text(context, row.voices, row.organisations, row.persons)}});
  }
  table.rows.push_back({{.text = say("coverage_page.together")},
                        {.text = base_text(context, heard.voices, heard.organisations, heard.persons)}});
  add_table(section, std::move(table));
  for (const auto& [index, count] : context.analysis.coverage.spoken_about) {
    if (was_heard(context, index)) continue;
    section.blocks.push_back(
        paragraph(say("coverage.spoken_about", {{"people", level_people(context, index)}, {"statements", count}})));
  }
}

void add_frame(const ReportContext& context, Document& page) {
  if (context.analysis.coverage.frame.empty()) return;
  const auto& say = context.say;
  auto table = page_table({"", "", ""});
  for (const auto& [index, row] : context.analysis.coverage.frame) {
    table.rows.push_back(
        {{.text = level_name(context, index)},
         {.text = say("count.of", {{"count", row.heard}, {"of", row.of}})},
         {.text = row.missing.empty() ? std::string()
                                      : say("coverage_page.missing", {{"names", join(row.missing, ", ")}})}});
  }
  add_table(add_section(page, say("coverage_page.frame")), std::move(table));
}

void add_contacts(const ReportContext& context, Document& page) {
  const auto& say = context.say;
  auto table = page_table({"", "", "", ""});
  for (const auto& each : context.study.contacts) {
    if (context.study.was_reached(each)) continue;
    table.rows.push_back(
        {{.text = each.who.stakeholder == none ? say("coverage.somebody") : context.study.actor_id(each.who)},
         {.text = say(fmt::format("outcome.{}", id_of(each.outcome)))},
         {.text = each.attempts > 0 ? say("coverage_page.attempts", {{"count", each.attempts}}) : std::string()},
         {.text = each.note.in(context.language)}});
  }
  if (!table.rows.empty()) add_table(add_section(page, say("coverage_page.contacts")), std::move(table));
}

void add_never_heard(const ReportContext& context, Document& page) {
  const auto& say = context.say;
  const auto& coverage = context.analysis.coverage;
  if (!coverage.named_never_heard.empty()) {
    auto table = page_table({"", ""});
    for (const auto& row : coverage.named_never_heard)
      table.rows.push_back({{.text = row.stakeholder}, {.text = say("coverage_page.ties", {{"count", row.ties}})}});
    add_table(add_section(page, say("coverage_page.never_heard")), std::move(table));
  }
  if (coverage.levels_not_heard.empty()) return;
  auto table = page_table({"", ""});
  for (const auto& row : coverage.levels_not_heard) {
    std::vector<std::string> names;
    for (const auto& id : row.levels) names.push_back(level_name(context, context.framework().find_level(id)));
    table.rows.push_back({{.text = row.organisation}, {.text = join(names, ", ")}});
  }
  add_table(add_section(page, say("coverage_page.levels_not_heard")), std::move(table));
}

void add_dominance(const ReportContext& context, Document& page) {
  if (context.analysis.coverage.dominant.empty()) return;
  auto& section = add_section(page, context.say("coverage_page.dominance"));
  ListBlock list;
  for (const auto& row : context.analysis.coverage.dominant) {
    list.items.push_back(plain(context.say("coverage_page.dominant", {{"level", level_name(context, row.level)},
                                                                      {"organisation", row.organisation},
                                                                      {"count", row.voices},
                                                                      {"of", row.of}})));
  }
  section.blocks.push_back(std::move(list));
}

void add_saturation(const ReportContext& context, Document& page) {
  const auto& say = context.say;
  const auto& found = context.analysis.saturation;
  auto& section = add_section(page, say("coverage_page.saturation"));
  if (found.points.empty()) {
    section.blocks.push_back(paragraph(say("saturation.too_few")));
    return;
  }
  section.blocks.push_back(paragraph(say("saturation.base", {{"codes", found.base_codes}, {"base", found.base}})));
  auto table = page_table({say("coverage_page.interview"), say("coverage_page.fresh"), say("coverage_page.share")});
  for (const auto& point : found.points) {
    table.rows.push_back({{.text = point.interview},
                          {.text = fmt::format("+{}", point.fresh), .number = true},
                          {.text = share_text(point.share, context.language), .number = true}});
  }
  add_table(section, std::move(table));
  Definitions points;
  const auto add = [&](std::string_view key, std::string value) {
    points.items.emplace_back(say(key), plain(std::move(value)));
  };
  add("coverage_page.reached_5", found.reached_5.value_or(std::string(missing_number)));
  add("coverage_page.reached_0", found.reached_0.value_or(std::string(missing_number)));
  if (!found.later_novelty.empty()) add("coverage_page.later", join(found.later_novelty, ", "));
  section.blocks.push_back(std::move(points));
}

}  // namespace

Document coverage_page(const Study& study, const Analysis& analysis, Language language) {
  const ReportOptions report{.language = language, .withheld = {}};
  const auto context = make_context(study, analysis, report);
  auto page = start_page(study, context.say);
  add_heard(context, page);
  add_frame(context, page);
  add_contacts(context, page);
  add_never_heard(context, page);
  add_dominance(context, page);
  add_saturation(context, page);
  return page;
}

}  // namespace quickscan
