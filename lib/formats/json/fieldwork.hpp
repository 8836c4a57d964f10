#pragma once

#include "formats/json/context.hpp"

namespace quickscan {

/// −2 … 2, "X" or "M".
Json rating_json(const FactorRating& rating);
/// `agreement`; `null` where no interview was coded twice.
Json agreement_json(const JsonContext& context, const std::optional<Agreement>& agreement);
Json saturation_json(const JsonContext& context, const Saturation& saturation);
/// `coverage`; contacts that were not reached are listed for the internal audience only.
Json coverage_json(const JsonContext& context, const Coverage& coverage);

}  // namespace quickscan
