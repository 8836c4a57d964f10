#pragma once

#include "scoring/cell.hpp"
#include "scoring/developments.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// A way of counting under which the verdict is computed again.
struct Variant {
  enum class Kind : std::uint8_t {
    said_cap_lower,   ///< a claim counts for a rung less, never below what is accepted
    said_cap_higher,  ///< or for a rung more
    upper_median,
    groups_as_persons,  ///< every speaker of a group interview is a voice of its own
    organisation_left_out,
    silent_at_bottom,
    silent_at_top,
    without_heard_only,
    without_mixed,
    without_interested,
    independent_live  ///< only developments that others confirm are live
  };
  Kind kind = Kind::said_cap_lower;
  /// The id of the organisation that is left out; empty in other variants, and where disclosure control withholds it.
  std::string organisation;
  friend bool operator==(const Variant&, const Variant&) = default;
};

/// `said-cap-minus-1`, `without-organisation` …
std::string_view id_of(Variant::Kind kind);

/// A variant under which the verdict becomes another one.
struct VerdictFlip {
  Variant variant;
  std::string verdict;  ///< the id of the other row
  LocalText name;       ///< and its name, with the front line's rung filled in
};

/// In how many of the variants that touch it the verdict stays the same.
struct Robustness {
  int unchanged = 0;
  int counted = 0;   ///< variants that change something the verdict's row used
  int variants = 0;  ///< all that were tried
  std::vector<VerdictFlip> changes;
};

/// What the variants are computed from; `scores` and `cells` are those of the inside levels, in order.
struct RobustnessInputs {
  const Study& study;
  const EvidenceIndex& index;
  /// The same evidence with every speaker of a group interview as a voice; null where there is no such interview.
  const EvidenceIndex* persons;
  const std::vector<DevelopmentResult>& developments;
  RecommendationId rec;
  const std::vector<CellScores>& scores;
  const std::vector<Cell>& cells;
};

struct VerdictFacts;

/// The verdict under every variant (manual/scoring.md#robustness): other caps for claims, the upper median, persons
/// instead of group voices, each organisation left out, the silent at the bottom and at the top, without heard-only,
/// mixed and interested voices, and with developments that others confirm only. `facts` are those of the verdict.
Robustness robustness_of(const RobustnessInputs& inputs, const VerdictFacts& facts);

}  // namespace quickscan
