#include "report/sections/sections.hpp"

namespace quickscan {

Section accessibility_section(const ReportContext& context) {
  const auto& say = context.say;
  return {"accessibility", say("accessibility.title"), {paragraph(say("accessibility.text"))}, true};
}

}  // namespace quickscan
