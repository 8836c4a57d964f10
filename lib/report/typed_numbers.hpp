#pragma once

#include "core/diagnostic.hpp"
#include "report/context.hpp"

namespace quickscan {

/// Adds a finding (QS703) for each number that a researcher typed beside what it counts ("24 persons were heard") and
/// that is not the number in the data. Numbers of a part, or of people who were not interviewed, are left alone.
void check_typed_numbers(const ReportContext& context, const SectionText& section, Diagnostics& diagnostics);

}  // namespace quickscan
