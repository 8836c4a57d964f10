#pragma once

#include "study/read/references.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace quickscan {

/// An interview and the tree node of each of its segments.
struct InterviewReading {
  Interview interview;
  std::vector<std::uint32_t> segment_nodes;
};

/// Reads an interview from its tree; `id` and `coder` come from the name of its file.
InterviewReading read_interview(const ReadContext& context, std::string_view id, std::string_view coder);

}  // namespace quickscan
