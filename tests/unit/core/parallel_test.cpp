#include "core/parallel.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <stdexcept>
#include <vector>

using namespace quickscan;

TEST_CASE("there are no more workers than items or threads asked for, and always one") {
  CHECK(count_workers(0) == 1);
  CHECK(count_workers(1, 8) == 1);
  CHECK(count_workers(100, 3) == 3);
  CHECK(count_workers(100) >= 1);
}

TEST_CASE("every item is worked on once, whatever the number of workers") {
  for (const std::size_t workers : {1U, 2U, 7U}) {
    std::vector<int> done(100, 0);
    std::atomic<bool> strange = false;
    for_each_parallel(done.size(), workers, [&](std::size_t item, std::size_t worker) {
      ++done[item];
      if (worker >= workers) strange = true;
    });
    CHECK(done == std::vector<int>(100, 1));
    CHECK_FALSE(strange);
  }
  for_each_parallel(0, 1, [](std::size_t, std::size_t) { throw std::logic_error("nothing to do"); });
}

TEST_CASE("a failure of a worker comes back to the caller, when all have ended") {
  for (const std::size_t workers : {1U, 3U}) {
    std::atomic<int> begun = 0;
    const auto run = [&] {
      for_each_parallel(50, workers, [&](std::size_t item, std::size_t) {
        ++begun;
        if (item == 20) throw std::runtime_error("item 20");
      });
    };
    CHECK_THROWS_WITH_AS(run(), "item 20", std::runtime_error);
    CHECK(begun >= 21);
  }
}
