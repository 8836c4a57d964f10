#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace quickscan {

/// Sorts values and keeps each once; how many there are.
template <typename Value>
std::size_t keep_distinct(std::vector<Value>& values) {
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values.size();
}

/// A closed range of numbers.
template <typename Number>
struct Range {
  Number low{};
  Number high{};
  friend bool operator==(const Range&, const Range&) = default;
};

}  // namespace quickscan
