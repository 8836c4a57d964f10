#pragma once

#include "core/ids.hpp"
#include "core/language.hpp"
#include "core/source.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// The position of a row in a list that has no id type of its own.
using Index = std::int32_t;

/// The place of the row with this id, or none.
template <typename RowId, typename Row>
RowId find_by_id(const std::vector<Row>& rows, std::string_view id) {
  const auto found = std::ranges::find(rows, id, &Row::id);
  return found == rows.end() ? RowId() : RowId(found - rows.begin());
}

struct Level {
  std::string id;
  LocalText name;
  LocalText people;
  /// Only ever spoken about: no voices, no verdict.
  bool outside = false;
  /// The people whom the work is for: voices of their own where they speak, never part of a verdict.
  bool clients = false;

  /// Whether its voices count for profile, verdict, index and gap.
  bool inside() const { return !outside && !clients; }
};

struct Rung {
  std::string id;
  LocalText name, means, anchor, not_enough;
};

/// What the codebook says of a recommendation, part or factor.
struct CodebookEntry {
  LocalText means, not_enough, example;
};

/// A recommendation, or a part of one (`principles.lifeworld`).
struct Recommendation {
  std::string id;  ///< dotted for a part
  LocalText name, short_name, question;
  CodebookEntry codebook;
  RecommendationId parent;
  std::vector<RecommendationId> parts;
};

enum class Sign : std::uint8_t { barrier, enabler, both };

struct Factor {
  std::string id;
  LocalText name;
  Sign sign = Sign::barrier;
  CodebookEntry codebook;
};

/// A concept that organisations call differently.
struct Concept {
  std::string id;
  LocalText name;
};

/// A further grouping (bottlenecks, building blocks, action lines) that links to recommendations.
struct Line {
  struct Item {
    std::string id;
    LocalText name;
    std::vector<RecommendationId> recs;
  };
  std::string id;
  LocalText name;
  std::vector<Item> items;
};

/// What a statement rests on, gravest evidence first.
enum class Basis : std::uint8_t { shown, said, heard };

/// The conditions of a verdict row; a number means "at least" (manual/scoring.md#verdicts).
struct VerdictCondition {
  bool front_none = false;  ///< `front: none`
  bool above_none = false;  ///< `above: none`
  bool unheard = false;     ///< `unheard: true`: some level above the front line is not sufficient
  std::optional<int> front, lowest_above, highest_above, live;
  /// At least one of these holds, where there are any.
  std::vector<VerdictCondition> any;
};

struct VerdictRow {
  std::string id;
  LocalText name;  ///< `<rung>` is replaced by the front line's rung
  VerdictCondition when;
  bool uses_all = false;  ///< `uses: all`
};

/// The words of a confidence component, best first.
enum class Concern : std::uint8_t { no_concern, minor, moderate, serious };

/// Conditions of one word of one component (manual/scoring.md#confidence); absent ones do not matter.
struct ConfidenceCondition {
  std::optional<int> voices;
  std::optional<double> answered;
  /// Adequacy: a number of voices; method: a share.
  std::optional<double> shown, consensus, mixed;
  std::optional<int> perception_gap;
  std::optional<bool> split;
  std::optional<int> organisations;
  std::optional<double> largest;
  std::optional<double> coverage;
  std::optional<int> coders;
  std::optional<double> alpha, notes, heard_only, mixed_rank;
};

/// One component's rows by word: none, minor, moderate; a word not given is never reached.
using ConfidenceRows = std::array<std::optional<ConfidenceCondition>, 3>;

struct ConfidenceTable {
  ConfidenceRows adequacy, coherence, relevance, method;
};

/// Recommendations, levels, ladder, factors and the tables of judgement: all data, none in code.
struct Framework {
  std::string id;
  LocalText title;
  std::vector<Level> levels;
  std::vector<Rung> ladder;
  std::array<int, 3> caps{};  ///< by Basis
  int accepted = 0;           ///< the rung from which a recommendation is accepted at a level
  int practice = 0;           ///< the rung that counts as shown in practice
  LocalText not_measured;     ///< what the scores do not measure
  LocalText fitted_to;        ///< what the verdict table was fitted to
  /// Recommendations and their parts in framework order: each recommendation before its parts.
  std::vector<Recommendation> recommendations;
  std::vector<Line> lines;
  std::vector<Factor> factors;
  std::vector<Concept> terms;
  std::vector<VerdictRow> verdicts;
  ConfidenceTable confidence;
  std::uint32_t source = Place::nowhere;

  /// The top rung, K.
  int top() const { return static_cast<int>(ladder.size()) - 1; }
  int cap(Basis basis) const { return caps[static_cast<std::size_t>(basis)]; }
  /// The highest rung that a statement of this basis counts for.
  int highest_for(Basis basis) const { return std::min(cap(basis), top()); }

  const Level& operator[](LevelId at) const { return levels.at(at.index()); }
  const Recommendation& operator[](RecommendationId at) const { return recommendations.at(at.index()); }
  const Rung& operator[](RungId at) const { return ladder.at(at.index()); }
  const Factor& operator[](FactorId at) const { return factors.at(at.index()); }
  const Concept& operator[](ConceptId at) const { return terms.at(at.index()); }

  LevelId find_level(std::string_view wanted) const;
  RecommendationId find_recommendation(std::string_view wanted) const;
  FactorId find_factor(std::string_view wanted) const;
  ConceptId find_concept(std::string_view wanted) const;
  RungId find_rung(std::string_view wanted) const;
  /// The recommendation that a part belongs to, or the recommendation itself.
  RecommendationId whole(RecommendationId recommendation) const;
  /// Levels that have voices of their own, in order; the first is S, the last is the front line.
  std::vector<LevelId> inside_levels() const;
  /// The recommendations that are not parts, in order.
  std::vector<RecommendationId> whole_recommendations() const;
};

}  // namespace quickscan
