// Runs a command, its output thrown away, and prints its exit code, wall seconds and peak memory in KB. A program of
// its own because the peak of a child of Python is never below Python's.

#include <sys/resource.h>
#include <sys/wait.h>

#include <chrono>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

int main(int count, char** arguments) {
  if (count < 2) return 2;
  const auto begin = std::chrono::steady_clock::now();
  const auto child = ::fork();
  if (child == 0) {
    const int nothing = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    ::dup2(nothing, STDOUT_FILENO);
    ::dup2(nothing, STDERR_FILENO);
    ::execvp(arguments[1], arguments + 1);
    ::_exit(127);
  }
  int status = 0;
  struct rusage usage {};
  if (child < 0 || ::wait4(child, &status, 0, &usage) != child) return 2;
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  std::printf("%d %.6f %ld\n", WIFEXITED(status) ? WEXITSTATUS(status) : 128, seconds.count(), usage.ru_maxrss);
}
