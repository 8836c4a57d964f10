#pragma once

#include "report/context.hpp"

namespace quickscan {

/// The stakeholder network: findings, drawings and tables; escalation; words used for the same concept.
Section network_section(const ReportContext& context);

/// For the annex: every finding with what it rests on, and the tables of levels, actors and ties.
Section network_annex(const ReportContext& context);

}  // namespace quickscan
