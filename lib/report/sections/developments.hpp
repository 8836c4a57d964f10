#pragma once

#include "report/context.hpp"

#include <string>
#include <vector>

namespace quickscan {

/// Developments in time, how they are secured and where they were adopted.
Section developments_section(const ReportContext& context);

/// Who leads developments, as a table under its own heading; nothing where nobody is known to.
void add_leaders(const ReportContext& context, std::vector<Block>& blocks);

Table development_table(const ReportContext& context, const std::string& caption,
                        const std::vector<const DevelopmentResult*>& results);

}  // namespace quickscan
