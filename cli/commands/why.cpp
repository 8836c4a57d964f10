#include "report/pages/why.hpp"

#include "commands.hpp"
#include "core/suggest.hpp"
#include "open_study.hpp"
#include "scoring/analysis.hpp"

namespace quickscan {

namespace {

/// `why rule-reflex`: what a factor rests on.
int why_factor(const CheckedStudy& checked, const FactorTarget& target, const Options& options, Terminal& terminal) {
  const auto& study = checked.read.study;
  if (!target.unknown.empty()) return unknown_value("level", target.unknown, ids_of(study.framework.levels), terminal);
  const auto page =
      why_page(study, trace_factor(study, analyse(study), target.factor), target.level, language_of(study, options));
  write_page(page, options, terminal, checked.folder);
  return exit_clean;
}

int why_unknown(const Framework& framework, const TraceTarget& target, Terminal& terminal) {
  const bool level = target.rec != none;
  const auto factors = ids_of(framework.factors);
  if (!level && suggest(target.unknown, factors) && !suggest(target.unknown, ids_of(framework.recommendations)))
    return unknown_value("factor", target.unknown, factors, terminal);
  return unknown_value(level ? "level" : "recommendation", target.unknown,
                       level ? ids_of(framework.levels) : ids_of(framework.recommendations), terminal);
}

}  // namespace

int why_command(const Options& options, Terminal& terminal) {
  const auto checked = open_study(options.operand(1), options, terminal, KeptTexts::all);
  if (!checked) return exit_findings;
  const auto& study = checked->read.study;
  const auto target = find_trace_target(study.framework, options.operand(0));
  const auto factor = find_factor_target(study.framework, options.operand(0));
  if (target.rec == none && factor.factor != none) return why_factor(*checked, factor, options, terminal);
  if (!target.unknown.empty()) return why_unknown(study.framework, target, terminal);
  const auto language = language_of(study, options);
  const auto analysis = analyse(study);
  const auto page = target.level == none
                        ? why_page(study, trace_verdict(study, analysis, target.rec), language)
                        : why_page(study, trace_cell(study, analysis, target.rec, target.level), language);
  write_page(page, options, terminal, checked->folder);
  return exit_clean;
}

}  // namespace quickscan
