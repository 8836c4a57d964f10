#pragma once

#include <cstddef>
#include <vector>

namespace quickscan {

/// Columns in the order that makes their ties shortest (minimum linear arrangement). `weights` is symmetric: how much
/// each pair of columns is connected. Optimal for up to ten columns; beyond that by moving one column at a time until
/// no move shortens the ties.
std::vector<std::size_t> order_columns(const std::vector<std::vector<int>>& weights);

}  // namespace quickscan
