#include "report/compose.hpp"

namespace quickscan {

Section waves_section(const ReportContext& context) {
  Section section{"waves", context.say("waves.title"), {}};
  return section;
}

}  // namespace quickscan
