#include "report/pages/agreement.hpp"

#include "commands.hpp"
#include "formats/json/analysis.hpp"
#include "open_study.hpp"
#include "scoring/agreement.hpp"

namespace quickscan {

int agreement_command(const Options& options, Terminal& terminal) {
  const auto checked = open_study(options.operand(0), options, terminal, KeptTexts::all);
  if (!checked) return exit_findings;
  const auto& study = checked->read.study;
  const auto language = language_of(study, options);
  if (options.json) {
    write_result(agreement_report_json(study, agreement(study), language), options, terminal, checked->folder);
  } else {
    write_page(agreement_page(study, language), options, terminal, checked->folder);
  }
  return exit_clean;
}

}  // namespace quickscan
