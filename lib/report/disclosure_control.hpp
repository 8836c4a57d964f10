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
    cells,    ///< of a recommendation at `levels`: fewer voices, organisations or persons than the thresholds
    heard,    ///< who was heard at a level with fewer than three voices, and the totals that give it away
    section,  ///< a text that may identify a person
    quote,    ///< likewise
    counts,   ///< small counts of `count` cells, and what they could be computed from
    factors,  ///< `count` ratings of factors
    actors,   ///< actors that are one person
  };
  Kind kind = Kind::cells;
  RecommendationId rec = none;
  std::vector<LevelId> levels = {};
  std::string section = {};
  int count = 0;
};

/// What the publication gate lets through (manual/privacy.md#publication-gate): one plan of withholding over all values
/// together, carried out on the values themselves, so that every table, text, drawing and file made from them holds the
/// same.
struct Publication {
  /// Without notes, positions, roles, reasons, coders, and without quotes that nobody agreed to.
  Study study;
  /// Cells under the thresholds are marked withheld and empty. Of the others there are the number of voices, the median
  /// and, where it may be known, the reach at the rung of practice; other counts are `hidden_count`.
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

/// Whether a quote may be published: its own word and that of its interview are both asked for, where may_be_quoted()
/// asks for one of them.
bool may_be_published(const Interview& interview, const Segment& segment);

/// Stands in a published analysis in the place of a count that the plan withholds: "not shown" on a page, null in JSON.
inline constexpr int hidden_count = -1;

/// The network as a public edition shows it: who said so, and in how many interviews, is left out, and where an actor
/// is one person its whole organisation takes its place.
NetworkResult publish_network(const Study& study, NetworkOptions options);

}  // namespace quickscan
