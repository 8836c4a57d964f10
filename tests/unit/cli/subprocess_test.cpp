#include "files.hpp"
#include "program.hpp"
#include "subprocess.hpp"

#include <doctest/doctest.h>
#include <sys/wait.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <string>
#include <unistd.h>

using namespace quickscan;
using namespace quickscan::test;

namespace {

/// What was said of a shell that ran these lines, given a second.
std::string said_of(const WorkFolder& folder, const std::string& lines) {
  try {
    run_program({"/bin/sh", "-c", lines}, folder, "2021-11-22", {.limit = std::chrono::seconds(1)});
  } catch (const IoError& failure) {
    return failure.what();
  }
  return "no failure";
}

/// Whether a process is gone or only waits to be cleared away.
bool has_stopped(const std::string& process) {
  std::ifstream file("/proc/" + process + "/stat");
  std::string state;
  std::getline(file, state);
  return state.empty() || state.find(") Z") != std::string::npos;
}

bool stops_soon(const std::string& process) {
  bool stopped = has_stopped(process);
  for (int attempt = 0; attempt < 200 && !stopped; ++attempt) {
    ::usleep(10'000);
    stopped = has_stopped(process);
  }
  return stopped;
}

}  // namespace

TEST_CASE("a browser finds a file in a folder of any name") {
  CHECK(file_address("/home/jo/a-b_c.1~") == "file:///home/jo/a-b_c.1~");
  CHECK(file_address("/a b#1?%é\n") == "file:///a%20b%231%3F%25%C3%A9%0A");
}

TEST_CASE("a program that succeeds leaves its file, one that fails is quoted by its fatal line or its last") {
  const Folder folder;
  const WorkFolder work(folder.path(""));
  CHECK(said_of(work, "echo done > result") == "no failure");
  CHECK(read_file(work.path() + "/result") == "done\n");
  CHECK(said_of(work, "echo first >&2; echo 'no such font' >&2; exit 3") == "sh failed: no such font");
  CHECK(said_of(work, "echo first >&2; echo FATAL: path too long >&2; echo cpufreq >&2; exit 3") ==
        "sh failed: FATAL: path too long");
  CHECK(said_of(work, "exit 3") == "sh failed: exit 3");
  CHECK(said_of(work, "kill -TERM $$") == "sh failed: ended by signal 15");
}

TEST_CASE("a program that does not come to an end is ended with all that it started") {
  const Folder folder;
  const WorkFolder work(folder.path(""));
  const auto begin = std::chrono::steady_clock::now();
  CHECK(said_of(work, "sleep 60 & printf %s $! > started; sleep 60") ==
        "sh was not done after 1 second and was stopped");
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
  CHECK(stops_soon(read_file(work.path() + "/started")));
}

TEST_CASE("what a program leaves running when it is done is ended too") {
  const Folder folder;
  const WorkFolder work(folder.path(""));
  CHECK(said_of(work, "sleep 60 & printf %s $! > started") == "no failure");
  CHECK(stops_soon(read_file(work.path() + "/started")));
}

TEST_CASE("a run that is interrupted while a program works clears its folder away first") {
  const Folder folder;
  const auto child = ::fork();
  if (child == 0) {
    std::signal(SIGINT, [](int) { ::_exit(130); });
    const WorkFolder work(folder.path(""));
    std::signal(SIGALRM, [](int) { ::kill(::getpid(), SIGINT); });
    ::ualarm(100'000, 0);
    try {
      run_program({"/bin/sh", "-c", "sleep 60"}, work, "2021-11-22", {.limit = std::chrono::seconds(30)});
    } catch (const IoError&) {
    }
    // Held until the folder is gone; only then does the signal end the run.
  }
  if (child == 0) ::_exit(1);
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 130);
  CHECK(folder.names().empty());
}
