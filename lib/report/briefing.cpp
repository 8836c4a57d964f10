#include "report/briefing.hpp"

#include "report/provenance.hpp"
#include "report/sections/agenda.hpp"
#include "report/sections/matrix.hpp"
#include "report/sections/summary.hpp"
#include "report/wording.hpp"

namespace quickscan {

namespace {

// What works: developments in practice that others confirm, and then what helps.
std::vector<std::string> what_works(const ReportContext& context) {
  std::vector<std::string> works;
  for (const auto& development : context.analysis.developments) {
    const bool others = development.confirmation == DevelopmentConfirmation::independent;
    if (!development.live || !others || works.size() == 3) continue;
    const auto organisations = static_cast<int>(development.confirmed_by.size());
    const auto name = development_name(context, development.development);
    // In public, one stands for one or two.
    works.push_back(
        context.is_public() && organisations == 1
            ? name
            : context.say("briefing.development", {{"development", name}, {"organisations", organisations}}));
  }
  for (const auto* factor : ranked_factors(context, Sign::enabler)) {
    if (works.size() == 3) break;
    works.push_back(factor_text(context, *factor, Sign::enabler));
  }
  return works;
}

std::vector<std::string> what_hinders(const ReportContext& context) {
  std::vector<std::string> hinders;
  for (const auto* factor : ranked_factors(context, Sign::barrier)) {
    if (hinders.size() == 3) break;
    hinders.push_back(factor_text(context, *factor, Sign::barrier));
  }
  return hinders;
}

}  // namespace

Briefing compose_briefing(const ReportContext& context) {
  const auto& say = context.say;
  Briefing briefing;
  briefing.answer = answer_text(context);
  briefing.matrix = matrix_table(context);
  briefing.works_title = say("briefing.works");
  briefing.works = what_works(context);
  briefing.hinders_title = say("briefing.hinders");
  briefing.hinders = what_hinders(context);
  briefing.ask_title = say("ask.title", {{"commissioner", commissioner_name(context)}});
  briefing.ask = commissioner_questions(context);
  briefing.certainty_title = say("summary.certainty_label");
  briefing.certainty = certainty_text(context) + ' ' + say("method.purposive");
  briefing.banner = banner_title_of(context.study.provenance, context.language);
  if (!context.options.no_key.empty())
    briefing.banner += (briefing.banner.empty() ? "" : ". ") + say("banner.no_key_title");
  const auto record = provenance_of(context.study, context.options.audience, context.language);
  briefing.provenance = say("briefing.provenance", {{"version", record.version},
                                                    {"hash", record.input_sha256.substr(0, 12)},
                                                    {"count", static_cast<int>(record.input_count)}});
  return briefing;
}

}  // namespace quickscan
