#include "core/format.hpp"
#include "core/format_number.hpp"
#include "report/network_statements.hpp"
#include "report/pages/pages.hpp"
#include "report/reasons.hpp"
#include "report/shared_names.hpp"
#include "report/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace quickscan {

namespace {

/// `+1`, `−1`, `0`.
std::string signed_count(int value) { return (value > 0 ? "+" : "") + format_count(value); }

std::string median_with_n(const std::optional<int>& median, int n) {
  return fmt::format("{} (n={})", format_count(median), n);
}

/// `3 (n=5) → 4 (n=5)`.
std::string both_waves(const GroupInBothWaves& group) {
  return fmt::format("{} → {}", median_with_n(group.before.median, group.before.n),
                     median_with_n(group.after.median, group.after.n));
}

std::string compared_verdict(const Verdict* verdict, const Messages& say) {
  return verdict == nullptr ? std::string(missing_number) : verdict_text(say, *verdict);
}

const Verdict* pointer_to(const std::optional<Verdict>& verdict) { return verdict ? &*verdict : nullptr; }

/// The studies by name and date, with the banner of each that is no fieldwork.
Document start_comparison(const std::vector<const Study*>& studies, const Messages& say) {
  Document page;
  page.language = say.language();
  auto table = page_table({"", "", ""});
  for (const auto* study : studies) {
    table.rows.push_back({{.text = study->id},
                          {.text = study->title.in(say.language())},
                          {.text = format_date(study->reference_date, say.language())}});
    auto banner = provenance_banner(study->provenance, say);
    if (!banner) continue;
    const auto same = [&](const Callout& other) { return other.title == banner->title; };
    if (std::ranges::none_of(page.banners, same)) page.banners.push_back(std::move(*banner));
  }
  add_table(add_section(page), std::move(table));
  return page;
}

/// What cannot be compared, and what the reader should take into account.
template <typename Comparison>
void add_cautions(const Comparison& found, const Messages& say, Document& page) {
  ListBlock refused;
  for (const auto& reason : found.refused) refused.items.push_back(plain(incomparable_text(say, reason)));
  if (!refused.items.empty()) add_section(page, say("compare_page.refused")).blocks.push_back(std::move(refused));
  ListBlock notes;
  for (const auto& note : found.notes) notes.items.push_back(plain(note_text(say, note)));
  if (!notes.items.empty()) add_section(page, say("compare_page.notes")).blocks.push_back(std::move(notes));
}

void add_wave_cells(const WaveComparison& found, const SharedNames& names, const Messages& say, Document& page) {
  if (found.cells.empty()) return;
  auto& section = add_section(page, say("compare_page.cells"));
  auto table = page_table({"", say("compare_page.matched"), say("waves.change"), say("compare_page.all_voices")});
  Definitions refusals;
  for (const auto& cell : found.cells) {
    if (cell.all.before.n == 0 && cell.all.after.n == 0) continue;
    const auto name = names.cell(cell.rec, cell.level);
    table.rows.push_back({{.text = name},
                          {.text = both_waves(cell.matched)},
                          {.text = cell.change ? signed_count(*cell.change) : std::string(missing_number)},
                          {.text = both_waves(cell.all)}});
    auto refusal = refusal_text(say, cell);
    if (!refusal.empty()) refusals.items.emplace_back(name, plain(std::move(refusal)));
  }
  add_table(section, std::move(table));
  if (!refusals.items.empty()) section.blocks.push_back(std::move(refusals));
}

void add_wave_verdicts(const WaveComparison& found, const SharedNames& names, const Messages& say, Document& page) {
  if (found.verdicts.empty()) return;
  Outline outline;
  for (const auto& each : found.verdicts) {
    OutlineItem item{
        {},
        plain(fmt::format("{}: {} → {}", names.recommendation(each.rec), compared_verdict(pointer_to(each.before), say),
                          compared_verdict(pointer_to(each.after), say))),
        {}};
    if (each.matched_before && each.matched_after) {
      item.items.push_back(
          {{},
           plain(say("compare_page.matched_verdict", {{"before", each.matched_before->name.in(say.language())},
                                                      {"after", each.matched_after->name.in(say.language())}})),
           {}});
    }
    auto refusal = refusal_text(say, each);
    if (!refusal.empty()) item.items.push_back({{}, plain(std::move(refusal)), {}});
    outline.items.push_back(std::move(item));
  }
  add_section(page, say("compare_page.verdicts")).blocks.push_back(std::move(outline));
}

void add_wave_developments(const WaveComparison& found, const SharedNames& names, const Messages& say, Document& page) {
  if (found.developments.empty()) return;
  auto table = page_table({"", "", ""});
  const auto status = [&](const std::optional<DevelopmentStatus>& value) {
    return value ? say(fmt::format("status.{}", id_of(*value))) : std::string(missing_number);
  };
  for (const auto& each : found.developments) {
    table.rows.push_back({{.text = names.development(each.development)},
                          {.text = say(fmt::format("step.{}", id_of(each.step)))},
                          {.text = fmt::format("{} → {}", status(each.status_before), status(each.status_after))}});
  }
  add_table(add_section(page, say("word.developments")), std::move(table));
}

std::string rating_sign(const std::optional<FactorRating>& rating) {
  if (!rating) return std::string(missing_number);
  if (rating->kind == FactorRating::Kind::missing) return "M";
  if (rating->kind == FactorRating::Kind::mixed) return "X";
  return signed_count(rating->rating);
}

/// Factors by study, and which of them separate the two groups.
void add_factors(const std::vector<ComparedStudy>& studies, const PlaceComparison& found, const StudyGroups& groups,
                 const SharedNames& names, const Messages& say, Document& page) {
  if (found.factors.empty()) return;
  constexpr std::array<std::string_view, 5> words = {"", "compare_page.separates_yes",
                                                     "compare_page.separates_reversed", "compare_page.separates_no",
                                                     "compare_page.separates_undecided"};
  auto table = page_table({""});
  for (std::size_t study = 0; study < studies.size(); ++study) {
    const auto is_in = [&](const std::vector<std::size_t>& group) {
      return std::ranges::find(group, study) != group.end();
    };
    const auto& id = studies[study].study.id;
    table.columns.push_back(is_in(groups.high) ? id + " ↑" : is_in(groups.low) ? id + " ↓" : id);
  }
  if (groups.asked()) table.columns.push_back(say("compare_page.separates"));
  for (const auto& row : found.factors) {
    std::vector<TableCell> cells{{.text = names.factor(row.factor)}};
    for (const auto& rating : row.ratings) cells.push_back({.text = rating_sign(rating)});
    if (groups.asked()) cells.push_back({.text = say(words.at(static_cast<std::size_t>(row.separates)))});
    table.rows.push_back(std::move(cells));
  }
  auto& section = add_section(page, say("compare_page.factors"));
  add_table(section, std::move(table));
  section.blocks.push_back(paragraph(say("compare_page.ratings"), Paragraph::Role::small));
}

}  // namespace

