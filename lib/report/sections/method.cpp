#include "core/format_number.hpp"
#include "report/narrative.hpp"
#include "report/reasons.hpp"
#include "report/sections/sections.hpp"
#include "report/wording.hpp"

#include <algorithm>

namespace quickscan {

namespace {

void add_agreement(const ReportContext& context, std::vector<Block>& blocks) {
  const auto& say = context.say;
  const auto language = context.language;
  blocks.push_back(Heading{3, say("agreement.title"), {}});
  const auto& agreement = context.analysis.agreement;
  if (!agreement) {
    blocks.push_back(paragraph(say("agreement.one_coder")));
    return;
  }
  if (const auto reason = no_alpha_text(say, *agreement); !reason.empty()) {
    blocks.push_back(paragraph(say("agreement.undefined", {{"units", agreement->units}, {"reason", reason}})));
    return;
  }
  auto text = say("agreement.alpha", {{"alpha", format_number(agreement->alpha_ordinal, 2, language)},
                                      {"units", agreement->units},
                                      {"coders", agreement->coders}});
  if (agreement->jackknife) {
    text += say("agreement.interval", {{"low", format_number(agreement->jackknife->low, 2, language)},
                                       {"high", format_number(agreement->jackknife->high, 2, language)}});
  }
  text += '.';
  if (agreement->identical && agreement->within_one && agreement->units >= 10) {
    text += ' ' + say("agreement.shares", {{"identical", format_number(100 * *agreement->identical, 0, language)},
                                           {"within", format_number(100 * *agreement->within_one, 0, language)},
                                           {"ac2", format_number(agreement->ac2_linear, 2, language)}});
  }
  const auto low = agreement->jackknife ? agreement->jackknife->low : *agreement->alpha_ordinal;
  text += ' ' + say(low >= 0.8 ? "agreement.rely" : low >= 0.667 ? "agreement.tentative" : "agreement.weak");
  blocks.push_back(paragraph(text));
}

void add_saturation(const ReportContext& context, std::vector<Block>& blocks) {
  const auto& say = context.say;
  const auto& saturation = context.analysis.saturation;
  // Who said what was assumed, so that new subjects come up where they were put.
  if (context.study.provenance == Provenance::reconstructed) return;
  constexpr int least = 6;
  // A public report withholds it; that is not the same as too few interviews.
  if (saturation.points.empty() && (context.is_public() || context.analysis.heard.interviews >= least)) return;
  blocks.push_back(Heading{3, say("saturation.title"), {}});
  if (saturation.points.empty()) {
    blocks.push_back(paragraph(say("saturation.too_few")));
    return;
  }
  auto text = say("saturation.base", {{"codes", saturation.base_codes}, {"base", saturation.base}});
  text += ' ' + (saturation.reached_5
                     ? say("saturation.reached", {{"point", std::stoi(*saturation.reached_5)}, {"run", saturation.run}})
                     : say("saturation.not_reached"));
  if (!saturation.later_novelty.empty())
    text += ' ' + say("saturation.later", {{"count", static_cast<int>(saturation.later_novelty.size())}});
  blocks.push_back(paragraph(text));
}

void add_judgement(const ReportContext& context, std::vector<Block>& blocks) {
  const auto& say = context.say;
  const auto& thresholds = context.study.thresholds;
  blocks.push_back(Heading{3, say("method.rules_title"), {}});
  ListBlock list;
  const int said = context.framework().cap(Basis::said);
  const int heard = context.framework().cap(Basis::heard);
  list.items.push_back(plain(
      say(said == heard ? "method.voice_value" : "method.voice_value_heard", {{"said", said}, {"heard", heard}})));
  if (const int shown = context.framework().cap(Basis::shown); shown < context.framework().top())
    list.items.push_back(plain(say("method.voice_cap", {{"shown", shown}})));
  list.items.push_back(plain(say("method.median")));
  list.items.push_back(plain(say(
      "method.threshold",
      {{"voices", thresholds.voices}, {"organisations", thresholds.organisations}, {"persons", thresholds.persons}})));
  if (const auto clients = clients_heard(context); !clients.empty())
    list.items.push_back(plain(say("method.threshold_clients", {{"level", clients}})));
  list.items.push_back(plain(say("method.verdicts")));
  const auto& fitted_to = context.framework().fitted_to.in(context.language);
  if (!fitted_to.empty()) list.items.push_back(plain(say("method.fitted_to", {{"what", fitted_to}})));
  list.items.push_back(plain(say("method.confidence")));
  const auto weights = describe_weights(context.study);
  list.items.push_back(
      plain(weights.empty() ? say("method.no_weights") : say("method.weights", {{"weights", weights}})));
  blocks.push_back(std::move(list));
}

void add_limits(const ReportContext& context, std::vector<Block>& blocks) {
  const auto& say = context.say;
  blocks.push_back(Heading{3, say("method.limits_title"), {}});
  ListBlock list;
  list.items.push_back(plain(say("method.purposive")));
  list.items.push_back(plain(say("method.counts")));
  const auto& not_measured = context.framework().not_measured.in(context.language);
  if (!not_measured.empty()) list.items.push_back(plain(say("method.not_measured", {{"what", not_measured}})));
  list.items.push_back(plain(say("method.judgement")));
  if (context.is_public()) {
    list.items.push_back(plain(say("method.withholding", {{"rung", rung_name(context, context.landing)}})));
    const auto& replaces = context.options.replaces;
    if (!replaces.empty()) list.items.push_back(plain(say("method.replaces", {{"hash", replaces.substr(0, 12)}})));
  }
  // Withholding the rung of every small level would leave no report: the reader is told instead.
  constexpr int traceable = 5;
  const auto shows_few = [](const RecommendationResult& result) {
    return std::ranges::any_of(
        result.levels, [](const Cell& cell) { return cell.sufficient && !cell.withheld && cell.n < traceable; });
  };
  if (context.is_public() && std::ranges::any_of(context.analysis.recommendations, shows_few))
    list.items.push_back(plain(say("method.few_voices")));
  blocks.push_back(std::move(list));
}

void add_withheld(const ReportContext& context, std::vector<Block>& blocks) {
  if (context.options.withheld.empty()) return;
  ListBlock list;
  for (const auto& one : context.options.withheld) {
    list.items.push_back(
        labelled(withheld_what(one, context.framework(), context.say) + ":", withheld_why(one, context.say)));
  }
  blocks.push_back(Heading{3, context.say("matrix.withheld"), {}});
  blocks.push_back(std::move(list));
}

void add_suppressed(const ReportContext& context, std::vector<Block>& blocks) {
  const auto& suppressed = context.study.suppressed;
  if (suppressed.empty()) return;
  const auto& say = context.say;
  blocks.push_back(Heading{3, say("suppressed.title"), {}});
  blocks.push_back(paragraph(say("suppressed.reading")));
  if (context.is_public()) {
    blocks.push_back(paragraph(say("suppressed.count", {{"count", static_cast<int>(suppressed.size())}})));
    return;
  }
  Table table{say("suppressed.caption"), {say("suppressed.finding"), say("suppressed.reason")}, {}, true};
  for (const auto& one : suppressed) {
    const std::string code(one.diagnostic.rule == nullptr ? "" : one.diagnostic.rule->code);
    table.rows.push_back({{.text = say("finding." + code)}, {.text = one.reason}});
  }
  blocks.push_back(TableBlock{std::move(table), {}, false, {}});
}

}  // namespace

Section method_section(const ReportContext& context) {
  Section section{"method", context.say("method.title"), {}, true};
  auto& blocks = section.blocks;
  append(blocks, own_text(context, "method"));
  append(blocks, coverage_blocks(context));
  append(blocks, coding_blocks(context));
  add_agreement(context, blocks);
  add_saturation(context, blocks);
  add_judgement(context, blocks);
  add_limits(context, blocks);
  add_withheld(context, blocks);
  add_suppressed(context, blocks);
  return section;
}

}  // namespace quickscan
