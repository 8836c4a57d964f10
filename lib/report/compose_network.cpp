#include "report/compose.hpp"

namespace quickscan {

Section network_section(const ReportContext& context) {
  Section section{"network", context.say("network.title"), {}};
  return section;
}

}  // namespace quickscan