Document waves_page(const ComparedStudy& before, const ComparedStudy& after, Language language) {
  const Messages say(language);
  const auto found = compare_waves(before, after);
  auto page = start_comparison({&before.study, &after.study}, say);
  const SharedNames names({&before.study, &after.study}, language);
  std::vector<std::string> organisations;
  for (const auto& id : found.organisations_in_both) organisations.push_back(names.stakeholder(id));
  auto& in_both = page.sections.back();
  in_both.blocks.push_back(paragraph(
      say("compare_page.in_both",
          {{"persons", persons_in_both_text(say, found)},
           {"organisations", organisations.empty() ? std::string(missing_number) : join(organisations, ", ")}})));
  add_cautions(found, say, page);
  add_wave_cells(found, names, say, page);
  add_wave_verdicts(found, names, say, page);
  add_wave_developments(found, names, say, page);
  ListBlock network;
  for (auto& sentence :
       network_change_sentences(found.network, {before.analysis.network, before.study},
                                {after.analysis.network, after.study}, language, Coefficients::in_numbers)) {
    network.items.push_back(plain(std::move(sentence)));
  }
  add_section(page, say("waves.network")).blocks.push_back(std::move(network));
  return page;
}

Document places_page(const std::vector<ComparedStudy>& studies, const StudyGroups& groups, Language language) {
  const Messages say(language);
  const auto found = compare_places(studies, groups);
  std::vector<const Study*> each_study;
  for (const auto& each : studies) each_study.push_back(&each.study);
  auto page = start_comparison(each_study, say);
  add_cautions(found, say, page);
  if (found.rows.empty()) return page;
  const SharedNames names(each_study, language);
  auto table = page_table({""});
  for (const auto& each : studies) table.columns.push_back(each.study.id);
  for (const auto& row : found.rows) {
    const bool of_verdicts = row.level.empty();
    std::vector<TableCell> cells{
        {.text = of_verdicts ? names.recommendation(row.rec) : names.cell(row.rec, row.level)}};
    for (const auto& place : row.cells) {
      if (of_verdicts) {
        cells.push_back({.text = compared_verdict(place.verdict, say)});
      } else {
        cells.push_back({.text = place.cell ? median_with_n(place.cell->median, place.cell->n) : std::string()});
      }
    }
    table.rows.push_back(std::move(cells));
  }
  auto& section = add_section(page, say("compare_page.cells"));
  add_table(section, std::move(table));
  section.blocks.push_back(paragraph(say("compare_page.not_ranked"), Paragraph::Role::small));
  add_factors(studies, found, groups, names, say, page);
  return page;
}

}  // namespace quickscan
