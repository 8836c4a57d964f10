#include "report/narrative.hpp"
#include "report/sections/sections.hpp"

namespace quickscan {

Section conclusion_section(const ReportContext& context) {
  Section section{"conclusion", context.say("conclusion.title"), own_text(context, "conclusion")};
  auto recommendations = own_text(context, "recommendations", 4);
  if (!recommendations.empty()) {
    section.blocks.push_back(Heading{3, context.say("conclusion.recommendations"), {}});
    append(section.blocks, std::move(recommendations));
  }
  if (section.blocks.empty() && !context.is_public()) {
    section.blocks.push_back(
        paragraph(context.say("conclusion.missing", {{"language", std::string(name_of(context.language))}}),
                  Paragraph::Role::small));
  }
  return section;
}

}  // namespace quickscan
