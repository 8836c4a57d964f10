#include "study/read/references.hpp"

#include "core/format.hpp"
#include "core/suggest.hpp"
#include "core/utf8.hpp"
#include "yaml/shown_value.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace quickscan {

namespace {

constexpr std::string_view in_framework = "not in the framework";

/// The suggestion of a row whose name, not its id, was written; empty where there is none.
template <typename Row>
std::string help_by_name(const std::vector<Row>& rows, std::string_view written) {
  if (written.empty()) return {};
  const auto wanted = lower_case(written);
  const auto is_name = [&](const LocalText& name) {
    return lower_case(name.nl) == wanted || lower_case(name.en) == wanted;
  };
  for (const auto& row : rows) {
    bool named = is_name(row.name);
    if constexpr (requires { row.short_name; }) named = named || is_name(row.short_name);
    if constexpr (requires { row.people; }) named = named || is_name(row.people);
    if (named) return fmt::format("write its id, `{}`", row.id);
  }
  return {};
}

/// Reports an id of one of these rows, or a name that was written for it.
template <typename Row>
void report_id_or_name(const Fields& fields, const Rule& rule, std::string_view kind, std::string_view id,
                       const Place& place, std::string_view where, const std::vector<Row>& rows) {
  auto by_name = below_suggestion_limit(fields.diagnostics()) ? help_by_name(rows, id) : std::string();
  report_unknown(fields, rule, kind, id, place, where, rows, std::move(by_name));
}

}  // namespace

void report_unknown(const Fields& fields, const Rule& rule, std::string_view kind, std::string_view id,
                    const Place& place, std::string_view where, const std::vector<std::string>& known,
                    std::string by_name) {
  auto& one =
      fields.diagnostics().emplace_back(finding(rule, place, fmt::format("unknown {} `{}`", kind, shown_value(id))));
  one.label = where;
  one.help = by_name.empty() ? did_you_mean(id, known) : std::move(by_name);
  const auto alone = id.substr(0, id.find('@'));
  if (alone.size() < id.size() && std::ranges::find(known, alone) != known.end())
    one.help = fmt::format("write `{}` alone: no level is named here", alone);
  constexpr std::size_t most_listed = 8;
  if (!one.help.empty() || known.empty() || known.size() > most_listed) return;
  const auto listed = fmt::format("`{}`", join(known, "`, `"));
  one.help = rule.help.empty() ? fmt::format("known {} {}", known.size() == 1 ? "is" : "are", listed)
                               : fmt::format("{} ({})", rule.help, listed);
}

Place ReadContext::part(const YamlNode& node, std::size_t offset, std::size_t size) const {
  const auto quote = node.quoted ? 1U : 0U;
  const auto begin = node.begin + quote + static_cast<std::uint32_t>(offset);
  return {fields.tree().source, begin, begin + static_cast<std::uint32_t>(size)};
}

RecommendationId ReadContext::recommendation(std::string_view id, const Place& place) const {
  const auto found = study.framework.find_recommendation(id);
  if (found == none && !alone) {
    report_id_or_name(fields, rule::unknown_recommendation, "recommendation", id, place, in_framework,
                      study.framework.recommendations);
  }
  return found;
}

LevelId ReadContext::level(std::string_view id, const Place& place) const {
  const auto found = study.framework.find_level(id);
  if (found == none && !alone)
    report_id_or_name(fields, rule::unknown_level, "level", id, place, in_framework, study.framework.levels);
  return found;
}

StakeholderId ReadContext::stakeholder(std::string_view id, const Place& place) const {
  const auto found = stakeholders.find(id);
  if (found != stakeholders.end()) return found->second;
  if (stakeholders_needed != nullptr)
    *stakeholders_needed = true;
  else if (!alone)
    report_id_or_name(fields, rule::unknown_stakeholder, "stakeholder", id, place, "not in stakeholders.yaml",
                      study.stakeholders);
  return none;
}

DevelopmentId ReadContext::development(std::string_view id, const Place& place) const {
  const auto found = developments.find(id);
  if (found != developments.end()) return found->second;
  if (!alone && !developments_unread)
    report_id_or_name(fields, rule::unknown_development, "development", id, place, "not in developments.yaml",
                      study.developments);
  return none;
}

