#pragma once

#include "core/ranges.hpp"
#include "network/network.hpp"
#include "statistics/ordinal.hpp"
#include "study/study.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace quickscan {

/// What follows from a study: plain values, the shape of the JSON of json.md. A missing value is an
/// empty optional, never a NaN. `rec`, `level` and `factor` are indices into the framework.

enum class Audience : std::uint8_t { internal, public_audience };

enum class Grade : std::uint8_t { high, moderate, low, very_low };

struct Confidence {
  Grade grade = Grade::very_low;     ///< what counts: the override where there is one
  Grade proposed = Grade::very_low;  ///< what the rules give
  std::optional<Override> overridden;
  Concern adequacy = Concern::serious;
  Concern coherence = Concern::serious;
  Concern relevance = Concern::serious;
  Concern method = Concern::serious;
  /// One sentence each, by language, why a component is not without concern.
  std::vector<LocalText> reasons;
};

struct LeaveOneOrganisationOut {
  std::optional<Range<int>> medians;
  std::vector<std::string> rests_on;  ///< ids, sorted
};

struct DocumentEvidence {
  int n = 0;
  std::optional<int> highest;
  /// At least two rungs from the median; empty where there is nothing to compare.
  std::optional<bool> differs;
};

/// One recommendation (or part) at one level: scoring.md 4.3. What an insufficient cell holds:
/// exact reading 9; everything else is then empty.
struct Cell {
  Index rec = none;
  Index level = none;
  bool sufficient = false;
  std::string reason;  ///< empty where sufficient
  /// The publication gate covered this cell: nothing of it may be shown, its counts included.
  bool withheld = false;
  int n = 0;
  int organisations = 0;
  int persons = 0;
  std::vector<std::string> organisation_ids;  ///< sorted
  std::vector<int> values;                    ///< voice values, sorted
  int undefined = 0;
  int unknown = 0;
  int not_applicable = 0;
  int silent = 0;
  int mixed = 0;
  int heard_only = 0;
  int shown = 0;
  std::optional<int> median;
  std::optional<Range<int>> median_pair;
  std::vector<int> reach;  ///< j_1 … j_K
  std::optional<double> index;
  std::optional<double> index_front;
  std::optional<double> index_back;
  std::optional<Range<double>> index_interval;
  std::optional<double> consensus;     ///< Leik's C
  std::optional<double> van_der_eijk;  ///< the optional second measure of agreement, not in the JSON
  std::optional<bool> split;
  std::optional<MedianInterval> interval;
  std::optional<int> claimed_median;
  std::optional<int> claim_practice_gap;
  std::optional<std::array<int, 3>> trend;  ///< up, same, down
  std::optional<Range<int>> silent_bounds;
  std::optional<LeaveOneOrganisationOut> leave_one_organisation_out;
  int outside_n = 0;
  std::optional<int> outside_median;
  std::optional<int> perception_gap;
  DocumentEvidence documents;
  std::optional<Confidence> confidence;
};

struct Robustness {
  int unchanged = 0;
  int variants = 0;
  std::vector<std::string> changed_by;
};

struct Verdict {
  std::string id;
  LocalText text;
  std::optional<Grade> confidence;
  /// With hedge and "(views differ)"; empty for the two rows without a hedge.
  LocalText hedged;
  std::optional<Robustness> robustness;
  bool views_differ = false;
  std::vector<Index> levels_used;
};

/// Jonckheere–Terpstra over the levels and Cliff's delta between the first and the last: scoring.md 4.6.
struct GapTest {
  bool exact = true;
  double j = 0;
  std::optional<double> p;
  std::optional<double> p_holm;
  std::optional<double> p_min;
  double cliffs_delta = 0;
  std::optional<double> delta_p;
  std::optional<double> delta_p_min;
  int excluded = 0;
};

struct RecommendationResult {
  Index rec = none;
  std::vector<Cell> levels;                 ///< every level in framework order, outside ones too
  std::vector<std::optional<int>> profile;  ///< medians of the inside levels; empty where insufficient
  std::optional<int> gap;
  std::optional<double> index;
  std::optional<Range<double>> index_interval;
  std::optional<bool> spacing_stable;
  int live = 0;
  std::optional<Verdict> verdict;  ///< empty for a part, and where coding is not reliable
  std::optional<GapTest> gap_test;
  std::vector<RecommendationResult> parts;
};

struct HeardLevel {
  int voices = 0;
  int persons = 0;
  int organisations = 0;
};

struct Heard {
  int interviews = 0;
  int persons = 0;
  int voices = 0;
  int organisations = 0;
  std::vector<HeardLevel> levels;  ///< by level
  std::array<int, 5> forms{};      ///< by Form
};

struct Landed {
  int landed = 0;
  int of = 0;
};

struct Overall {
  std::map<std::string, int> verdicts;
  std::vector<Landed> landed;  ///< by inside level, in order
  std::optional<double> index;
};

