#pragma once

#include "study/study.hpp"

#include <string>
#include <string_view>

namespace quickscan {

/// Adds a researcher's paragraph, `text/<section>.<language>.md`, to `study.texts`, whose framework is read. One that
/// is no UTF-8 or belongs to no section of the report is a finding.
void read_section_text(std::string_view path, std::uint32_t source, std::string text, Study& study,
                       Diagnostics& diagnostics);

}  // namespace quickscan
