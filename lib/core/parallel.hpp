#pragma once

#include <cstddef>
#include <functional>

namespace quickscan {

/// How many workers share `count` items: one per core, or `threads` where that is not 0; at least one.
std::size_t count_workers(std::size_t count, unsigned threads = 0);

/// Runs `work(item, worker)` for every item below `count` and returns when all have ended. The caller is
/// worker 0; items are handed out one by one, in order, so what an item gives must go to a place of its
/// own if the result is not to depend on the number of workers. A failure is thrown again, one of them
/// where there are more.
void for_each_parallel(std::size_t count, std::size_t workers,
                       const std::function<void(std::size_t item, std::size_t worker)>& work);

/// Runs both beside each other where there is more than one core, and returns when both have ended.
void run_both(const std::function<void()>& first, const std::function<void()>& second);

}  // namespace quickscan
