#include "core/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <system_error>
#include <thread>
#include <vector>

namespace quickscan {

std::size_t count_workers(std::size_t count, unsigned threads) {
  const std::size_t cores = threads != 0 ? threads : std::max(std::thread::hardware_concurrency(), 1U);
  return std::max<std::size_t>(1, std::min(cores, count));
}

void for_each_parallel(std::size_t count, std::size_t workers,
                       const std::function<void(std::size_t item, std::size_t worker)>& work) {
  std::atomic<std::size_t> next{0};
  std::vector<std::exception_ptr> failures(workers);
  const auto run = [&](std::size_t worker) {
    try {
      for (auto item = next++; item < count; item = next++) work(item, worker);
    } catch (...) {
      failures[worker] = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> threads;
    threads.reserve(workers - 1);
    try {
      for (std::size_t worker = 1; worker < workers; ++worker) threads.emplace_back(run, worker);
    } catch (const std::system_error&) {
      // No more threads to be had: those that there are do the same work.
    }
    run(0);
  }
  for (const auto& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
}

void run_both(const std::function<void()>& first, const std::function<void()>& second) {
  for_each_parallel(2, count_workers(2), [&](std::size_t item, std::size_t) { item == 0 ? first() : second(); });
}

}  // namespace quickscan
