#include "report/pages/coverage.hpp"

#include "commands.hpp"
#include "open_study.hpp"
#include "scoring/analysis.hpp"

namespace quickscan {

int coverage_command(const Options& options, Terminal& terminal) {
  const auto checked = open_study(options.operand(0), options, terminal);
  if (!checked) return exit_findings;
  const auto& study = checked->read.study;
  const auto text = coverage_text(study, analyse(study),
                                  {.language = language_of(study, options), .width = result_width(options, terminal)});
  write_result(text, options, terminal, checked->folder);
  return exit_clean;
}

}  // namespace quickscan
