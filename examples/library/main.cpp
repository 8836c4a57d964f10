// Prints how many voices every recommendation has at every level, and the median rung: voices STUDY
#include <algorithm>
#include <exception>
#include <iostream>
#include <quickscan/quickscan.hpp>

namespace {

bool is_error(const quickscan::Diagnostic& finding) { return finding.severity == quickscan::Severity::error; }

int print_voices(const char* folder) {
  auto read = quickscan::read_study(quickscan::files_of(folder));
  const auto findings = quickscan::check_study(read, {.check_texts = quickscan::check_texts});
  if (std::ranges::any_of(findings, is_error)) {
    // Results must not be computed from a study with errors.
    std::cerr << quickscan::render_text(findings, read.study.sources);
    return 1;
  }
  const auto& framework = read.study.framework;
  const auto analysis = quickscan::analyse(read.study);
  for (const auto& recommendation : analysis.recommendations) {
    for (const auto& cell : recommendation.levels) {
      std::cout << framework[cell.rec].id << '/' << framework[cell.level].id << ": n=" << cell.n;
      if (cell.median) std::cout << ", median " << *cell.median;
      std::cout << '\n';
    }
  }
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "usage: voices STUDY\n";
    return 2;
  }
  try {
    return print_voices(arguments[1]);
  } catch (const std::exception& failure) {
    std::cerr << "voices: " << failure.what() << '\n';
    return 2;
  }
}
