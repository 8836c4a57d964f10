#pragma once

#include "scoring/cell.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace quickscan {

/// A way of counting under which the verdict is computed again.
struct Variant {
  enum class Kind : std::uint8_t {
    claims_uncapped,  ///< a claim without an example may carry any rung
    organisation_left_out,
    silent_at_bottom,
    silent_at_top,
    without_heard_only,
    without_mixed,
    without_interested
  };
  Kind kind = Kind::claims_uncapped;
  /// The id of the organisation that is left out; empty in other variants, and where disclosure control withholds it.
  std::string organisation;
  friend bool operator==(const Variant&, const Variant&) = default;
};

/// In how many variants of the counting the verdict stays the same.
struct Robustness {
  int unchanged = 0;
  int variants = 0;
  std::vector<Variant> changed_by;
};

/// The verdict under every variant (manual/scoring.md#robustness): a claim may carry any rung, each organisation left
/// out, the silent at the bottom and at the top, without heard-only, mixed and interested voices. `scores` and `cells`
/// are those of the inside levels, in order; `verdict_id` is the verdict to compare with.
Robustness robustness_of(const Study& study, const EvidenceIndex& index, const std::vector<CellScores>& scores,
                         const std::vector<Cell>& cells, int live, const std::string& verdict_id);

}  // namespace quickscan
