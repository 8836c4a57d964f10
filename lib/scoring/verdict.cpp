#include "scoring/verdict.hpp"

#include "study/verdict_table.hpp"

#include <algorithm>

namespace quickscan {

namespace {

constexpr std::string_view rung_mark = "<rung>";

bool names_levels_above(const VerdictCondition& condition) {
  return condition.above_none || condition.lowest_above || condition.highest_above || condition.unheard ||
         std::ranges::any_of(condition.any, names_levels_above);
}

bool names_live(const VerdictCondition& condition) {
  return condition.live || std::ranges::any_of(condition.any, names_live);
}

std::string with_rung(std::string text, const std::string& rung) {
  for (std::size_t at = text.find(rung_mark); at != std::string::npos; at = text.find(rung_mark, at + rung.size()))
    text.replace(at, rung_mark.size(), rung);
  return text;
}

bool views_differ(const Cell& cell) {
  return cell.split.value_or(false) ||
         (cell.consensus && consensus_band(*cell.consensus) == ConsensusBand::strongly_divided);
}

const Cell& cell_at(const std::vector<Cell>& cells, LevelId level) { return cells[level.index()]; }

VerdictCase case_of(const VerdictFacts& facts) {
  return {facts.front(), facts.lowest_above(), facts.highest_above(), facts.unheard(), facts.live};
}

}  // namespace

bool VerdictFacts::unheard() const {
  return std::any_of(medians.begin(), medians.end() - 1, [](const auto& median) { return !median; });
}

std::optional<int> VerdictFacts::lowest_above() const {
  if (unheard()) return std::nullopt;
  std::optional<int> lowest;
  for (std::size_t i = 0; i + 1 < medians.size(); ++i)
    if (medians[i]) lowest = std::min(lowest.value_or(*medians[i]), *medians[i]);
  return lowest;
}

std::optional<int> VerdictFacts::highest_above() const {
  std::optional<int> highest;
  for (std::size_t i = 0; i + 1 < medians.size(); ++i)
    if (medians[i]) highest = std::max(highest.value_or(*medians[i]), *medians[i]);
  return highest;
}

bool holds(const VerdictCondition& condition, const VerdictFacts& facts) { return holds(condition, case_of(facts)); }

const VerdictRow* fitting_row(const Framework& framework, const VerdictFacts& facts) {
  if (facts.medians.empty()) return nullptr;
  const auto one = case_of(facts);
  const auto found =
      std::ranges::find_if(framework.verdicts, [&](const VerdictRow& row) { return holds(row.when, one); });
  return found == framework.verdicts.end() ? nullptr : &*found;
}

bool uses_levels_above(const VerdictRow& row) { return row.uses_all || names_levels_above(row.when); }

bool uses_live(const Framework& framework, const VerdictRow& row) {
  return names_live(row.when) || row.when.front.value_or(0) < framework.practice;
}

bool names_rung(const VerdictRow& row) {
  return row.name.nl.find(rung_mark) != std::string::npos || row.name.en.find(rung_mark) != std::string::npos;
}

LocalText name_of(const Framework& framework, const VerdictRow& row, const VerdictFacts& facts) {
  if (!facts.front()) return row.name;
  const LocalText& rung = framework[RungId(*facts.front())].name;
  return {with_rung(row.name.nl, rung.in(Language::nl)), with_rung(row.name.en, rung.in(Language::en))};
}

std::vector<LevelId> levels_used(const Framework& framework, const VerdictRow& row, const VerdictFacts& facts) {
  const auto inside = framework.inside_levels();
  const bool above = uses_levels_above(row);
  std::vector<LevelId> used;
  for (std::size_t i = 0; i < inside.size(); ++i)
    if ((above || i + 1 == inside.size()) && facts.medians[i]) used.push_back(inside[i]);
  return used;
}

bool is_about_missing_evidence(const VerdictRow& row) { return row.when.front_none || row.when.above_none; }

std::optional<Verdict> verdict_of(const Framework& framework, const std::vector<Cell>& cells,
                                  const VerdictFacts& facts) {
  const VerdictRow* row = fitting_row(framework, facts);
  if (row == nullptr) return std::nullopt;
  Verdict verdict;
  verdict.id = row->id;
  verdict.name = name_of(framework, *row, facts);
  verdict.levels_used = levels_used(framework, *row, facts);
  for (const LevelId level : verdict.levels_used) {
    const Cell& cell = cell_at(cells, level);
    if (cell.confidence)
      verdict.confidence = std::max(verdict.confidence.value_or(Grade::high), cell.confidence->grade);
    verdict.views_differ |= views_differ(cell);
  }
  const auto inside = framework.inside_levels();
  const bool says = uses_levels_above(*row) && !is_about_missing_evidence(*row);
  for (std::size_t i = 0; i + 1 < inside.size(); ++i) {
    if (facts.medians[i]) continue;
    verdict.unheard.push_back(inside[i]);
    if (says) verdict.without_view_of.push_back(framework[inside[i]].name);
  }
  verdict.has_hedge = !is_about_missing_evidence(*row) && verdict.confidence.has_value();
  return verdict;
}

}  // namespace quickscan