FactorId ReadContext::factor(std::string_view id, const Place& place) const {
  const auto found = study.framework.find_factor(id);
  if (found == none && !alone)
    report_id_or_name(fields, rule::unknown_factor, "factor", id, place, in_framework, study.framework.factors);
  return found;
}

ConceptId ReadContext::concept_index(std::string_view id, const Place& place) const {
  const auto found = study.framework.find_concept(id);
  if (found == none && !alone) {
    report_unknown(fields, rule::unknown_concept, "concept", id, place, "not among the framework's terms",
                   study.framework.terms);
  }
  return found;
}

PlaceId ReadContext::study_place(std::string_view id, const Place& place) const {
  const auto found = study.find_place(id);
  if (found == none && !alone)
    report_unknown(fields, rule::unknown_place, "place", id, place, "not in study.yaml", study.places);
  return found;
}

std::optional<Actor> ReadContext::actor(const YamlNode& node, std::size_t offset, std::size_t size,
                                        LevelId default_level, bool level_required) const {
  const auto text = fields.raw(node).substr(offset, size);
  const auto at = text.find('@');
  const auto name = text.substr(0, at);
  Actor result{stakeholder(name, part(node, offset, name.size())), default_level};
  bool known = alone || result.stakeholder != none;
  if (at != std::string_view::npos) {
    const auto level_name = text.substr(at + 1);
    result.level = level(level_name, part(node, offset + at + 1, level_name.size()));
    known = known && (alone || result.level != none);
    if (result.stakeholder != none && result.level != none)
      must_have_level(part(node, offset + at + 1, level_name.size()), result.stakeholder, result.level);
  } else if (default_level == none && level_required && !alone) {
    auto& one = fields.diagnostics().emplace_back(finding(rule::actor_without_level, part(node, offset, size),
                                                          fmt::format("`{}` has no level here", shown_value(text))));
    one.help = fmt::format("write `{}@` and a level, or say `about`", shown_value(text));
    return std::nullopt;
  } else if (default_level != none && result.stakeholder != none) {
    must_have_level(part(node, offset, size), result.stakeholder, default_level, false);
  }
  return known ? std::optional(result) : std::nullopt;
}

std::optional<Actor> ReadContext::actor(const YamlNode& node, LevelId default_level, bool level_required) const {
  const auto text = fields.text(node);
  return text ? actor(node, 0, text->size(), default_level, level_required) : std::nullopt;
}

void ReadContext::must_have_level(const Place& place, StakeholderId who, LevelId level, bool written) const {
  const auto& one = study[who];
  // A stakeholder without levels was reported in stakeholders.yaml.
  if (one.levels.empty() || std::ranges::find(one.levels, level) != one.levels.end()) return;
  auto& found = fields.diagnostics().emplace_back(
      finding(rule::level_not_of_stakeholder, place,
              fmt::format("`{}` has no level `{}`{}", one.id, study.framework[level].id,
                          written ? "" : ", the statement's, which is meant where none is written")));
  found.notes.push_back({one.place, "its levels are given here"});
  std::vector<std::string> levels;
  for (const auto each : one.levels)
    levels.push_back(fmt::format("`{}{}`", written ? "" : one.id + "@", study.framework[each].id));
  found.help = written ? fmt::format("it has {}; write that, or add this one to its `levels`", join(levels, ", "))
                       : fmt::format("write {}, or add this level to its `levels`", join(levels, " or "));
  if (!written) found.severity = Severity::warning;
}

void ReadContext::date(const YamlNode* node, Date& target) const {
  const auto text = node == nullptr ? std::nullopt : fields.text(*node);
  if (!text) return;
  if (const auto parsed = parse_date(*text)) {
    target = *parsed;
    return;
  }
  fields.report(rule::not_a_date, *node, fmt::format("`{}` is not a date", shown_value(*text))).help =
      "write `2021`, `2021-07` or `2021-07-15`";
}

}  // namespace quickscan
