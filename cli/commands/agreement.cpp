#include "report/pages/agreement.hpp"

#include "commands.hpp"
#include "formats/json/analysis.hpp"
#include "open_study.hpp"

namespace quickscan {

int agreement_command(const Options& options, Terminal& terminal) {
  const auto checked = open_study(options.operand(0), options, terminal, KeptTexts::all);
  if (!checked) return exit_findings;
  const auto& study = checked->read.study;
  const auto text =
      options.json
          ? agreement_report_json(study, agreement(study), language_of(study, options))
          : agreement_text(study, {.language = language_of(study, options), .width = result_width(options, terminal)});
  write_result(text, options, terminal, checked->folder);
  return exit_clean;
}

}  // namespace quickscan
