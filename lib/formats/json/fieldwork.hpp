#pragma once

#include "formats/json/context.hpp"

namespace quickscan {

/// −2 … 2, "X" or "M".
Json rating_json(const FactorRating& rating);
/// `agreement`; `null` where no interview was coded twice.
Json agreement_json(const JsonContext& context, const std::optional<Agreement>& agreement);
/// Coder agreement alone: `{"quickscan": "agreement/1", "provenance": …, "agreement": …, "side_by_side": …}` with the
/// key of `analysis/2` and the rows of the table of codings.
std::string agreement_report_json(const Study& study, const std::optional<Agreement>& agreement, Json side_by_side,
                                  Language language);
Json saturation_json(const JsonContext& context, const Saturation& saturation);
/// `coverage`; contacts that were not reached are listed for the internal audience only.
Json coverage_json(const JsonContext& context, const Coverage& coverage);

}  // namespace quickscan
