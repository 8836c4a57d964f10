#pragma once

#include "report/network_statements.hpp"
#include "report/network_wording.hpp"

namespace quickscan {

/// The findings about the network as a whole as statements; none where there is nothing to report.

/// Ties within and between levels, and ties that skip a level.
MaybeStatement state_levels(const NetworkWords& words);
/// Ties within and between sectors.
MaybeStatement state_sectors(const NetworkWords& words);
/// How many ties every side confirms.
MaybeStatement state_confirmation(const NetworkWords& words);
/// Components, and actors without any tie.
MaybeStatement state_apart(const NetworkWords& words);
/// Pairs that are joined by a plan only.
MaybeStatement state_planned(const NetworkWords& words);

}  // namespace quickscan
