#include "report/briefing.hpp"

#include "report/provenance.hpp"
#include "report/sections/sections.hpp"
#include "report/wording.hpp"

namespace quickscan {

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
  briefing.provenance = say("briefing.provenance", {{"version", record.version},
                                                    {"hash", record.input_sha256.substr(0, 12)},
                                                    {"count", static_cast<int>(record.input_count)}});
  return briefing;
}

}  // namespace quickscan
