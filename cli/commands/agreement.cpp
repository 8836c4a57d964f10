#include "scoring/agreement.hpp"

#include "commands.hpp"
#include "exchange/agreement_table.hpp"
#include "formats/html.hpp"
#include "formats/json/context.hpp"
#include "open_study.hpp"
#include "report/pages/pages.hpp"

#include <algorithm>

namespace quickscan {

int agreement_command(const Options& given, Terminal& terminal) {
  auto options = given;
  if (options.json && options.formats.empty()) options.formats = {"json"};
  const std::vector<std::string> formats{"text", "html", "csv", "json"};
  if (const auto problem = match_format_to_name(
          options.formats, options.output, {{"text", ".txt"}, {"html", ".html"}, {"csv", ".csv"}, {"json", ".json"}}))
    return usage_problem(*problem, terminal);
  const auto format = options.formats.empty() ? formats.front() : options.formats.front();
  if (std::ranges::find(formats, format) == formats.end()) return unknown_value("format", format, formats, terminal);
  const auto checked = open_study(options.operand(0), options, terminal, KeptTexts::all);
  if (!checked) return exit_findings;
  const auto& study = checked->read.study;
  const auto language = language_of(study, options);
  if (format == "text") {
    write_page(agreement_page(study, language), options, terminal, checked->folder);
    return exit_clean;
  }
  if (format == "html") {
    write_result(to_html(agreement_page(study, language)), options, terminal, checked->folder);
    return exit_clean;
  }
  const auto table = agreement_table(study, agreement_detail(study).value_or(AgreementDetail{}), language);
  write_result(
      format == "csv" ? to_csv(table) : agreement_report_json(study, agreement(study), to_json(table), language),
      options, terminal, checked->folder);
  return exit_clean;
}

}  // namespace quickscan
