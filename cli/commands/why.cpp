#include "commands.hpp"
#include "core/format.hpp"
#include "core/messages.hpp"
#include "core/suggest.hpp"
#include "exchange/segments.hpp"
#include "exchange/statement_text.hpp"
#include "formats/json/analysis.hpp"
#include "open_study.hpp"
#include "report/pages/pages.hpp"
#include "scoring/analysis.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <optional>

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

/// What `why` is asked about besides results: whose or which statements, under what name.
struct StatementsAsked {
  std::string kind;
  std::string title;
  SegmentFilter filter;
};

/// A development, a stakeholder (at a level), an interview, or a voice: the speakers of one level in an interview.
std::optional<StatementsAsked> find_statements_asked(const Study& study, const std::string& text, Language language) {
  const auto id = text.substr(0, text.find('@'));
  const auto level = id.size() == text.size() ? LevelId() : study.framework.find_level(text.substr(id.size() + 1));
  if (id.size() != text.size() && !level.given()) return std::nullopt;
  StatementsAsked asked;
  asked.filter.scored = true;
  asked.filter.who_level = level;
  if (const auto development = study.find_development(id); development.given() && !level.given()) {
    asked.kind = "development";
    asked.title = study[development].name.in(language);
    asked.filter.development = development;
    return asked;
  }
  if (const auto who = study.find_stakeholder(id); who.given()) {
    asked.kind = "stakeholder";
    asked.title = study[who].name.in(language);
    asked.filter.who = who;
    asked.filter.ties_too = true;
    return asked;
  }
  if (std::ranges::find(study.interviews, id, &Interview::id) == study.interviews.end()) return std::nullopt;
  asked.kind = level.given() ? "voice" : "interview";
  if (level.given() && study.framework[level].name.in(language) != text.substr(id.size() + 1))
    asked.title = study.framework[level].name.in(language);
  asked.filter.interview = id;
  return asked;
}

nlohmann::ordered_json analysis_as_json(const Study& study, const Options& options) {
  JsonOptions json_options;
  json_options.language = language_of(study, options);
  return nlohmann::ordered_json::parse(analysis_json(study, analyse(study), json_options));
}

/// What a stakeholder said, and below it the ties that others named.
std::string statements_by_and_about(const Study& study, const std::vector<SegmentRef>& segments, SegmentFilter filter,
                                    Language language) {
  filter.ties_too = false;
  const auto own = find_segments(study, filter);
  std::vector<SegmentRef> others;
  // Both are in file order.
  std::ranges::set_difference(segments, own, std::back_inserter(others));
  if (others.empty()) return statements_text(study, own, language);
  return fmt::format("{}{}\n\n{}", own.empty() ? "" : statements_text(study, own, language) + "\n",
                     Messages(language)("statement.about_it"), statements_text(study, others, language));
}

int why_statements(const CheckedStudy& checked, const StatementsAsked& asked, const Options& options,
                   Terminal& terminal) {
  const auto& study = checked.read.study;
  const auto language = language_of(study, options);
  const auto segments = find_segments(study, asked.filter);
  std::string text;
  if (options.json) {
    nlohmann::ordered_json json{{"quickscan", "why/1"}, {"id", options.operand(0)}, {"kind", asked.kind}};
    if (asked.kind == "development") {
      const auto analysis = analysis_as_json(study, options);
      for (const auto& one : analysis["developments"])
        if (one["id"] == options.operand(0)) json["result"] = one;
    }
    json["segments"] = statements_json(study, segments, language);
    text = json.dump(2) + "\n";
  } else {
    const auto body = asked.filter.who.given() ? statements_by_and_about(study, segments, asked.filter, language)
                                               : statements_text(study, segments, language);
    text = wrap_for_output(
        fmt::format("{}{}{}\n\n{}", options.operand(0), asked.title.empty() ? "" : ": ", asked.title, body), options,
        terminal);
  }
  write_result(text, options, terminal, checked.folder);
  return exit_clean;
}

