#pragma once

namespace quickscan {

/// A closed range of numbers.
template <typename Number>
struct Range {
  Number low{};
  Number high{};
  friend bool operator==(const Range&, const Range&) = default;
};

}  // namespace quickscan
