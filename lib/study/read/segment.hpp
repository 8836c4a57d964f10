#pragma once

#include "study/read/references.hpp"

namespace quickscan {

/// Reads the segment at `node` into `interview` (its header is read): its row, and what it adds to the
/// interview's lists. `texts` collects the texts of all segments.
void read_segment(const ReadContext& context, const YamlNode& node, Interview& interview, std::string& texts);

}  // namespace quickscan
