#include "report/compose.hpp"

#include "report/charts.hpp"

namespace quickscan {

Section waves_section(const ReportContext& context) {
  Section section{"waves", context.say("waves.title"), {}};
  add_figure(context, waves_chart(context), section.blocks);
  return section;
}

}  // namespace quickscan
