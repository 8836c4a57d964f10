#pragma once

#include "scoring/analysis.hpp"
#include "study/study.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace quickscan {

/// Who an edition is made for.
enum class Audience : std::uint8_t { internal, public_audience };

/// One thing that an edition leaves out.
struct Withheld {
  enum class Kind : std::uint8_t {
    cell,     ///< fewer voices, organisations or persons than the thresholds
    section,  ///< a text that may identify a person
    quote,    ///< likewise
    counts,   ///< small counts of `count` cells, and what they could be computed from
    factors,  ///< `count` ratings of factors
    actors,   ///< actors that are one person
  };
  Kind kind = Kind::cell;
  RecommendationId rec = none;
  LevelId level = none;
  std::string section = {};
  int count = 0;
};

/// What the publication gate lets through (manual/privacy.md#publication-gate): one plan of withholding,
/// carried out on the values themselves, so that every table, text, drawing and file made from them holds
/// the same.
struct Publication {
  /// Without notes, positions, roles, reasons, coders, and without quotes that nobody agreed to.
  Study study;
  /// Cells under the thresholds are marked withheld and empty; so is what would give them away.
  Analysis analysis;
  std::vector<Withheld> withheld;
  /// Why a report may not be published as it is, and what to change; in English, for the terminal.
  /// Without `--suppress` one of these is enough to write nothing.
  std::vector<std::string> refusals;
  /// Names that identify a person and that a report cannot do without: no withholding helps, only a change.
  std::vector<std::string> identifying;
};

/// Passes a study through the publication gate.
Publication pass_gate(const Study& study, const Analysis& analysis);

/// Whether "count of n" may be published: with fewer than ten voices only where it is none, all, or at
/// least three on both sides (manual/privacy.md#small-cells); otherwise it would show who said what.
inline bool may_publish_count(int count, int of) {
  constexpr int many = 10;
  constexpr int few = 3;
  return of >= many || count == 0 || count == of || (count >= few && of - count >= few);
}

}  // namespace quickscan
