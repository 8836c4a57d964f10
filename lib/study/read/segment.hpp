#pragma once

#include "study/read/references.hpp"

namespace quickscan {

/// Reads the segment at `node` into `interview` (its header is read): its row, and what it adds to the
/// interview's lists. `texts` collects the texts of all segments, and `speakers` finds
/// its speakers by their keys.
void read_segment(const ReadContext& context, const YamlNode& node, const IdIndex<std::uint16_t>& speakers,
                  Interview& interview, std::string& texts);

}  // namespace quickscan
