#include "commands.hpp"
#include "formats/json/analysis.hpp"
#include "open_study.hpp"
#include "report/pages/pages.hpp"
#include "scoring/analysis.hpp"

namespace quickscan {

namespace {

JsonOptions json_options(const CheckedStudy& checked, const Options& options) {
  return {.language = language_of(checked.read.study, options),
          .audience = Audience::internal,
          .withheld = {},
          .errors = checked.count(Severity::error),
          .warnings = checked.count(Severity::warning)};
}

}  // namespace

int summary_command(const Options& options, Terminal& terminal) {
  const auto checked = open_study(options.operand(0), options, terminal);
  if (!checked) return exit_findings;
  const auto& study = checked->read.study;
  SummaryOptions summary{.language = language_of(study, options),
                         .level = study.framework.find_level(options.level),
                         .rec = study.framework.find_recommendation(options.recommendation),
                         .details = options.details};
  if (!options.level.empty() && summary.level == none)
    return unknown_value("level", options.level, ids_of(study.framework.levels), terminal);
  if (!options.recommendation.empty() && summary.rec == none)
    return unknown_value("recommendation", options.recommendation, ids_of(study.framework.recommendations), terminal);
  const auto analysis = analyse(study);
  if (options.json) {
    write_result(analysis_json(study, analysis, json_options(*checked, options)), options, terminal, checked->folder);
  } else {
    write_page(summary_page(study, analysis, summary), options, terminal, checked->folder);
  }
  return exit_clean;
}

}  // namespace quickscan
