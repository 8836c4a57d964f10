#pragma once

#include "report/context.hpp"

namespace quickscan {

/// The stakeholder network: findings, drawings and tables; escalation; words used for the same concept.
Section network_section(const ReportContext& context);

}  // namespace quickscan
