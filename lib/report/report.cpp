#include "report/report.hpp"

#include "core/format_number.hpp"
#include "core/parallel.hpp"
#include "report/provenance.hpp"
#include "report/sections/sections.hpp"
#include "report/wording.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace quickscan {

namespace {

std::vector<std::pair<std::string, std::string>> header_facts(const ReportContext& context) {
  const auto& study = context.study;
  const auto& say = context.say;
  const auto& heard = context.analysis.heard;
  std::vector<std::pair<std::string, std::string>> facts;
  if (!study.commissioner.empty())
    facts.emplace_back(say("header.commissioner"), study.commissioner.in(context.language));
  if (!study.authors.empty()) {
    std::vector<std::string> authors;
    std::ranges::transform(study.authors, std::back_inserter(authors),
                           [&](const LocalText& author) { return author.in(context.language); });
    facts.emplace_back(say("header.authors"), say.list(authors));
  }
  facts.emplace_back(say("header.heard"), heard.voices == hidden_count
                                              ? say("withheld.shown")
                                              : say("header.heard_text", {{"interviews", heard.interviews},
                                                                          {"persons", heard.persons},
                                                                          {"organisations", heard.organisations},
                                                                          {"voices", heard.voices}}));
  facts.emplace_back(say("header.audience"), say(context.is_public() ? "header.public" : "header.internal"));
  const auto weights = describe_weights(study);
  if (!weights.empty()) facts.emplace_back(say("header.weights"), weights);
  return facts;
}

std::vector<Callout> banners(const ReportContext& context) {
  const auto& say = context.say;
  std::vector<Callout> result;
  if (auto banner = provenance_banner(context.study.provenance, say)) result.push_back(std::move(*banner));
  if (!context.options.no_key.empty()) {
    result.push_back({Callout::Kind::warning,
                      say("banner.no_key_title"),
                      {plain(say("banner.no_key", {{"reason", context.options.no_key}}))}});
  }
  const auto& agreement = context.analysis.agreement;
  if (agreement && agreement->reliable && !*agreement->reliable) {
    result.push_back({Callout::Kind::warning,
                      say(agreement->no_verdicts ? "banner.unreliable_title" : "banner.doubtful_title"),
                      {plain(say(agreement->no_verdicts ? "banner.unreliable" : "banner.doubtful",
                                 {{"alpha", format_number(agreement->alpha_ordinal, 2, context.language)},
                                  {"units", agreement->units}}))}});
  }
  if (context.study.weights.any())
    result.push_back({Callout::Kind::information, say("banner.weights_title"), {plain(say("banner.weights"))}});
  return result;
}

using MakeSection = Section (*)(const ReportContext&);

constexpr std::array<MakeSection, 14> section_makers = {
    summary_section, matrix_section, levels_section,        recommendations_section, developments_section,
    factors_section, waves_section,  conclusion_section,    network_section,         method_section,
    grounds_annex,   network_annex,  accessibility_section, provenance_section};

/// All sections, and into `context` what several of them show. Drawing the network takes longer than all else, and
/// needs none of it: it is done beside the rest.
std::vector<Section> make_sections(ReportContext& context) {
  std::vector<Section> sections(section_makers.size());
  const auto make = [&](const ReportContext& own, bool network) {
    for (std::size_t at = 0; at < sections.size(); ++at)
      if ((section_makers[at] == network_section) == network) sections[at] = section_makers[at](own);
  };
  run_both([&, plain = context] { make(plain, true); },
           [&] {
             context.evidence = evidence_by_recommendation(context);
             context.tracker = status_tracker(context);
             make(context, false);
           });
  std::erase_if(sections, [](const Section& section) { return section.blocks.empty(); });
  return sections;
}

/// Moves the data tables of the figures into an annex; a link beside each figure leads there.
Section figure_annex(const ReportContext& context, std::vector<Section>& sections) {
  Section annex{"figures", context.say("annex.figures"), {}, true};
  for (auto& section : sections) {
    for (auto& block : section.blocks) {
      auto* figure = std::get_if<FigureBlock>(&block);
      if (figure == nullptr || figure->figure.data.rows.empty()) continue;
      figure->data_id = figure->figure.id + "-data";
      annex.blocks.push_back(TableBlock{std::move(figure->figure.data), figure->data_id, false, {}});
      figure->figure.data = {};
    }
  }
  return annex;
}

/// The briefing, in the sentences of the report's first page: answers, status tracker, decision agenda, questions.
Briefing compose_briefing(const ReportContext& context) {
  const auto& say = context.say;
  Briefing briefing;
  briefing.answers = answers(context);
  briefing.tracker = context.tracker;
  // On this page there is nothing to jump to.
  for (auto& row : briefing.tracker.rows) row.front().link.clear();
  briefing.reading = say("tracker.reading");
  briefing.agenda_title = say("agenda.title");
  briefing.agenda = agenda_lines(context);
  briefing.ask_title = say("ask.title", {{"commissioner", commissioner_name(context)}});
  briefing.ask = commissioner_questions(context);
  briefing.certainty_title = say("summary.certainty_label");
  briefing.certainty = certainty_text(context) + ' ' + say("method.purposive");
  briefing.banner = banner_title_of(context.study.provenance, context.language);
  if (!context.options.no_key.empty())
    briefing.banner += (briefing.banner.empty() ? "" : ". ") + say("banner.no_key_title");
  const auto record = provenance_of(context.study, context.options.audience, context.language);
  briefing.provenance = say(record.inputs.empty() ? "briefing.provenance_public" : "briefing.provenance",
                            {{"version", record.version},
                             {"hash", record.input_sha256.substr(0, 12)},
                             {"count", static_cast<int>(record.inputs.size())}});
  return briefing;
}

}  // namespace

Document compose(const Study& study, const Analysis& analysis, const ReportOptions& options) {
  auto context = make_context(study, analysis, options);
  const auto& say = context.say;
  Document document;
  document.language = options.language;
  document.title = study.title.in(options.language);
  document.subtitle = say("header.subtitle", {{"date", format_date(study.reference_date, options.language)}});
  if (!context.is_public()) document.subtitle += " · " + say("header.internal");
  document.facts = header_facts(context);
  document.banners = banners(context);
  document.provenance = provenance_of(study, options.audience, options.language);
  document.skip_link = say("frame.skip");
  document.contents_title = say("frame.contents");
  document.about_title = say("frame.about");
  document.annex_title = say("frame.annex");
  document.evidence_title = say("frame.evidence");
  document.values_title = say("frame.values");
  document.footer =
      say("frame.footer", {{"version", tool_version()}, {"hash", document.provenance.input_sha256.substr(0, 12)}});
  document.sections = make_sections(context);
  if (auto annex = figure_annex(context, document.sections); !annex.blocks.empty()) {
    const auto first = std::ranges::find(document.sections, true, &Section::annex);
    document.sections.insert(first, std::move(annex));
  }
  document.briefing = compose_briefing(context);
  return document;
}

}  // namespace quickscan
