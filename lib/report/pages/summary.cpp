#include "core/format.hpp"
#include "core/format_number.hpp"
#include "report/pages/pages.hpp"
#include "report/provenance.hpp"
#include "report/reasons.hpp"
#include "report/wording.hpp"
#include "scoring/recommendation.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace quickscan {

namespace {

const Recommendation& rec_of(const ReportContext& context, RecommendationId rec) { return context.framework()[rec]; }

/// `toegang (access)`: commands take the id. A name without a short form has no room in a table.
std::string name_with_id(const ReportContext& context, RecommendationId rec) {
  const auto& id = rec_of(context, rec).id;
  const auto name = rec_of(context, rec).short_name.in(context.language);
  return name.empty() || name == id ? id : fmt::format("{} ({})", name, id);
}

TableCell summary_cell(const ReportContext& context, const Cell& cell) {
  const auto voices = fmt::format("n={}", cell.n);
  if (!cell.sufficient) return {.text = std::string(missing_number), .detail = voices};
  const bool pair = cell.median_pair && cell.median_pair->low != cell.median_pair->high;
  return {.text = rung_label(context, cell.median),
          .detail = pair ? fmt::format("{} ({})", voices, median_text(cell)) : voices};
}

std::string verdict_line(const ReportContext& context, const RecommendationResult& result) {
  if (!result.verdict) return context.say("summary_page.unreliable");
  auto text = verdict_text(context, result);
  const auto& verdict = *result.verdict;
  if (verdict.confidence)
    text += " · " + context.say("matrix.confidence", {{"grade", grade_name(context, *verdict.confidence)}});
  if (verdict.robustness) {
    const auto& robustness = *verdict.robustness;
    text += " · " + context.say(robustness.counted == 0 ? "summary_page.untouched" : "summary_page.unchanged",
                                {{"unchanged", robustness.unchanged}, {"counted", robustness.counted}});
  }
  return text;
}

void add_matrix(const ReportContext& context, Document& page) {
  // Clients who spoke have a column too.
  auto levels = context.framework().inside_levels();
  for (std::size_t level = 0; level < context.framework().levels.size(); ++level) {
    const LevelId id(level);
    if (!context.framework()[id].inside() && was_heard(context, id)) levels.push_back(id);
  }
  auto table = page_table({context.say("word.recommendation")});
  for (const LevelId level : levels) table.columns.push_back(level_name(context, level));
  for (const auto& result : context.analysis.recommendations) {
    std::vector<TableCell> row{{.text = name_with_id(context, result.rec)}};
    for (const LevelId level : levels) row.push_back(summary_cell(context, result.levels[level.index()]));
    table.rows.push_back(std::move(row));
    table.rows.push_back({{.text = verdict_line(context, result)}});
  }
  add_table(add_section(page), std::move(table));
}

/// Where voices are too few for an interval: how far the index moves when any one of them is left out.
std::string index_without_one(const ReportContext& context, const std::optional<Range<double>>& range) {
  if (!range) return {};
  return context.say("summary_page.without_one", {{"low", format_number(range->low, 1, context.language)},
                                                  {"high", format_number(range->high, 1, context.language)}});
}

/// One line a cell: what its rung rests on.
std::vector<TableCell> cell_row(const ReportContext& context, const Cell& cell, std::string name) {
  const auto language = context.language;
  const std::string missing(missing_number);
  std::vector<TableCell> row{
      {.text = std::move(name)}, {.text = rung_label(context, cell.median)}, {.text = base_text(context.say, cell)}};
  if (!cell.sufficient) {
    row.resize(7);
    return row;
  }
  const auto landing = std::min(static_cast<std::size_t>(context.landing), cell.reach.size());
  row.push_back({.text = landing == 0 ? missing
                                      : context.say("summary_page.reach", {{"count", cell.reach[landing - 1]},
                                                                           {"of", cell.n},
                                                                           {"rung", static_cast<int>(landing)}})});
  row.push_back({.text = cell.interval ? fmt::format("{}–{} ({}%)", cell.interval->low, cell.interval->high,
                                                     format_number(cell.interval->coverage * 100, 1, language))
                                       : missing});
  row.push_back({.text = cell.consensus ? fmt::format("{} {}", format_number(cell.consensus, 2, language),
                                                      consensus_text(context.say, *cell.consensus))
                                        : missing});
  row.push_back({.text = cell.confidence ? grade_name(context, cell.confidence->grade) : missing});
  return row;
}

Table cell_table(const ReportContext& context, const std::string& first) {
  const auto& say = context.say;
  return page_table({first, say("summary_page.median"), say("header.heard"), say("summary_page.reach_column"),
                     say("summary_page.interval"), say("summary_page.consensus"), say("word.confidence")});
}

void add_level(const ReportContext& context, LevelId level, Document& page) {
  auto& section = add_section(page, level_name(context, level));
  if (!context.framework()[level].inside() && !was_heard(context, level))
    section.blocks.push_back(paragraph(context.say("summary_page.outside")));
  auto table = cell_table(context, context.say("word.recommendation"));
  const auto add = [&](const RecommendationResult& result) {
    table.rows.push_back(cell_row(context, result.levels[level.index()], name_with_id(context, result.rec)));
  };
  for (const auto& result : context.analysis.recommendations) {
    add(result);
    for (const auto& part : result.parts) add(part);
  }
  add_table(section, std::move(table));
}

/// Everything that was counted in a cell.
Definitions cell_details(const ReportContext& context, const Cell& cell) {
  const auto& say = context.say;
  const auto language = context.language;
  Definitions details;
  const auto add = [&](std::string_view key, std::string value) {
    details.items.emplace_back(say(std::string("summary_page.").append(key)), plain(std::move(value)));
  };
  const auto rung_of = [&](const std::optional<int>& rung, int n) {
    return fmt::format("{} (n={})", rung_label(context, rung), n);
  };
  if (cell.sufficient) {
    add("values", join(cell.values, " "));
    add("reach_by_rung", join(cell.reach, " "));
    add("index", fmt::format("{} ({} – {}){}", format_number(cell.index, 1, language),
                             format_number(cell.index_front, 1, language), format_number(cell.index_back, 1, language),
                             index_without_one(context, index_without_one_voice(context.study, cell))));
    if (cell.silent_bounds) add("silent", fmt::format("{}–{}", cell.silent_bounds->low, cell.silent_bounds->high));
  } else {
    add("reason", say("matrix.insufficient"));
  }
  add("without_value", say("summary_page.without_value_counts", {{"undefined", cell.undefined},
                                                                 {"unknown", cell.unknown},
                                                                 {"not_applicable", cell.not_applicable},
                                                                 {"silent", cell.silent}}));
  add("evidence", say("summary_page.evidence_counts",
                      {{"shown", cell.shown}, {"mixed", cell.mixed}, {"heard_only", cell.heard_only}}));
  if (cell.claimed_median) add("claimed", fmt::format("{} – {}", *cell.claimed_median, cell.median.value_or(0)));
  add("outside_view", rung_of(cell.outside_median, cell.outside_n));
  if (cell.documents.n > 0) add("documents", rung_of(cell.documents.highest, cell.documents.n));
  if (cell.documents.denials > 0) {
    add("documents_deny",
        fmt::format("{} (n={})", rung_label(context, cell.documents.denied.low), cell.documents.denials));
  }
  if (cell.leave_one_organisation_out && !cell.leave_one_organisation_out->rests_on.empty())
    add("rests_on", join(cell.leave_one_organisation_out->rests_on, ", "));
  if (cell.confidence) {
    for (auto& reason : confidence_reasons(say, *cell.confidence, Coefficients::in_numbers))
      details.items.emplace_back(say("word.confidence"), plain(std::move(reason)));
  }
  return details;
}

void add_details(const ReportContext& context, const RecommendationResult& result, Section& section) {
  for (const auto& cell : result.levels) {
    section.blocks.push_back(Heading{3, level_name(context, cell.level), {}});
    section.blocks.push_back(cell_details(context, cell));
  }
  Definitions whole;
  if (result.index) {
    whole.items.emplace_back(context.say("summary_page.index"),
                             plain(format_number(result.index, 1, context.language) +
                                   index_without_one(context, index_without_one_voice(context.study, result))));
  }
  if (result.gap_test) {
    const auto& test = *result.gap_test;
    const auto chance = [&](const std::optional<double>& p) {
      return p ? format_probability(*p, context.language) : std::string(missing_number);
    };
    whole.items.emplace_back(
        context.say("summary_page.gap"),
        plain(fmt::format("J = {}, p = {}, Holm p = {}; Cliff's δ = {}, p = {}",
                          format_number(test.j, 1, context.language), chance(test.p), chance(test.p_holm),
                          format_number(test.cliffs_delta, 2, context.language), chance(test.delta_p))));
  }
  if (result.spacing_stable == false)
    whole.items.emplace_back(context.say("summary_page.order"), plain(context.say("summary_page.spacing")));
  if (whole.items.empty()) return;
  section.blocks.push_back(Heading{3, context.say("summary_page.all_levels"), {}});
  section.blocks.push_back(std::move(whole));
}

void add_recommendation(const ReportContext& context, const RecommendationResult& result, bool details,
                        Document& page) {
  const auto& rec = rec_of(context, result.rec);
  auto& section = add_section(page, fmt::format("{}: {}", rec.id, rec_name(context, result.rec)));
  auto table = cell_table(context, context.say("word.level"));
  for (const auto& cell : result.levels) table.rows.push_back(cell_row(context, cell, level_name(context, cell.level)));
  add_table(section, std::move(table));
  if (rec.parent == none) section.blocks.push_back(paragraph(verdict_line(context, result)));
  if (details) add_details(context, result, section);
  for (const auto& part : result.parts) add_recommendation(context, part, details, page);
}

const RecommendationResult* find_with_parts(const std::vector<RecommendationResult>& results, RecommendationId rec) {
  for (const auto& result : results) {
    if (result.rec == rec) return &result;
    if (const auto* part = find_with_parts(result.parts, rec)) return part;
  }
  return nullptr;
}

void add_notes(const ReportContext& context, Document& page) {
  auto& section = add_section(page);
  section.blocks.push_back(paragraph(context.say("summary_page.reading"), Paragraph::Role::small));
  const auto insufficient = [](const RecommendationResult& result) {
    return std::ranges::any_of(result.profile, [](const auto& median) { return !median.has_value(); });
  };
  if (std::ranges::none_of(context.analysis.recommendations, insufficient)) return;
  const auto& least = context.study.thresholds;
  const auto clients = clients_heard(context);
  section.blocks.push_back(
      paragraph(context.say(clients.empty() ? "summary_page.insufficient" : "summary_page.insufficient_clients",
                            {{"voices", least.voices},
                             {"organisations", least.organisations},
                             {"persons", least.persons},
                             {"level", clients}}),
                Paragraph::Role::small));
}

}  // namespace

Document summary_page(const Study& study, const Analysis& analysis, const SummaryOptions& options) {
  const ReportOptions report{.language = options.language, .withheld = {}};
  const auto context = make_context(study, analysis, report);
  const auto& say = context.say;
  const auto& heard = analysis.heard;
  auto page = start_page(study, say);
  page.subtitle = fmt::format("{} · {}, {}",
                              say("header.subtitle", {{"date", format_date(study.reference_date, options.language)}}),
                              say("network.interviews", {{"count", heard.interviews}}),
                              base_text(context, heard.voices, heard.organisations, heard.persons));
  if (study.weights.any()) page.facts.emplace_back(say("header.weights"), describe_weights(study));
  if (options.rec != none) {
    const auto* result = find_with_parts(analysis.recommendations, options.rec);
    if (result != nullptr) add_recommendation(context, *result, options.details, page);
  } else if (options.level != none) {
    add_level(context, options.level, page);
  } else if (options.details) {
    for (const auto& result : analysis.recommendations) add_recommendation(context, result, true, page);
  } else {
    add_matrix(context, page);
  }
  add_notes(context, page);
  return page;
}

}  // namespace quickscan
