#pragma once

#include "report/context.hpp"

#include <string>
#include <vector>

namespace quickscan {

/// Developments in time, how they are secured and where they were adopted.
Section developments_section(const ReportContext& context);

Table development_table(const ReportContext& context, const std::string& caption,
                        const std::vector<const DevelopmentResult*>& results);

}  // namespace quickscan
