#include "commands.hpp"
#include "formats/json/analysis.hpp"
#include "open_study.hpp"
#include "report/pages/pages.hpp"
#include "scoring/analysis.hpp"

#include <nlohmann/json.hpp>

namespace quickscan {

namespace {

/// The keys of the analysis that the page is about: `{"quickscan": "coverage/1", …}`.
std::string coverage_text(const Study& study, const Analysis& analysis, Language language) {
  JsonOptions options;
  options.language = language;
  const auto whole = nlohmann::ordered_json::parse(analysis_json(study, analysis, options));
  nlohmann::ordered_json json{{"quickscan", "coverage/1"}};
  for (const auto* key : {"study", "provenance", "heard", "coverage", "saturation"}) json[key] = whole[key];
  return json.dump(2) + "\n";
}

}  // namespace

int coverage_command(const Options& options, Terminal& terminal) {
  const auto checked = open_study(options.operand(0), options, terminal);
  if (!checked) return exit_findings;
  const auto& study = checked->read.study;
  const auto analysis = analyse(study);
  const auto language = language_of(study, options);
  if (options.json) {
    write_result(coverage_text(study, analysis, language), options, terminal, checked->folder);
  } else {
    write_page(coverage_page(study, analysis, language), options, terminal, checked->folder);
  }
  return exit_clean;
}

}  // namespace quickscan