/// How a factor is rated at a level (scoring.md 4.8): -2 … +2, mixed (X) or missing (M).
struct FactorRating {
  enum class Kind : std::uint8_t { missing, mixed, rated };
  Kind kind = Kind::missing;
  int rating = 0;
  int voices = 0;
  bool withheld = false;  ///< by the publication gate
};

struct FactorResult {
  Index factor = none;
  int voices = 0;
  int organisations = 0;
  std::vector<FactorRating> levels;  ///< by level
  bool withheld = false;             ///< the totals, by the publication gate
};

struct AdoptionCount {
  int yes = 0;
  int no = 0;
  int unknown = 0;
  int of = 0;
  std::vector<std::string> not_yet;  ///< place ids
  std::vector<std::string> unknown_places;
};

struct DevelopmentResult {
  Index development = none;
  std::vector<std::string> confirmed_by;  ///< organisations, sorted
  int documents = 0;
  bool live = false;
  std::optional<AdoptionCount> adopted;
  /// Began before the baseline date, or says so itself.
  bool pre_existing = false;
  /// The decision was due before the reference date.
  bool decision_overdue = false;
  int mentions = 0;  ///< voices that name it
};

struct Disagreement {
  std::string interview;
  Index rec = none;
  Index level = none;
  std::map<std::string, int> values;  ///< by coder
};

struct Jackknife {
  double se = 0;
  double low = 0;
  double high = 0;
};

/// Agreement between coders: scoring.md 4.9.
struct Agreement {
  int units = 0;
  int one_sided = 0;
  int coders = 0;
  std::optional<bool> reliable;
  std::optional<double> alpha_ordinal;
  std::optional<double> alpha_nominal;
  std::optional<double> alpha_interval;
  std::optional<Jackknife> jackknife;
  std::optional<double> ac2_linear;
  std::optional<double> identical;
  std::optional<double> within_one;
  std::vector<Disagreement> disagreements;
  /// Why something is undefined, in words; empty where nothing is.
  LocalText undefined_reason;
};

struct SaturationPoint {
  std::string interview;        ///< the last of the run
  int fresh = 0;                ///< codes not seen before
  std::optional<double> share;  ///< of the base's codes; empty where the base has none
};

/// Saturation of inductive codes: scoring.md 4.10.
struct Saturation {
  int base = 4;
  int run = 2;
  int base_codes = 0;
  std::vector<SaturationPoint> points;
  std::optional<std::string> reached_5;
  std::optional<std::string> reached_0;
  std::vector<std::string> later_novelty;
  std::map<Index, Saturation> levels;
};

struct FrameCoverage {
  int heard = 0;
  int of = 0;
  std::vector<std::string> missing;
};

struct NamedNeverHeard {
  std::string stakeholder;
  int ties = 0;  ///< that rest on others' word
};

struct LevelNotHeard {
  std::string organisation;
  std::vector<std::string> levels;
};

struct DominantEmployer {
  Index level = none;
  std::string organisation;
  int voices = 0;
  int of = 0;
};

struct Coverage {
  std::map<Index, FrameCoverage> frame;
  std::vector<NamedNeverHeard> named_never_heard;
  std::vector<LevelNotHeard> levels_not_heard;
  std::vector<DominantEmployer> dominant;
  /// Statements about an outside level that nobody of that level could make, by level.
  std::map<Index, int> spoken_about;
};

enum class EscalationKind : std::uint8_t { next, skips, skips_optional, same, down, off_ladder };

/// One move of an escalation as it was done.
struct EscalationMove {
  std::string interview;
  Actor from;
  Actor to;
  EscalationKind kind = EscalationKind::next;
  std::vector<std::string> skipped;  ///< step ids
  std::uint32_t source = 0;
  std::uint32_t line = 0;
};

/// Who calls a concept what.
struct TermResult {
  Index concept_index = none;
  std::map<std::string, std::vector<std::string>> words;  ///< by word: stakeholder ids
};

struct MemberCheckResult {
  Index rec = none;
  Index level = none;
  int confirmed = 0;
  int nuanced = 0;
  int contested = 0;
};

struct Withheld {
  std::string what;
  std::string why;
};

struct Analysis {
  Heard heard;
  std::vector<RecommendationResult> recommendations;
  Overall overall;
  std::vector<FactorResult> factors;
  std::vector<DevelopmentResult> developments;  ///< by id
  std::optional<Agreement> agreement;
  Saturation saturation;
  Coverage coverage;
  std::vector<EscalationMove> escalation;
  std::vector<TermResult> terms;
  std::vector<MemberCheckResult> member_checks;
  NetworkResult network;
};

/// The whole analysis of a study without errors.
Analysis analyse(const Study& study);

/// The cell of a recommendation (or part) at a level, or null.
const Cell* find_cell(const Analysis& analysis, Index rec, Index level);

}  // namespace quickscan
