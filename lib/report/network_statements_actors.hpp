#pragma once

#include "report/network_statements.hpp"
#include "report/network_wording.hpp"

namespace quickscan {

/// The findings about actors and single ties as statements; none where there is nothing to report.

/// Entry points without a way to help, circles of referrals, and actors that only receive them.
MaybeStatement state_referral(const NetworkWords& words);
/// Stakeholders that were named and never heard, and the ties that rest on others' word.
MaybeStatement state_coverage(const NetworkWords& words);
/// Brokers and articulation points, with their robustness.
MaybeStatement state_dependence(const NetworkWords& words);
/// Bridges that do not work well or are not confirmed; those that are only registered are counted apart.
MaybeStatement state_bridges(const NetworkWords& words);
/// Front-line actors without a way up, and escalations that skip a step.
MaybeStatement state_escalation(const NetworkWords& words);

}  // namespace quickscan
