#include "commands.hpp"
#include "core/suggest.hpp"
#include "files.hpp"
#include "formats/json/analysis.hpp"
#include "open_study.hpp"
#include "report/pages/agreement.hpp"
#include "report/pages/coverage.hpp"
#include "report/pages/summary.hpp"
#include "report/pages/why.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace quickscan {

namespace {

std::string operand(const Options& options, std::size_t index) {
  return index < options.operands.size() ? options.operands[index] : std::string();
}

std::vector<std::string> level_ids(const Framework& framework) {
  std::vector<std::string> ids;
  for (const auto& level : framework.levels) ids.push_back(level.id);
  return ids;
}

std::vector<std::string> rec_ids(const Framework& framework) {
  std::vector<std::string> ids;
  for (const auto& rec : framework.recommendations) ids.push_back(rec.id);
  return ids;
}

std::vector<std::string> factor_ids(const Framework& framework) {
  std::vector<std::string> ids;
  for (const auto& factor : framework.factors) ids.push_back(factor.id);
  return ids;
}

JsonOptions json_options(const CheckedStudy& checked, const Options& options) {
  return {.language = language_of(checked.read.study, options),
          .audience = Audience::internal,
          .withheld = {},
          .errors = checked.count(Severity::error),
          .warnings = checked.count(Severity::warning)};
}

/// Lines are for a person at a terminal; elsewhere they are as long as they like to be.
std::size_t width_of(const Options& options, const Terminal& terminal) {
  constexpr std::size_t usual = 100;
  return terminal.out_is_terminal && options.output.empty() ? terminal.width : usual;
}

/// `why rule-reflex`: what a factor rests on.
int why_factor(const CheckedStudy& checked, const FactorTarget& target, const Options& options, Terminal& terminal) {
  const auto& study = checked.read.study;
  if (!target.unknown.empty()) return unknown_value("level", target.unknown, level_ids(study.framework), terminal);
  const WhyOptions why{.language = language_of(study, options), .width = width_of(options, terminal)};
  write_result(why_text(study, trace_factor(study, analyse(study), target.factor), target.level, why), options,
               terminal, checked.folder);
  return exit_clean;
}

int why_unknown(const Framework& framework, const TraceTarget& target, Terminal& terminal) {
  const bool level = target.rec != none;
  const auto factors = factor_ids(framework);
  if (!level && suggest(target.unknown, factors) && !suggest(target.unknown, rec_ids(framework)))
    return unknown_value("factor", target.unknown, factors, terminal);
  return unknown_value(level ? "level" : "recommendation", target.unknown,
                       level ? level_ids(framework) : rec_ids(framework), terminal);
}

}  // namespace

int summary_command(const Options& options, Terminal& terminal) {
  const auto checked = open_study(operand(options, 0), options, terminal);
  if (!checked) return exit_findings;
  const auto& study = checked->read.study;
  SummaryOptions summary{.language = language_of(study, options),
                         .level = study.framework.find_level(options.level),
                         .rec = study.framework.find_recommendation(options.recommendation),
                         .details = options.details,
                         .width = width_of(options, terminal)};
  if (!options.level.empty() && summary.level == none) {
    return unknown_value("level", options.level, level_ids(study.framework), terminal);
  }
  if (!options.recommendation.empty() && summary.rec == none) {
    return unknown_value("recommendation", options.recommendation, rec_ids(study.framework), terminal);
  }
  const auto analysis = analyse(study);
  write_result(options.json ? analysis_json(study, analysis, json_options(*checked, options))
                            : summary_text(study, analysis, summary),
               options, terminal, checked->folder);
  return exit_clean;
}

int why_command(const Options& options, Terminal& terminal) {
  const auto checked = open_study(operand(options, 1), options, terminal, KeptTexts::all);
  if (!checked) return exit_findings;
  const auto& study = checked->read.study;
  const auto target = find_trace_target(study.framework, operand(options, 0));
  const auto factor = find_factor_target(study.framework, operand(options, 0));
  if (target.rec == none && factor.factor != none) return why_factor(*checked, factor, options, terminal);
  if (!target.unknown.empty()) return why_unknown(study.framework, target, terminal);
  const WhyOptions why{.language = language_of(study, options), .width = width_of(options, terminal)};
  const auto analysis = analyse(study);
  const auto text = target.level == none ? why_text(study, trace_verdict(study, analysis, target.rec), why)
                                         : why_text(study, trace_cell(study, analysis, target.rec, target.level), why);
  write_result(text, options, terminal, checked->folder);
  return exit_clean;
}

int agreement_command(const Options& options, Terminal& terminal) {
  const auto checked = open_study(operand(options, 0), options, terminal, KeptTexts::all);
  if (!checked) return exit_findings;
  const auto& study = checked->read.study;
  const auto text =
      options.json
          ? agreement_report_json(study, agreement(study), language_of(study, options))
          : agreement_text(study, {.language = language_of(study, options), .width = width_of(options, terminal)});
  write_result(text, options, terminal, checked->folder);
  return exit_clean;
}

int coverage_command(const Options& options, Terminal& terminal) {
  const auto checked = open_study(operand(options, 0), options, terminal);
  if (!checked) return exit_findings;
  const auto& study = checked->read.study;
  const auto text = coverage_text(study, analyse(study),
                                  {.language = language_of(study, options), .width = width_of(options, terminal)});
  write_result(text, options, terminal, checked->folder);
  return exit_clean;
}

}  // namespace quickscan
