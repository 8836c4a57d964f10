#include "core/format.hpp"
#include "core/format_number.hpp"
#include "report/drawing/chart_time.hpp"
#include "report/narrative.hpp"
#include "report/sections/sections.hpp"
#include "report/wording.hpp"

#include <fmt/format.h>

#include <array>

namespace quickscan {

namespace {

const Development& development_of(const ReportContext& context, const DevelopmentResult& result) {
  return context.study[result.development];
}

std::string word_of(const ReportContext& context, std::string_view group, std::string_view id) {
  std::string key(group);
  key += id;
  return context.say(key);
}

std::string dates_text(const ReportContext& context, const Development& development) {
  std::vector<std::string> parts;
  const bool over =
      development.start.known() && development.end.known() && !earlier(context.study.reference_date, development.end);
  if (over) {
    const auto start = format_short_date(development.start, context.language);
    const auto end = format_short_date(development.end, context.language);
    parts.push_back(start == end ? context.say("developments.within", {{"date", start}})
                                 : context.say("developments.between", {{"start", start}, {"end", end}}));
  } else if (development.start.known()) {
    const bool to_come = development.status == DevelopmentStatus::idea ||
                         development.status == DevelopmentStatus::planned ||
                         earlier(context.study.reference_date, development.start);
    parts.push_back(context.say(to_come ? "developments.from" : "developments.since",
                                {{"date", format_short_date(development.start, context.language)}}));
  }
  if (development.end.known() && !over) {
    parts.push_back(
        context.say("developments.until", {{"date", format_short_date(development.end, context.language)}}));
  }
  if (development.decide_by.known()) {
    parts.push_back(
        context.say("developments.decide", {{"date", format_short_date(development.decide_by, context.language)}}));
  }
  return parts.empty() ? std::string(missing_number) : join(parts, "; ");
}

std::string confirmed_text(const ReportContext& context, const DevelopmentResult& result) {
  const auto organisations = static_cast<int>(result.confirmed_by.size());
  // In public, one stands for one or two: the words alone say of how much weight it is.
  const bool known = !context.is_public();
  auto text = context.say(
      known ? confirmation_key(result.confirmation, result.confirmed_by.size(), result.interviews, result.documents)
      : result.confirmation == DevelopmentConfirmation::single ? "confirmation.single_public"
                                                               : confirmation_key(result.confirmation, 1, 1, 0));
  if (context.is_public() && organisations == 1) return text;
  if (organisations + result.documents == 0) return text;
  auto by = context.say("developments.by_documents", {{"documents", result.documents}});
  if (organisations > 0) {
    by = context.say("developments.confirmed", {{"organisations", organisations}});
    if (result.documents > 0) by += context.say("developments.documents", {{"documents", result.documents}});
  }
  return fmt::format("{} ({})", by, text);
}

std::string origin_and_scope(const ReportContext& context, const Development& development) {
  std::vector<std::string> parts;
  if (development.origin != Origin::unstated) parts.push_back(word_of(context, "origin.", id_of(development.origin)));
  if (development.scope != Scope::unstated) parts.push_back(word_of(context, "scope.", id_of(development.scope)));
  return parts.empty() ? std::string(missing_number) : join(parts, "; ");
}

std::string stated_word(const ReportContext& context, Stated value) {
  return value == Stated::unstated ? std::string(missing_number)
                                   : context.say(value == Stated::yes ? "word.yes" : "word.no");
}

void add_securing(const ReportContext& context, std::vector<Block>& blocks) {
  const auto& say = context.say;
  Table table{say("securing.caption"),
              {say("word.development"), say("securing.policy"), say("securing.budget"), say("securing.owner"),
               say("securing.training")},
              {},
              true};
  for (const auto& result : context.analysis.developments) {
    const auto& development = development_of(context, result);
    if (!development.secured_given) continue;
    std::vector<TableCell> row{{.text = development_name(context, result.development)}};
    for (const auto value : development.secured) row.push_back({.text = stated_word(context, value)});
    table.rows.push_back(std::move(row));
  }
  if (table.rows.empty()) return;
  blocks.push_back(Heading{3, say("securing.title"), {}});
  blocks.push_back(paragraph(say("securing.reading"), Paragraph::Role::small));
  blocks.push_back(TableBlock{std::move(table), {}, false, {}});
}

std::string place_names(const ReportContext& context, const std::vector<std::string>& ids) {
  std::vector<std::string> names;
  for (const auto& id : ids) {
    const auto place = context.study.find_place(id);
    names.push_back(place == none ? id : context.study[place].name.in(context.language));
  }
  return names.empty() ? std::string(missing_number) : join(names, ", ");
}

/// How many places adopted it, did not yet, and are not known; where nothing is known of any place, only that and what
/// is claimed.
std::string adopted_text(const ReportContext& context, const AdoptionCount& adopted) {
  const auto& say = context.say;
  constexpr std::array<std::string_view, 7> claims = {"",
                                                      "adoption.claim_all",
                                                      "adoption.claim_nearly_all",
                                                      "adoption.claim_most",
                                                      "adoption.claim_some",
                                                      "adoption.claim_few",
                                                      "adoption.claim_none"};
  const bool claimed = adopted.claim != AdoptionClaim::not_given;
  const auto claim = claimed ? say(claims.at(static_cast<std::size_t>(adopted.claim))) : std::string();
  if (adopted.yes == 0 && adopted.no == 0)
    return claim.empty() ? say("adoption.not_known") : fmt::format("{}; {}", say("adoption.not_known"), claim);
  auto text = say("adoption.counts",
                  {{"yes", adopted.yes}, {"no", adopted.no}, {"unknown", adopted.unknown}, {"of", adopted.of}});
  return claim.empty() ? text : fmt::format("{}; {}", text, claim);
}

void add_adoption(const ReportContext& context, std::vector<Block>& blocks) {
  const auto& say = context.say;
  Table table{say("adoption.caption"),
              {say("word.development"), say("adoption.adopted"), say("adoption.not_yet"), say("adoption.unknown")},
              {},
              true};
  for (const auto& result : context.analysis.developments) {
    if (!result.adopted) continue;
    const auto& adopted = *result.adopted;
    table.rows.push_back({{.text = development_name(context, result.development)},
                          {.text = adopted_text(context, adopted)},
                          {.text = place_names(context, adopted.not_yet)},
                          {.text = place_names(context, adopted.unknown_places)}});
  }
  if (table.rows.empty()) return;
  blocks.push_back(Heading{3, say("adoption.title"), {}});
  blocks.push_back(TableBlock{std::move(table), {}, false, {}});
}

void add_attention(const ReportContext& context, std::vector<Block>& blocks) {
  ListBlock list;
  std::vector<std::string> before;
  for (const auto& result : context.analysis.developments) {
    const auto& development = development_of(context, result);
    const auto name = quoted(development_name(context, result.development));
    if (result.pre_existing) before.push_back(name);
    if (result.decision_overdue) {
      list.items.push_back(
          plain(context.say("developments.overdue",
                            {{"development", name}, {"date", format_date(development.decide_by, context.language)}})));
    }
    if (development.replaces != none) {
      list.items.push_back(plain(
          context.say("developments.replaces",
                      {{"development", name}, {"other", quoted(development_name(context, development.replaces))}})));
    }
    if (development.copies != none) {
      list.items.push_back(plain(
          context.say("developments.copies",
                      {{"development", name}, {"other", quoted(development_name(context, development.copies))}})));
    }
  }
  if (!before.empty() && context.study.baseline_date.known()) {
    list.items.push_back(
        plain(context.say("developments.before", {{"date", format_date(context.study.baseline_date, context.language)},
                                                  {"developments", context.say.list(before)}})));
  }
  if (list.items.empty()) return;
  blocks.push_back(Heading{3, context.say("developments.attention"), {}});
  blocks.push_back(std::move(list));
}

}  // namespace

Table development_table(const ReportContext& context, const std::string& caption,
                        const std::vector<const DevelopmentResult*>& results) {
  const auto& say = context.say;
  Table table{caption,
              {say("word.development"), say("word.level"), say("developments.status"), say("developments.dates"),
               say("developments.origin_scope"), say("developments.confirmed_by")},
              {},
              true};
  for (const auto* result : results) {
    const auto& development = development_of(context, *result);
    table.rows.push_back(
        {{.text = development_name(context, result->development), .detail = quantities_text(context, development)},
         {.text = development.level == none ? std::string(missing_number) : level_name(context, development.level)},
         {.text = status_text(context, result->development),
          .detail = result->live ? say("developments.live") : std::string()},
         {.text = dates_text(context, development)},
         {.text = origin_and_scope(context, development)},
         {.text = confirmed_text(context, *result)}});
  }
  return table;
}

void add_leaders(const ReportContext& context, std::vector<Block>& blocks) {
  Table table{context.say("leaders.caption"),
              {context.say("word.development"), context.say("leaders.leader"), context.say("leaders.position")},
              {},
              true};
  for (const auto& result : context.analysis.developments) {
    const auto& development = development_of(context, result);
    if (!development.leader && development.leader_position == LeaderPosition::unstated) continue;
    table.rows.push_back({{.text = development_name(context, result.development)},
                          {.text = development.leader ? actor_name(context, context.study.actor_id(*development.leader))
                                                      : std::string(missing_number)},
                          {.text = development.leader_position == LeaderPosition::unstated
                                       ? std::string(missing_number)
                                       : word_of(context, "leader.", id_of(development.leader_position))}});
  }
  if (table.rows.empty()) return;
  blocks.push_back(Heading{3, context.say("leaders.title"), {}});
  blocks.push_back(TableBlock{std::move(table), {}, false, {}});
}

Section developments_section(const ReportContext& context) {
  Section section{"developments", context.say("developments.title"), {}};
  auto& blocks = section.blocks;
  append(blocks, own_text(context, "process"));
  if (context.analysis.developments.empty()) return section;
  add_attention(context, blocks);
  add_figure(context, timeline_chart(context), blocks);
  add_securing(context, blocks);
  add_adoption(context, blocks);
  return section;
}

}  // namespace quickscan
