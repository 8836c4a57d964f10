#pragma once

#include "scoring/compare_cells.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace quickscan {

/// The row of the verdict table that fits the matched voices alone.
struct MatchedVerdict {
  std::string id;
  LocalText name;
  std::optional<int> shown_rung = {};  ///< of the front line, where the row's name has it
};

/// The verdicts of both waves, and those of the matched voices alone.
struct VerdictChange {
  std::string rec;
  std::optional<Verdict> before;
  std::optional<Verdict> after;
  std::optional<MatchedVerdict> matched_before;
  std::optional<MatchedVerdict> matched_after;
  /// Whether the verdict on the matched voices differs; empty where there is none to compare.
  std::optional<bool> changed;
  enum class Refusal : std::uint8_t { not_refused, unreliable_coding, too_few_front_line_voices };
  Refusal refusal = Refusal::not_refused;  ///< why the two are not compared
};

/// The verdicts of the recommendations that both waves have, with `cells` from compare_cells(). Nothing where levels or
/// verdict tables differ.
std::optional<std::vector<VerdictChange>> compare_verdicts(const ComparedStudy& before, const ComparedStudy& after,
                                                           const std::vector<CellChange>& cells);

/// The result of the recommendation with this id, or null.
const RecommendationResult* find_result(const ComparedStudy& compared, const std::string& id);

/// The ids of the inside levels, in order.
std::vector<std::string> inside_level_ids(const Framework& framework);

}  // namespace quickscan
