#include "report/context.hpp"

namespace quickscan {

namespace {

std::vector<Date> last_dates(const Study& study) {
  std::vector<Date> dates(study.developments.size());
  for (const auto& interview : study.interviews) {
    for (const auto& segment : interview.segments) {
      if (!segment.development.given()) continue;
      auto& date = dates[segment.development.index()];
      if (!date.known() || last_day(interview.date) > last_day(date)) date = interview.date;
    }
  }
  return dates;
}

}  // namespace

ReportContext make_context(const Study& study, const Analysis& analysis, const ReportOptions& options) {
  const auto inside = study.framework.inside_levels();
  return {study,
          analysis,
          options,
          Messages(options.language),
          options.language,
          inside.empty() ? none : inside.back(),
          study.framework.practice,
          study.framework.accepted,
          find_voices(study),
          last_dates(study)};
}

void add_figure(const ReportContext& context, Figure figure, std::vector<Block>& blocks, bool wide) {
  if (!figure.svg.empty()) blocks.push_back(FigureBlock{std::move(figure), context.say("frame.data"), wide});
}

}  // namespace quickscan
