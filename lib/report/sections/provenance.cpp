#include "report/sections/sections.hpp"
#include "report/wording.hpp"

#include <fmt/format.h>

namespace quickscan {

Section provenance_section(const ReportContext& context) {
  const auto& say = context.say;
  Section section{"provenance", say("provenance.title"), {}, true};
  const auto record = provenance_of(context.study, context.options.audience, context.language);
  Definitions definitions;
  const auto add = [&](const std::string& name, std::string value) {
    definitions.items.emplace_back(name, Text{{std::move(value), Run::Style::code}});
  };
  add(say("provenance.version"), fmt::format("quickscan {}", record.version));
  add(say("provenance.command"),
      fmt::format("quickscan report --lang {} --audience {}{}", record.language, record.audience,
                  context.is_public() && !context.options.withheld.empty() ? " --suppress" : ""));
  add(say("provenance.study"), record.study);
  add(say("provenance.hash"), record.input_sha256);
  definitions.items.emplace_back(
      say("provenance.inputs"),
      plain(record.inputs.empty()
                ? say("withheld.shown")
                : say("provenance.inputs_text", {{"count", static_cast<int>(record.inputs.size())}})));
  definitions.items.emplace_back(
      say("provenance.thresholds"),
      plain(base_text(context, record.thresholds.voices, record.thresholds.organisations, record.thresholds.persons)));
  definitions.items.emplace_back(say("provenance.weights"),
                                 plain(record.weights.empty() ? say("provenance.no_weights") : record.weights));
  definitions.items.emplace_back(say("provenance.audience"),
                                 plain(say(context.is_public() ? "header.public" : "header.internal")));
  definitions.items.emplace_back(
      say("provenance.framework"),
      plain(fmt::format("{} ({})", context.framework().title.in(context.language), context.framework().id)));
  section.blocks.push_back(std::move(definitions));
  section.blocks.push_back(paragraph(say("provenance.verify"), Paragraph::Role::small));
  return section;
}

Section accessibility_section(const ReportContext& context) {
  const auto& say = context.say;
  return {"accessibility", say("accessibility.title"), {paragraph(say("accessibility.text"))}, true};
}

}  // namespace quickscan