/// A verdict, a cell or a factor with its result as in `summary --json`, its voices and its segments.
std::string why_text(const Study& study, const TraceTarget& target, const FactorTarget& factor,
                     const Options& options) {
  const auto language = language_of(study, options);
  const auto analysis = analysis_as_json(study, options);
  nlohmann::ordered_json json{{"quickscan", "why/1"}, {"id", options.operand(0)}};
  SegmentFilter filter;
  const bool is_factor = target.rec == none;
  const auto level = is_factor ? factor.level : target.level;
  filter.level = level;
  if (is_factor) filter.factor = factor.factor;
  const auto take = [&](const nlohmann::ordered_json& results, const std::string& id) {
    for (const auto& result : results)
      if (result["id"] == id) json["result"] = result;
  };
  if (is_factor) {
    json["kind"] = "factor";
    take(analysis["factors"], study.framework[factor.factor].id);
  } else {
    json["kind"] = level.given() ? "cell" : "recommendation";
    const auto& rec = study.framework[target.rec];
    filter.recs = rec.parts;
    filter.recs.push_back(target.rec);
    take(analysis["recommendations"], rec.id);
    for (const auto& whole : analysis["recommendations"]) take(whole["parts"], rec.id);
    json["voices"] = nlohmann::ordered_json::array();
    for (const auto& voice : to_json(voices_table(study, language))) {
      const bool there = !level.given() || voice["level_about"] == study.framework[level].id;
      if (there && voice["rec"] == rec.id) json["voices"].push_back(voice);
    }
  }
  if (level.given()) {
    const auto& id = study.framework[level].id;
    const auto levels = json["result"]["levels"];  // by id of a factor, a list of cells of a recommendation
    if (is_factor) json["result"] = levels[id];
    for (const auto& cell : levels)
      if (!is_factor && cell["level"] == id) json["result"] = cell;
  }
  json["segments"] = statements_json(study, find_segments(study, filter), language);
  return json.dump(2) + "\n";
}

int why_unknown(const Study& study, const TraceTarget& target, Terminal& terminal) {
  const auto& framework = study.framework;
  if (target.rec != none) return unknown_value("level", target.unknown, ids_of(framework.levels), terminal);
  auto known = ids_of(framework.recommendations);
  for (const auto& more :
       {ids_of(framework.factors), ids_of(study.developments), ids_of(study.stakeholders), ids_of(study.interviews)})
    known.insert(known.end(), more.begin(), more.end());
  auto help = did_you_mean(target.unknown, known);
  if (help.empty())
    help = fmt::format("a recommendation ({}), a factor, a development, a stakeholder, an interview or a voice",
                       join(ids_of(framework.recommendations), ", "));
  return usage_problem({fmt::format("nothing in this study has the id `{}`", target.unknown), std::move(help)},
                       terminal);
}

}  // namespace

int why_command(const Options& options, Terminal& terminal) {
  const auto checked = open_study(options.operand(1), options, terminal, KeptTexts::all);
  if (!checked) return exit_findings;
  const auto& study = checked->read.study;
  const auto target = find_trace_target(study.framework, options.operand(0));
  const auto factor = find_factor_target(study.framework, options.operand(0));
  const bool is_factor = target.rec == none && factor.factor != none;
  if (options.json && (is_factor ? factor.unknown : target.unknown).empty()) {
    write_result(why_text(study, target, factor, options), options, terminal, checked->folder);
    return exit_clean;
  }
  if (is_factor) return why_factor(*checked, factor, options, terminal);
  if (target.rec == none) {
    if (const auto asked = find_statements_asked(study, options.operand(0), language_of(study, options)))
      return why_statements(*checked, *asked, options, terminal);
  }
  if (!target.unknown.empty()) return why_unknown(study, target, terminal);
  const auto language = language_of(study, options);
  const auto analysis = analyse(study);
  const auto page = target.level == none
                        ? why_page(study, trace_verdict(study, analysis, target.rec), language)
                        : why_page(study, trace_cell(study, analysis, target.rec, target.level), language);
  write_page(page, options, terminal, checked->folder);
  return exit_clean;
}

}  // namespace quickscan
