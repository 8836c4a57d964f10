#include "report/pages/coverage.hpp"

#include "commands.hpp"
#include "open_study.hpp"
#include "scoring/analysis.hpp"

namespace quickscan {

int coverage_command(const Options& options, Terminal& terminal) {
  const auto checked = open_study(options.operand(0), options, terminal);
  if (!checked) return exit_findings;
  const auto& study = checked->read.study;
  write_page(coverage_page(study, analyse(study), language_of(study, options)), options, terminal, checked->folder);
  return exit_clean;
}

}  // namespace quickscan
